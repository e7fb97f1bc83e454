import { say, tell } from '../language'

export const answers = {
  loading: say('Loading…', '正在载入…'),
  again: say('Try again', '重试'),
  unreachable: say(
    'The server cannot be reached. Nothing was changed; try again when the network is back.',
    '无法连接服务器。没有任何更改；网络恢复后请重试。',
  ),
  refused: tell(
    (detail: string, code: string) => `${detail} (${code})`,
    (detail: string, code: string) => `系统拒绝了此操作：${detail}（${code}）`,
  ),
  broken: tell(
    (why: string) => `This page broke: ${why}. Reload it; if it breaks again, tell the organisers’ support.`,
    (why: string) => `页面出错：${why}。请重新载入；如再次出错，请联系技术支持。`,
  ),
}
