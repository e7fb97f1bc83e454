/** The main act of every page that no other part clicks, in both languages, against the real services. */
import { axe, profile, settled } from './browser.mjs'
import { actsOn, as, ask, base, edition, LANGUAGES, opensConflict, opensOffer, press, request, tokenOf, until, url } from './house.mjs'

/** What the other pages are for, clicked in both languages. */
export async function acts(browser) {
  const seen = {}
  for (const [place, language] of LANGUAGES.entries()) {
    const { context, page, errors } = await profile(browser, { ...as('organiser'), language })
    const say = (en, zh) => (language === 'en' ? en : zh)
    const found = (seen[language] = {})
    const act = actsOn(page, found, language)
    await act('closure', () => closesRoute(page, say))
    await act('news', () => tellsNews(page, say, place))
    await act('sheet', () => readsSheet(page, say))
    await act('driver', () => sendsSheet(page, say, language))
    await act('chain', () => readsChain(page, say))
    await act('offer', () => offersInWaves(page, say))
    await act('lodging', () => movesIn(page, say, place))
    await act('device', () => enrolsDevice(page, say, language))
    await act('inbox', () => settlesConflict(page, say, place))
    await act('outing', () => listsOuting(page, say, language))
    await act('sitting', () => cancelsSitting(page, say))
    await act('parked', () => mindsParked(page, say, language))
    await act('badges', () => printsBadges(page, say))
    await act('account', () => opensAccount(page, say, language))
    found.errors = errors.filter((one) => !/40[0-9]/.test(one))
    await context.close()
  }
  return seen
}

/** Works on the first of what is found until there is none left; false when one stays. */
async function oneByOne(found, work) {
  for (let left = await found.count(); left; left = await found.count()) {
    await work()
    if (!(await until(async () => (await found.count()) < left))) return false
  }
  return true
}

