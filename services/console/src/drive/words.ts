/** What a driver's sheet says. */
import { plural, say, tell, type Saying } from '../i18n/language'

export const words = {
  title: tell((plate: string) => `Drives of ${plate}`, (plate: string) => `${plate} 行车单`),
  plan: tell((n: number) => `Plan ${n}. Look again before you leave: times change.`, (n: number) => `方案 ${n}。出发前请再次查看，时间可能变动。`),
  none: say('No drive is planned for this vehicle.', '该车暂无任务。'),
  arrives: say('arrives', '到达'),
  expected: tell((number: string, at: string) => `${number} expected ${at}`, (number: string, at: string) => `${number} 预计 ${at}`),
  leaves: tell((number: string, at: string) => `${number} leaves ${at}`, (number: string, at: string) => `${number} ${at} 出发`),
  meets: tell((where: string) => `meet at: ${where}`, (where: string) => `接站：${where}`),
  interpreter: tell((who: string) => `with ${who}, interpreter`, (who: string) => `译员 ${who} 同车`),
  call: tell((who: string) => `Call ${who}`, (who: string) => `致电 ${who}`),
  shuttle: say('Shuttle', '班车'),
  guests: tell((n: number) => plural(n, 'guest'), (n: number) => `${n} 人`),
  again: say('Look again', '刷新'),
  print: say('Print', '打印'),
  hours: say('Times of the host city.', '时间均为当地时间。'),
  unknown: say('This link does not work. Copy it whole, or ask the organisers for a new one.', '此链接无效。请完整复制，或向组委会索取新链接。'),
  ended: say('This link was ended. Please ask the organisers for a new one.', '此链接已停用，请向组委会索取新链接。'),
  expired: say('The days of this link are over.', '此链接已过期。'),
  away: say('No connection. Please try again in a moment.', '无法连接，请稍后再试。'),
}

/** Places to meet as the service names them; whatever a gate fixed otherwise is shown as it was written. */
export const MEETING_POINTS: Record<string, Saying> = {
  'VIP room': say('VIP room', '贵宾室'),
  'arrivals exit': say('arrivals exit', '到达出口'),
  'platform exit': say('platform exit', '出站口'),
  'pier exit': say('pier exit', '码头出口'),
  'hotel entrance': say('hotel entrance', '酒店门口'),
}
