import { plural, say, tell } from '../language'
import { lasting } from '../time'

export const desks = {
  how: say(
    'Make the badges, enrol a tablet or computer for each door, and open its link there. It then checks guests in by scanner, camera or name, also while network and server are away, and brings what it did by itself.',
    '先制证，再为每个入口登记一台平板或电脑，并在其上打开链接。此后可用扫码枪、摄像头或姓名签到；断网或服务器停机时照常工作，恢复后自动上传。',
  ),
  badges: say('Badges', '证件'),
  allBadges: say('Every expected guest has a badge.', '所有应到外宾均已制证。'),
  lacking: tell(
    (n: number, of: number) => `${n.toLocaleString('en')} of ${plural(of, 'expected guest')} without a badge`,
    (n: number, of: number) => `${of} 位应到外宾中 ${n} 位尚未制证`,
  ),
  makeBadges: tell((n: number) => `Make and print ${plural(n, 'badge')}`, (n: number) => `制作并打印 ${n} 张证件`),
  devices: say('Devices', '设备'),
  noDevices: say('No device is enrolled yet.', '尚未登记任何设备。'),
  enrol: say('Enrol a device', '登记设备'),
  name: say('Name of the device', '设备名称'),
  door: say('Door', '入口'),
  nameHint: say('as it is called on the tablet, e.g. tablet-1', '如 tablet-1'),
  doorHint: say('where it stands, e.g. Main entrance', '所在位置，如“主入口”'),
  rights: say('May also', '附加权限'),
  rightsHint: say('Without the first a stolen device can list nobody. A computer without scanner and camera needs it.', '未勾选第一项时，设备失窃也无法列出名单；无扫码枪和摄像头的电脑须勾选。'),
  right: {
    search: say('find guests by name', '按姓名查找'),
    walk_in: say('register walk-ins', '现场登记'),
    reissue: say('make and print badges', '制作和打印证件'),
  },
  onlyCheckIn: say('check in only', '仅可签到'),
  made: say('Open this on the device', '在设备上打开'),
  madeHint: say(
    'Scan the code with the tablet, or open the link on it. It is shown only now and opens the desk for whoever has it.',
    '用平板扫描二维码，或在平板上打开链接。此码仅显示一次，持有者即可使用该报到台。',
  ),
  openHere: say('Open on this computer', '在本机打开'),
  revoke: say('Revoke', '吊销'),
  revoked: say('revoked', '已吊销'),
  inUse: say('enrolled', '已登记'),
  inbox: say('Admissions that contradict each other', '相互矛盾的入场记录'),
  noConflicts: say('Nothing contradicts anything.', '没有矛盾的记录。'),
  open: tell((n: number) => `${plural(n, 'conflict')} to look at`, (n: number) => `${n} 条待处理`),
  kind: {
    admitted_twice: say('Admitted twice', '重复入场'),
    admitted_against_list: say('Admitted against the list', '违反名单入场'),
    turned_away: say('Turned away, but counted as inside', '被拒入但记为在场'),
  },
  listSaid: tell((what: string) => `Our list said: ${what}`, (what: string) => `名单显示：${what}`),
  side: tell(
    (device: string, door: string, at: string) => `${at} · ${door} · ${device}`,
    (device: string, door: string, at: string) => `${at} · ${door} · ${device}（设备）`,
  ),
  skew: tell(
    (s: number) => `clock ${lasting(s, 'en')} ${s < 0 ? 'slow' : 'fast'}`,
    (s: number) => `时钟${s < 0 ? '慢' : '快'} ${lasting(s, 'zh')}`,
  ),
  settle: say('Settle', '处理'),
  note: say('What was the matter', '情况说明'),
  settledBy: tell((who: string, at: string) => `Settled by ${who}, ${at}`, (who: string, at: string) => `${who} 于 ${at} 处理`),
  showSettled: say('Show settled ones', '显示已处理'),
  result: {
    admitted: say('admitted', '放行'),
    revoked: say('badge not valid', '证件作废'),
    withdrawn: say('withdrawn', '已取消'),
    not_confirmed: say('not confirmed', '未确认'),
    unknown: say('unknown badge', '无法识别'),
    already_inside: say('already inside', '已在场内'),
  } as Record<string, ReturnType<typeof say>>,
}