/** A bridge is closed on the page: trips are planned around it, which the page shows; then it is opened again. */
async function closesRoute(page, say) {
  await page.goto(`${base}/arrivals`)
  await settled(page)
  const plan = async () => (await ask(page, '/plans/logistics')).number
  const shown = page.getByText(say(/^Plan \d+/, /^方案 \d+/)).first()
  const before = await plan()
  await press(page, say('Close a stretch…', '登记封闭…'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('Stretch', '路段')).selectOption('ZHOUSHAN_BRIDGE')
  await dialog.getByLabel(say('From', '起'), { exact: true }).fill('2019-10-17T09:00')
  await dialog.getByLabel(say('Until (empty: further notice)', '止（留空：另行通知）')).fill('2019-10-17T15:00')
  await dialog.getByLabel(say('Who says so', '消息来源')).fill(say('bridge office', '大桥管理处'))
  const barriers = await axe(page)
  await press(dialog, say('Save', '保存'))
  const reopen = page.locator('.closures').getByRole('button', { name: say('Open again', '恢复通行') })
  await reopen.first().waitFor()
  const replanned = await until(async () => (await plan()) > before)
  const number = await plan()
  const told = await until(async () => (await shown.innerText()).includes(String(number)) || (await plan()) !== number)
  const { items } = await ask(page, '/trips?limit=500')
  const [from, to] = ['2019-10-17T09:00+08:00', '2019-10-17T15:00+08:00'].map(Date.parse)
  const touched = items.filter((one) => Date.parse(one.departs) < to && Date.parse(one.arrives) > from).length
  const reopened = await oneByOne(reopen, () => reopen.first().click())
  return { barriers, reopened, replanned, told, trips: touched > 0, open: await page.getByText(say('Every road, bridge and sea route is open.', '道路、桥梁与航线均畅通。')).isVisible() }
}

/** A flight is late: entered on the board, and the line says so. */
async function tellsNews(page, say, place) {
  await page.goto(`${base}/arrivals`)
  await settled(page)
  const row = page.locator('table.flights tbody tr').filter({ hasText: say('on time', '准点') }).nth(place)
  const number = (await row.locator('td').nth(2).innerText()).trim()
  await press(row, say('News…', '动态…'))
  const dialog = page.getByRole('dialog')
  const time = dialog.getByLabel(say('Expected landing or docking', '预计落地或靠港时间'))
  await time.fill(new Date(Date.parse(`${await time.inputValue()}:00Z`) + 35 * 60_000).toISOString().slice(0, 16))
  await dialog.getByLabel(say('Who says so', '消息来源')).fill('AODB')
  await press(dialog, say('Save', '保存'))
  await page.locator('table.flights tbody tr').filter({ hasText: number }).getByText(say('35 min late', '晚点 35 分钟')).first().waitFor()
  return { late: true }
}

/** From the trips to the sheet of the car that drives one of them: whoever is on the trip stands on it, and no needs. */
async function readsSheet(page, say) {
  await page.goto(`${base}/arrivals?view=trips`)
  await settled(page)
  const row = page.locator('main table.rows tbody tr').first()
  const guest = (await row.locator('td').last().locator('a').first().innerText()).trim()
  await row.locator('td').nth(4).locator('a').click()
  await page.getByRole('heading', { level: 1, name: say(/^Driver’s sheet/, /^行车单/) }).waitFor()
  const sheet = await page.locator('article.sheet').innerText()
  await page.emulateMedia({ media: 'print' })
  const printed = { bar: await page.locator('header.bar').isVisible(), names: await page.locator('.passenger').first().isVisible() }
  await page.emulateMedia({ media: 'screen' })
  return { named: sheet.includes(guest), phone: (await page.locator('article.sheet a[href^="tel:"]').count()) > 0, printed }
}

/** A link to a car's sheet, opened on a telephone without an account: the drives, and after its end nothing. */
async function sendsSheet(page, say, language) {
  const { items } = await ask(page, '/trips?limit=500')
  const trip = items.find((one) => one.state === 'planned' && one.kind === 'pick_up')
  await page.goto(`${base}/sheets/${trip.vehicle_id}`)
  await settled(page)
  await press(page, say('Make a link', '生成链接'))
  const barriers = await axe(page)
  const link = await page.locator('.made-link a').getAttribute('href')
  const { context, errors } = await profile(page.context().browser(), { url, language, theme: 'dark', width: 390, height: 800 })
  const phone = await context.newPage()
  await phone.goto(link)
  await phone.locator('.drives li').first().waitFor()
  const text = await phone.locator('main').innerText()
  barriers.push(...(await axe(phone)))
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  const rider = trip.passengers[0]
  const told = { named: text.includes(rider.name), place: text.includes(say('Zhujiajian', '朱家尖')), flight: /[A-Z0-9]{2,3}\d{2,4}/.test(text), rank: /\bV[1-5]\b/.test(text) }
  await press(page, say('End this link', '停用此链接'))
  await page.getByRole('button', { name: say('End this link', '停用此链接') }).waitFor({ state: 'detached' })
  await press(phone, say('Look again', '刷新'))
  await phone.getByText(say('This link was ended.', '此链接已停用')).waitFor()
  const after = await phone.locator('main').innerText()
  const logged = errors.filter((one) => !/409/.test(one))
  await context.close()
  return { told, wide, after: after.includes(rider.name), logged, barriers }
}

/** A guest's change and what followed from it: each step with before and after, and the reason that was given. */
async function readsChain(page, say) {
  const { items } = await ask(page, '/meetings?limit=500')
  const meeting = items.find((one) => one.state === 'placed' && !one.pinned)
  const reason = say('The host is ill', '主方身体不适')
  await ask(page, `/meetings/${meeting.id}/cancel`, 'POST', { reason })
  await page.goto(`${base}/changes`)
  await settled(page)
  const change = page.locator('.change-list button').filter({ hasText: say('cancelled', '取消') }).first()
  await change.click()
  const chain = page.locator('ol.chain')
  await chain.waitFor()
  const followed = await until(async () => (await chain.locator('> li').count()) > 1)
  await chain.locator('summary').first().click()
  await chain.locator('table.difference').first().waitFor()
  return {
    followed,
    compared: await chain.locator('table.difference').first().getByRole('columnheader', { name: say('Before', '此前'), exact: true }).count() > 0,
    reason: (await chain.innerText()).includes(reason),
    answered: await until(async () => (await page.locator('.state').filter({ hasText: say('answered', '已处理完毕') }).count()) > 0),
    barriers: await axe(page),
  }
}

/** Interpreters are asked in waves whether they take it; the clock runs on the page; the offer is withdrawn with its reason. */
async function offersInWaves(page, say) {
  await page.goto(`${base}/interpreters`)
  await settled(page)
  const demand = await opensOffer(page, async (id) => {
    await page.goto(`${base}/interpreters?demand=${id}`)
    await settled(page)
    const asked = page.waitForResponse((one) => one.url().endsWith('/offers') && one.request().method() === 'POST')
    await press(page.locator('.explained'), say('Offer in waves', '分批询问'))
    return (await asked).ok()
  })
  const clock = page.locator('.explained').getByText(say(/\d+ min left/, /剩余 \d+ 分钟/))
  await clock.waitFor()
  await press(page.locator('.explained'), say('Withdraw the offer…', '撤回询问…'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('Reason', '原因')).fill(say('Asked by telephone', '已电话询问'))
  const barriers = await axe(page)
  await press(dialog, say('Withdraw the offer', '撤回询问'))
  await clock.waitFor({ state: 'detached' })
  const { items } = await ask(page, '/offers?limit=500')
  return { withdrawn: items.filter((one) => one.demand_id === demand).map((one) => one.state), barriers }
}

/** A guest moves in at the hotel, and the police are told in time. */
async function movesIn(page, say, place) {
  await page.goto(`${base}/lodging`)
  await settled(page)
  const row = page.locator('main table.rows tbody tr').filter({ has: page.getByRole('button', { name: say('Has moved in', '已入住') }) }).nth(place)
  const guest = await row.locator('td').nth(3).innerText()
  const nights = await row.locator('td').nth(4).innerText()
  await press(row, say('Has moved in', '已入住'))
  const same = page.locator('main table.rows tbody tr').filter({ hasText: guest.trim() }).filter({ hasText: nights.trim() })
  await same.locator('.state').first().waitFor()
  const due = same.getByRole('button', { name: say('Police have it', '已向公安登记') })
  await due.waitFor()
  await due.click()
  await same.locator('.state').filter({ hasText: say('registered', '已登记') }).waitFor()
  return { registered: true }
}

/** A device is enrolled, its link opens the desk, and revoking it is asked about first. */
async function enrolsDevice(page, say, language) {
  await page.goto(`${base}/desks`)
  await settled(page)
  const name = `gate-${language}-${Math.floor(Math.random() * 1e6)}`
  await press(page, say('Enrol a device', '登记设备'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('Name of the device', '设备名称')).fill(name)
  await dialog.getByLabel(say('Door', '入口')).fill('North')
  await press(dialog, say('Enrol a device', '登记设备'))
  const link = await dialog.locator('.made-link').innerText()
  const barriers = await axe(page)
  await press(dialog, say('Close', '关闭'))
  const status = async () => (await request('/access/principal', { token: link.split('#')[1] })).status
  const before = await status()
  const line = page.locator('.desk-lines li').filter({ hasText: name })
  await press(line, say('Revoke…', '吊销…'))
  await press(page.getByRole('dialog'), say('Revoke', '吊销'))
  await line.getByText(say('revoked', '已吊销')).waitFor()
  return { before, refused: await until(async () => (await status()) !== 200), barriers }
}

/** Two desks without a network let the same badge in; the organiser settles it with a note. */
async function settlesConflict(page, say, place) {
  const guestId = `${edition}.g.A0${10 + place}`
  await opensConflict(page, guestId)
  const open = async () => (await ask(page, '/admission-conflicts?open=true')).items.filter((one) => one.guest_id === guestId).length
  const arose = await until(async () => (await open()) > 0)
  await page.goto(`${base}/desks`)
  await settled(page)
  const settle = page.locator('main').getByRole('button', { name: say('Settle', '处理'), exact: true })
  const noted = await oneByOne(settle, async () => {
    await settle.first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(say('What was the matter', '情况说明')).fill(say('lent to a colleague', '借予同事'))
    await press(dialog, say('Settle', '处理'))
  })
  return { arose, noted, settled: (await open()) === 0 }
}

/** An account is opened, signs in, gets another password, and is closed. */
async function opensAccount(page, say, language) {
  await page.goto('/')
  await page.locator('header.bar').waitFor()
  await page.getByRole('button', { name: /^anna/ }).click()
  await page.getByRole('link', { name: say('Accounts', '账号') }).click()
  await page.getByRole('heading', { level: 1, name: say('Accounts', '账号') }).waitFor()
  const name = `guide-${language}-${Math.floor(Math.random() * 1e6)}`
  await press(page, say('Open an account', '新建账号'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('Name', '用户名')).fill(name)
  await dialog.getByLabel(say('Role', '角色')).selectOption('viewer')
  await dialog.getByLabel(say('Password', '密码')).fill('a long passphrase')
  const barriers = await axe(page)
  await press(dialog, say('Open an account', '新建账号'))
  const row = page.locator('main table.rows tbody tr').filter({ hasText: name })
  await row.waitFor()
  const signsIn = async (password) => (await request('/access/tokens', { method: 'POST', body: { name, password } })).status
  const first = await signsIn('a long passphrase')
  await press(row, say('Set a password…', '重设密码…'))
  await dialog.getByLabel(say('Password', '密码')).fill('another long passphrase')
  await press(dialog, say('Set it', '设置'))
  await dialog.waitFor({ state: 'detached' })
  const second = await signsIn('another long passphrase')
  await press(row, say('Close…', '关闭…'))
  await press(dialog, say('Close the account', '关闭账号'))
  await row.getByText(say('closed', '已关闭')).waitFor()
  return { first, second, closed: (await signsIn('another long passphrase')) !== 201, barriers }
}

/** A visit is listed through the wizard, shown, and cancelled: asked about first, then said on its line. */
async function listsOuting(page, say, language) {
  await page.goto(`${base}/lodging?view=outings`)
  await settled(page)
  await page.getByRole('link', { name: say('Import…', '导入…') }).first().click()
  const name = `Harbour ${language}`
  const rows = ['Reference,Kind,Name,Place,Starts,Ends,Guests', `H${language},visit,${name},DINGHAI,2019-10-18 09:00,2019-10-18 11:00,A001;A002`]
  await page.locator('input[type=file]').setInputFiles({ name: 'outings.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await press(page, say('Write all', '全部写入'))
  await page.getByText(say(/Written: 1 row/, /已写入 1 行/)).waitFor()
  await page.goto(`${base}/lodging?view=outings`)
  const row = page.locator('main table.rows tbody tr').filter({ hasText: name })
  await row.waitFor()
  const barriers = await cancels(page, row, say)
  const { items } = await ask(page, '/outings?limit=500')
  return { cancelled: items.filter((one) => one.name === name).map((one) => one.cancelled), barriers }
}

/** A meal is cancelled on its line. */
async function cancelsSitting(page, say) {
  await page.goto(`${base}/lodging?view=sittings`)
  await settled(page)
  const { items } = await ask(page, '/sittings?limit=500')
  const { id, reference } = items.filter((one) => !one.cancelled).at(-1)
  const row = page.locator('main table.rows tbody tr').filter({ hasText: reference })
  const barriers = await cancels(page, row, say)
  return { cancelled: (await ask(page, '/sittings?limit=500')).items.find((one) => one.id === id).cancelled, barriers }
}

async function cancels(page, row, say) {
  await press(row, say('Cancel…', '取消…'))
  const dialog = page.getByRole('dialog')
  const barriers = await axe(page)
  await press(dialog, say('It does not take place', '确认取消'))
  await dialog.waitFor({ state: 'detached' })
  await row.locator('.state').filter({ hasText: say('cancelled', '已取消') }).waitFor()
  return barriers
}

/** A message that nobody can read: given back it returns, as nothing was mended; then it is thrown away. */
async function mindsParked(page, say, language) {
  const parked = async () => (await (await request('/parked', { token: await tokenOf(page) })).json()).items.find((one) => one.body.includes(`unreadable ${language}`))
  const there = await until(async () => Boolean(await parked()))
  const { parked_at: since, id } = await parked()
  await page.goto(`${base}/changes?view=parked`)
  await settled(page)
  const row = page.locator('main table.rows tbody tr').filter({ hasText: id })
  await press(row, say('Try again', '重试'))
  await page.locator('.notice').getByText(say(/^Given back to logistics/, /^已退回 logistics/)).waitFor()
  const returned = await until(async () => ((await parked())?.parked_at ?? since) !== since)
  await page.reload()
  await settled(page)
  await press(row, say('Throw away…', '丢弃…'))
  const barriers = await axe(page)
  await press(page.getByRole('dialog'), say('Throw it away', '丢弃'))
  return { there, returned, gone: await until(async () => !(await parked())), barriers }
}

/** Badges for several guests are made at once, and all of them are laid out for the printer. */
async function printsBadges(page, say) {
  await page.goto(`${base}/guests`)
  await settled(page)
  const rows = page.locator('[role=row][data-place]')
  for (const place of [0, 1, 2]) await rows.nth(place).locator('input[type=checkbox]').check({ force: true })
  await press(page, say('Make badge', '制证'))
  await press(page.getByRole('dialog'), say('Make badge', '制证'))
  const dialog = page.getByRole('dialog', { name: say('3 badges', '3 张证件') })
  await dialog.waitFor()
  const barriers = await axe(page)
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('.print-only [data-testid=card]').count()
  await page.emulateMedia({ media: 'screen' })
  await press(dialog, say('Close', '关闭'))
  return { printed, barriers }
}
