import { say, tell } from '../language'

export const answers = {
  loading: say('Loading…', '正在载入…'),
  checking: say('Checking…', '正在检查…'),
  clear: say('No rule is in the way.', '无规则限制。'),
  aimHint: say('Enter or letting go puts it there; Escape leaves it', '回车或松开即放下，Esc 取消'),
  undo: say('Undo', '撤销'),
  undone: say('Undone.', '已撤销。'),
  dismiss: say('Dismiss', '关闭提示'),
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
