/** What the page of an offer says. */
import { say, tell } from '../i18n/language'

export const words = {
  title: say('Can you take this service?', '您能承担这项翻译任务吗？'),
  service: say('Service', '任务'),
  mode: say('Mode', '形式'),
  language: say('Language', '语种'),
  begins: say('Begins', '开始'),
  ends: say('Ends', '结束'),
  place: say('Place', '地点'),
  placeOpen: say('not fixed yet', '待定'),
  zone: tell((zone: string) => `Times of ${zone}.`, (zone: string) => `时间以 ${zone} 为准。`),
  until: tell((moment: string) => `Please answer before ${moment}. Whoever accepts first has it.`, (moment: string) => `请在 ${moment} 前答复。先接受者承担。`),
  accept: say('Yes, I take it', '接受'),
  decline: say('No, I cannot', '谢绝'),
  why: say('Reason (may be left out)', '原因（可不填）'),
  accepted: say('You have taken this service. Thank you. The coordinators tell you the rest.', '您已接受这项任务，谢谢。协调员将告知后续安排。'),
  declined: say('You have declined. Thank you for the answer.', '您已谢绝，感谢答复。'),
  tooLate: say('The time to answer has passed. Please ring the coordinators if you still can.', '答复时间已过。如仍可承担，请致电协调员。'),
  taken: say('Somebody else has taken this service. Thank you for looking.', '已有他人承担这项任务，感谢查看。'),
  over: say('This is no longer asked. Thank you for looking.', '该任务已不再征询，感谢查看。'),
  moved: say('The times have changed since you opened this page. Please look again.', '您打开页面后时间有变，请重新查看。'),
  cannotServe: say('You cannot serve here any more, for example because of another service. The coordinators know.', '您因其他任务等原因已不能承担此项，协调员已知悉。'),
  badLink: say('This link does not work. Please ask the coordinators for a new one.', '此链接无效，请向协调员索取新链接。'),
  away: say('No connection. Please try again in a moment.', '无法连接，请稍后再试。'),
  failed: say('That did not work. Please try again, or ring the coordinators.', '操作未成功，请重试或致电协调员。'),
}
