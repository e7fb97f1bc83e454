/** Refusals that people meet often, said so that they know what to do; others show the gateway's own words. */
import { say, type Saying } from '../language'

const REFUSALS: Record<string, Saying> = {
  wrong_name_or_password: say('Name or password is wrong.', '用户名或密码不正确。'),
  too_many_attempts: say('Too many attempts. Wait a minute, then try again.', '尝试次数过多。请稍候一分钟再试。'),
  role_not_allowed: say('Your role may not do this. Ask an organiser.', '您的角色无权执行此操作，请联系组织者。'),
  edition_not_allowed: say('Your account is not admitted to this edition. Ask an organiser.', '您的账号无权访问本届会议，请联系组织者。'),
  stale_version: say(
    'Somebody changed this while you had it open. Look at the new state, then save again.',
    '您打开期间，他人已作修改。请查看最新内容后再保存。',
  ),
  not_signed_in: say('You are not signed in.', '您尚未登录。'),
  token_unknown: say('Your sign-in is no longer valid. Sign in again.', '登录已失效，请重新登录。'),
  token_expired: say('Your sign-in has run out. Sign in again.', '登录已过期，请重新登录。'),
  not_found: say('There is nothing here under this address (any more).', '此地址下没有内容，或已被移除。'),
  too_large: say('The file is larger than 25 MB. Split it and import the parts.', '文件超过 25 MB，请拆分后分别导入。'),
  internal_error: say(
    'Something broke on the server; it is in the log. Try again, and tell support if it stays.',
    '服务器出错，已记入日志。请重试；如仍出错，请联系技术支持。',
  ),
}

export function refusalOf(code: string): Saying | undefined {
  return REFUSALS[code]
}
