/**
 * What must hold of the pages, measured in a real browser against a running installation. Prints one JSON object.
 * CONVOKE_URL, CONVOKE_EDITION and CONVOKE_ACCOUNTS ({"role": ["name", "password"]}) say where and as whom;
 * names after the command are the parts to run, those of PARTS below (none: all of them).
 */
import { mkdir } from 'node:fs/promises'
import { acts } from './acts.mjs'
import { axe, launch, profile, settled } from './browser.mjs'
import { forms } from './forms.mjs'
import { actsOn, as, ask, at, base, edition, guest, LANGUAGES, pictures, request, tokenOf, url, within } from './house.mjs'

const PAGES = {
  overview: '/overview',
  guests: '/guests',
  delegations: '/guests?view=delegations',
  guest: `/guests/${guest}`,
  import: '/import',
  interpreters: '/interpreters',
  'interpreters-why': `/interpreters?demand=${edition}.n.A001`,
  timelines: '/interpreters?view=timeline',
  roster: '/interpreters?view=roster',
  rooms: '/programme',
  hosts: '/programme?view=hosts',
  meetings: '/programme?view=meetings',
  matchmaking: '/programme?view=matchmaking',
  gaps: '/interpreters?view=gaps',
  lodging: '/lodging',
  'lodging-register': '/lodging?view=register',
  'lodging-without': '/lodging?view=without',
  hotels: '/lodging?view=hotels',
  outings: '/lodging?view=outings',
  meals: '/lodging?view=sittings',
  desks: '/desks',
  arrivals: '/arrivals',
  trips: '/arrivals?view=trips',
  sheets: '/arrivals?view=sheets',
  changes: '/changes',
  parked: '/changes?view=parked',
  accounts: '..accounts',
}

/** What a guest stated, as no page, sheet, history or answer may repeat it. */
const SECRETS = { passport: 'KX5520817TN', dietary_needs: 'no quince jelly' }

/** The longest that one part may take: whatever hangs fails, and says which part it was. */
const PART_MS = 560_000

const browser = await launch()
const report = {}

const PARTS = { pages, tabs: sharedStream, roles: seenByRole, timeline, search, session: () => forms(browser), pictures: takePictures, clicks, drags, acts: () => acts(browser), kinds: liveKinds }
const asked = process.argv.slice(2)

try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (!asked.length || asked.includes(name)) report[name] = await within(PART_MS, name, part)
  }
} finally {
  await browser.close()
}
console.log(JSON.stringify(report))

/** Every page in both languages and both themes: what axe finds, and what the console logs as an error. */
async function pages() {
  const axeFound = {}
  const logged = []
  for (const [language, theme] of [['en', 'light'], ['zh', 'dark'], ['zh', 'light'], ['en', 'dark']]) {
    const { context, page, errors } = await profile(browser, { ...as('organiser'), language, theme })
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(at(path))
      await settled(page)
      const found = await axe(page)
      if (found.length) axeFound[`${name} ${language} ${theme}`] = found
      if (pictures && (language === 'en') === (theme === 'light')) {
        await mkdir(pictures, { recursive: true })
        await page.screenshot({ path: `${pictures}/${name}-${language}-${theme}.png` })
      }
    }
    logged.push(...errors)
    await context.close()
  }
  return { axe: axeFound, errors: logged }
}

/** Nine tabs, one stream; and how long after the answer to a change every one of them shows it. */
async function sharedStream() {
  const { context, page } = await profile(browser, as('organiser'))
  let streams = 0
  context.on('request', (request) => request.url().includes('/api/v1/stream') && request.method() === 'GET' && streams++)
  await page.goto(`${base}/guests/${guest}`)
  await settled(page)
  const tabs = [page]
  for (let number = 1; number < 9; number++) {
    const tab = await context.newPage()
    await tab.goto(`${base}/guests/${guest}`)
    await settled(tab)
    tabs.push(tab)
  }
  await Promise.all(tabs.map((tab) => tab.getByText(/^✓?\s*Live$/).waitFor()))
  const post = `Envoy ${Math.random().toString(36).slice(2, 8)}`
  const shown = Promise.all(
    tabs.map((tab) => tab.evaluate((text) => new Promise((resolve) => {
      const look = () => (document.body.innerText.includes(text) ? resolve(Date.now()) : requestAnimationFrame(look))
      look()
      setInterval(look, 20)
    }), post)),
  )
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
  const answer = await fetch(`${url}/api/v1/editions/${edition}/guests/${guest}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ post }),
  })
  const answered = Date.now()
  const times = (await shown).map((time) => time - answered)
  await context.close()
  return { tabs: tabs.length, streams, status: answer.status, milliseconds: times.sort((a, b) => a - b) }
}

/** What each role sees of a guest's passport and needs, on every page and in what the pages were sent. */
async function seenByRole() {
  const seen = {}
  const { context: mine, page: first } = await profile(browser, as('organiser'))
  await ask(first, `/guests/${guest}`, 'PATCH', { ...SECRETS, post: 'Quaestor' })
  const trip = (await ask(first, '/trips?limit=500')).items.find((one) => one.passengers.some((each) => each.guest_id === guest))
  const [change] = (await ask(first, `/history?subject=${guest}`)).items
  await mine.close()
  const paths = [...Object.values(PAGES), `/sheets/${trip.vehicle_id}`, `/changes?change=${change.correlation_id}`, `/guests/${guest}`]
  for (const role of ['organiser', 'coordinator', 'desk', 'viewer']) {
    const { context, page } = await profile(browser, as(role))
    const bodies = []
    page.on('response', async (response) => {
      if (response.url().includes('/api/v1/') && !response.url().includes('/stream')) bodies.push(await response.text().catch(() => ''))
    })
    const texts = []
    for (const path of paths) {
      await page.goto(at(path))
      await settled(page)
      texts.push(await page.locator('main').innerText())
    }
    const text = texts.at(-1)
    const sent = bodies.join('\n')
    const told = Object.entries(SECRETS).filter(([, value]) => sent.includes(value) || texts.join('\n').includes(value)).map(([name]) => name)
    const asked = await request(`${base}/guests/${guest}/private`, { token: await tokenOf(page) })
    const offered = /Private/.test(text)
    seen[role] = { offered, acts: (await page.getByRole('button', { name: /^Edit$/ }).count()) > 0, sent: /"(passport|dietary_needs)":/.test(sent), told, asked: asked.status }
    if (offered) {
      await page.getByRole('button', { name: 'Show (is written to the log)' }).first().click()
      await page.getByText(SECRETS.dietary_needs).waitFor()
      seen[role].whole = (await page.locator('main').innerText()).includes(SECRETS.passport)
    }
    await context.close()
  }
  return seen
}

/** 30 rooms, 3 days, 600 items: from the answer of the API to the frame in which they are painted. */
async function timeline() {
  const { context, page } = await profile(browser, as('organiser'))
  const days = ['2019-10-17', '2019-10-18', '2019-10-19']
  const rooms = Array.from({ length: 30 }, (_, n) => ({ id: `${edition}.r.R${n}`, edition, reference: `R${n}`, name: `Room ${n}`, name_zh: `厅 ${n}`, kind: 'SMALL_ROOM', seats: 20, place: 'ZHUJIAJIAN', opens: '07:00', closes: '23:00', version: 1 }))
  const sessions = Array.from({ length: 600 }, (_, n) => {
    const starts = Date.parse(`${days[n % 3]}T07:00:00+08:00`) + Math.floor(n / 90) * 2 * 3_600_000
    return { id: `${edition}.s.X${n}`, edition, reference: `X${n}`, title: `Item ${n}`, title_zh: `项目 ${n}`, session_type: 'FORUM', room_id: rooms[Math.floor(n / 3) % 30].id, starts: new Date(starts).toISOString(), ends: new Date(starts + 5_400_000).toISOString(), working_languages: ['zh'], speakers: [], version: 1 }
  })
  const list = (items) => (route) => route.fulfill({ json: { items, next: null } })
  await context.route('**/rooms?*', list(rooms))
  const times = []
  for (let run = 0; run < 5; run++) {
    await context.unroute('**/sessions?*')
    let release
    const held = new Promise((resolve) => { release = resolve })
    await context.route('**/sessions?*', async (route) => { await held; await route.fulfill({ json: { items: sessions, next: null } }) })
    await page.goto(`${base}/programme`)
    await page.waitForTimeout(800)
    const painted = page.evaluate(() => new Promise((resolve) => {
      const received = () => performance.getEntriesByType('resource').findLast((one) => one.name.includes('/sessions?') && one.responseEnd > 0)
      const look = () => {
        if (document.querySelectorAll('.tl-bar').length < 600) return requestAnimationFrame(look)
        // The frame after this one shows them.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - received().responseEnd), 0))
      }
      look()
    }))
    release()
    times.push(Math.round(await painted))
  }
  const bars = await page.locator('.tl-bar').count()
  await context.close()
  return { bars, milliseconds: times.sort((a, b) => a - b) }
}

/** Names in other scripts and spellings find their guest. */
async function search() {
  const { context, page } = await profile(browser, as('organiser'))
  const found = {}
  await page.goto(`${base}/guests`)
  await settled(page)
  for (const typed of (process.env.CONVOKE_NAMES ?? 'odegard,olatunji').split(',')) {
    await page.locator('main input[type=search]').fill(typed)
    await page.waitForTimeout(700)
    found[typed] = await page.locator('[role=row][data-place] .strong').allInnerTexts()
  }
  await context.close()
  return found
}

/** What README shows: five pages and the desk, small, in colours of a palette. */
async function takePictures() {
  const folder = process.env.CONVOKE_README_PICTURES
  await mkdir(folder, { recursive: true })
  const taken = []
  const { context, page } = await profile(browser, { ...as('organiser'), width: 1280, height: 720 })
  for (const [name, path] of Object.entries({ overview: '/overview', interpreters: `/interpreters?demand=${edition}.n.A001`, programme: '/programme?day=2019-10-18', arrivals: '/arrivals' })) {
    await page.goto(at(path))
    await settled(page)
    await page.screenshot({ path: `${folder}/${name}.png` })
    taken.push(name)
  }
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
  const call = (method, path, body) => fetch(`${url}/api/v1/editions/${edition}${path}`, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) }).then((answer) => answer.json())
  const badges = []
  for (const one of ['A001', 'A002', 'A003']) badges.push((await call('POST', `/guests/${edition}.g.${one}/badge`)).token)
  const made = await call('POST', '/devices', { name: `desk-${Math.floor(Math.random() * 1000)}`, door: 'North', rights: ['search'] })
  const desk = await browser.newContext({ viewport: { width: 1024, height: 720 }, baseURL: url, locale: 'en-GB' })
  const tablet = await desk.newPage()
  await tablet.goto(`/desk/#${made.token}`)
  await tablet.locator('[data-testid=verdict]').waitFor()
  await tablet.waitForTimeout(3_000)
  // Everybody of the edition is inside: they leave, and one comes in again.
  await tablet.getByRole('button', { name: 'Out', exact: true }).click()
  for (const [number, code] of [...badges, badges[0]].entries()) {
    if (number === badges.length) await tablet.getByRole('button', { name: 'In', exact: true }).click()
    await tablet.locator('body').click({ position: { x: 300, y: 30 } })
    await tablet.keyboard.type(code)
    await tablet.keyboard.press('Enter')
    await tablet.waitForTimeout(1_200)
  }
  await tablet.screenshot({ path: `${folder}/desk.png` })
  taken.push('desk')
  await desk.close()
  await context.close()
  return taken
}

/** The main acts, clicked in both languages; what each left behind is read from the page. */
async function clicks() {
  const seen = {}
  for (const language of LANGUAGES) {
    const { context, page, errors } = await profile(browser, { ...as('organiser'), language })
    const say = (en, zh) => (language === 'en' ? en : zh)
    const found = (seen[language] = {})
    const act = actsOn(page, found, language)
    await act('import', async () => {
      await page.goto(`${base}/import`)
      await settled(page)
      const row = (reference, family) => `${reference},P-${reference},${family},Ingrid,NO,Example Fisheries,Director,V5,no`
      const text = ['Reference,Person,Family name,Given name,Country,Organisation,Post,Rank,Language', row(`T${language}1`, 'Prøve'), row(`T${language}2`, 'Prøvesen').replace(',V5,', ',V9,')].join('\n')
      await page.locator('input[type=file]').setInputFiles({ name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.getByText(say('What would change', '变更预览')).first().waitFor()
      const [loaded] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('Download rejected rows', '下载拒收行') }).click()])
      await page.getByRole('button', { name: say(/good rows/, /合格数据/) }).click()
      await page.getByText(say(/Written: 1 row/, /已写入 1 行/)).waitFor()
      await page.getByRole('button', { name: say('Undo this import', '撤销本次导入') }).click()
      await page.getByText(say(/Undone: 1/, /已撤销 1 项/)).waitFor()
      return loaded.suggestedFilename().includes('.csv')
    })
    await act('move', async () => {
      await page.goto(`${base}/programme?view=meetings&light=amber`)
      await settled(page)
      await page.locator('main table.rows tbody button.link').first().click()
      await page.locator('dialog summary').filter({ hasText: say('Other places', '其他方案') }).click()
      await page.locator('dialog').getByRole('button', { name: say('Look at it…', '查看…') }).first().click({ timeout: 20_000 })
      await page.getByLabel(say('Reason', '原因')).last().fill(say('Asked by the host', '主方要求'))
      await page.getByRole('button', { name: say(/^Put it here/, /^安排在此/) }).first().click({ timeout: 10_000 })
      await page.getByText(say('put by hand', '人工安排')).first().waitFor()
      return true
    })
    await act('compared', async () => {
      await page.goto(`${base}/programme`)
      await settled(page)
      await page.getByRole('button', { name: say('Release the programme', '发布日程') }).click()
      const dialog = page.getByRole('dialog', { name: say('Release the programme', '发布日程') })
      await dialog.getByRole('heading', { name: say('Draft against released', '草案与已发布对照') }).waitFor()
      await page.waitForTimeout(1_500)
      const rows = await dialog.locator('.compared tbody tr').count()
      const barriers = await axe(page)
      await dialog.getByRole('button', { name: say('Tell people', '发布并通知') }).click()
      await page.waitForTimeout(2_000)
      return { told: rows > 0, barriers }
    })
    await act('links', async () => {
      await page.goto(`${base}/programme`)
      await settled(page)
      await page.getByRole('button', { name: say('Calendar links…', '日历订阅…') }).click()
      await page.getByRole('button', { name: say('Make a link', '生成链接') }).click()
      const link = page.getByLabel(say('The link', '链接'), { exact: true })
      await link.waitFor()
      const address = await link.inputValue()
      const before = (await fetch(address)).status
      await page.getByRole('button', { name: say('End this link', '终止链接') }).last().click()
      await page.waitForTimeout(1_000)
      return { before, after: (await fetch(address)).status, barriers: await axe(page) }
    })
    await act('matchmaking', async () => {
      await page.goto(`${base}/programme?view=matchmaking`)
      await settled(page)
      const cells = await page.locator('.matchmaking td.cell.meeting').count()
      return cells > 0 && cells % 2 === 0
    })
    await act('own page', async () => {
      await page.goto(`${base}/guests/${guest}`)
      await settled(page)
      const token = await page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
      const made = await fetch(`${url}/api/v1/editions/${edition}/guests/${guest}/page-link`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.json())
      const own = await context.newPage()
      await own.goto(`/my/${made.token}`)
      await own.locator('h1').first().waitFor()
      await own.waitForTimeout(1_000)
      const calendar = await fetch(`${url}/api/v1/own-page/${made.token}/calendar.ics`)
      return { calendar: (await calendar.text()).startsWith('BEGIN:VCALENDAR'), barriers: await axe(own), passport: /passport|护照/i.test(await own.locator('body').innerText()) }
    })
    await act('guest says', () => guestSays(page, context, language))
    await act('assign', async () => {
      const { demand, interpreter } = await pairThat(page, true, ({ breaks }) => breaks.length === 0)
      const reason = say('Knows the guest', '熟悉该外宾')
      const { told, barriers } = await assignByHand(page, say, demand, interpreter, reason)
      return { clean: told.includes(say('No rule is in the way.', '无规则限制。')), closed: (await page.locator('dialog').count()) === 0, noted: (await page.locator('.explained').innerText()).includes(reason), barriers }
    })
    await act('waiver', async () => {
      const { demand, interpreter, rule } = await pairThat(page, false, ({ breaks, waived_by: by }) => breaks.length === 1 && by[0] !== null)
      await assignByHand(page, say, demand, interpreter, say('Nobody else is left', '别无人选'))
      await page.getByText(say('Noted, but not in force: these rules need a waiver first.', '已记录但未生效：以下规则须先豁免。')).waitFor()
      await page.locator('dialog').getByRole('button', { name: say('Close', '关闭'), exact: true }).click()
      const open = page.locator('.explained').getByRole('button', { name: say('Record a waiver', '登记豁免') })
      await open.click()
      const dialog = page.getByRole('dialog', { name: say('Record a waiver', '登记豁免') })
      await dialog.getByLabel(say('Granted by (name and post)', '批准人（姓名及职务）')).fill('Wang Li, chief of protocol')
      await dialog.getByLabel(say('Reason', '原因')).fill(say('Agreed by telephone', '电话同意'))
      const barriers = await axe(page)
      await dialog.getByRole('button', { name: say('Save', '保存'), exact: true }).click()
      await open.waitFor({ state: 'detached' })
      const { items } = await ask(page, `/interpreter-waivers?demand_id=${demand}`)
      return { waived: items.map((one) => one.rule === rule && one.interpreter_id === interpreter && one.granted_by === 'Wang Li, chief of protocol'), barriers }
    })
    found.errors = errors.filter((one) => !/40[0-9]/.test(one))
    await context.close()
  }
  return seen
}

/**
 * An interpreter is carried to a demand and a meeting over the programme, by mouse and by keyboard, in both languages:
 * what is said before the drop, what the service then holds, and that the way back leads back.
 */
async function drags() {
  const seen = {}
  for (const language of LANGUAGES) {
    const { context, page, errors } = await profile(browser, { ...as('organiser'), language })
    const say = (en, zh) => (language === 'en' ? en : zh)
    const found = (seen[language] = {})
    const act = actsOn(page, found, language)
    for (const by of ['mouse', 'keyboard']) {
      await act(`interpreter, ${by}`, () => carriesInterpreter(page, say, by))
      await act(`meeting, ${by}`, () => carriesMeeting(page, say, by))
    }
    found.errors = errors
    await context.close()
  }
  return seen
}

/** The words under what is carried, once the service has answered. */
async function saidOnTheWay(page, say) {
  const aim = page.locator('.aim')
  await aim.waitFor()
  await aim.getByText(say('Checking…', '正在检查…')).waitFor({ state: 'detached' })
  return aim.innerText()
}

function center({ x, y, width, height }) {
  return [x + width / 2, y + height / 2]
}

/** Down on one thing and along to others, still held; what is said over the last of them. */
async function carryWithMouse(page, from, ...over) {
  await page.mouse.move(...center(await from.boundingBox()))
  await page.mouse.down()
  for (const [x, y] of over) {
    await page.mouse.move(x, y, { steps: 4 })
    // The browser begins a drag with one movement and says where it is with the next ones.
    for (const by of [1, 2]) await page.mouse.move(x + by / 2, y)
  }
}

async function carriesInterpreter(page, say, by) {
  const { demand, interpreter } = await pairThat(page, true, ({ breaks }) => breaks.length === 0)
  const held = async () => (await ask(page, `/demands/${demand}/hand`)).held
  const name = (await ask(page, `/interpreters/${interpreter}`))[say('name', 'name_zh')]
  await page.goto(`${base}/interpreters?demand=${demand}&interpreter=${interpreter}`)
  await settled(page)
  const cell = page.locator('.cell.current')
  for (let look = 0; !(await cell.count()); look++) {
    if (look > 200) throw new Error(`no cell of ${demand} and ${interpreter}`)
    await page.locator('.board').evaluate((board) => board.scrollBy(0, 300))
    await page.waitForTimeout(50)
  }
  // Near an edge the browser itself scrolls while something is carried.
  await cell.evaluate((one) => one.scrollIntoView({ block: 'center', inline: 'center' }))
  await page.waitForTimeout(100)
  const [row, column] = (await cell.getAttribute('data-cell')).split(',').map(Number)
  const mark = page.locator(`.cell.serves[data-cell^="${row},"]`)
  if (by === 'mouse') {
    await carryWithMouse(page, page.locator(`[data-cell="-1,${column}"]`), center(await cell.boundingBox()))
  } else {
    // The mark of who serves is taken and carried along its row.
    await mark.focus()
    await page.keyboard.press('Space')
    const steps = column - Number((await mark.getAttribute('data-cell')).split(',')[1])
    for (let step = 0; step < Math.abs(steps); step++) {
      await page.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft')
      await page.waitForTimeout(40)
    }
  }
  const told = await saidOnTheWay(page, say)
  if (by === 'mouse') await page.mouse.up()
  else await page.keyboard.press('Space')
  const dialog = page.locator('dialog')
  await dialog.getByText(say('No rule is in the way.', '无规则限制。')).waitFor()
  await dialog.getByRole('button', { name: say('Assign by hand', '人工指派') }).click()
  const done = page.locator('.notice')
  await done.waitFor()
  const put = (await held()) === interpreter
  await done.getByRole('button', { name: say('Undo', '撤销') }).click()
  await page.getByText(say('Undone.', '已撤销。')).waitFor()
  return { named: told.includes(name), clear: told.includes(say('No rule is in the way.', '无规则限制。')), put, undone: (await held()) === null }
}

async function carriesMeeting(page, say, by) {
  const { meeting, to } = await movable(page)
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(meeting.placement.starts))
  await page.goto(`${base}/programme?day=${day}`)
  await settled(page)
  const bar = page.locator(`[data-bar="${meeting.id}"]`)
  await bar.scrollIntoViewIfNeeded()
  const name = say('No rule is in the way.', '无规则限制。')
  let inTheWay = ''
  if (by === 'mouse') {
    const box = await bar.boundingBox()
    const [x, y] = center(box)
    const hour = 76
    await carryWithMouse(page, bar, [x - (x > 700 ? 6 : -6) * hour, y])
    inTheWay = await saidOnTheWay(page, say)
    await page.mouse.move(x + (to.minutes / 60) * hour, y, { steps: 4 })
  } else {
    await bar.focus()
    await page.keyboard.press('Alt+Shift+ArrowRight')
    inTheWay = await saidOnTheWay(page, say)
    await page.keyboard.press('Alt+Shift+ArrowLeft')
    for (let step = 0; step < Math.abs(to.minutes) / 5; step++) await page.keyboard.press(to.minutes > 0 ? 'Alt+ArrowRight' : 'ArrowLeft')
  }
  await page.locator('.tl-ghost.ok').waitFor()
  const told = await saidOnTheWay(page, say)
  if (by === 'mouse') await page.mouse.up()
  else await page.keyboard.press('Enter')
  const dialog = page.locator('dialog')
  await dialog.getByLabel(say('Reason', '原因')).fill(say('Asked by the host', '主方要求'))
  await dialog.getByRole('button', { name: say('Put it here', '安排在此'), exact: true }).click()
  const done = page.locator('.notice')
  await done.waitFor()
  const starts = async () => (await ask(page, `/meetings/${meeting.id}`)).placement.starts
  const put = Date.parse(await starts()) === Date.parse(to.starts)
  await done.getByRole('button', { name: say('Undo', '撤销') }).click()
  await page.getByText(say('Undone.', '已撤销。')).waitFor()
  return { said: inTheWay.length > 0, clear: told.includes(name), put, undone: Date.parse(await starts()) === Date.parse(meeting.placement.starts) }
}

/** A placed meeting that may stand a little earlier or later in the same room, and where. */
async function movable(page) {
  const { items } = await ask(page, '/meetings?limit=500')
  for (const meeting of items.filter((one) => one.state === 'placed' && !one.pinned)) {
    const { room_id, host_id, starts } = meeting.placement
    for (const minutes of [5, -5, 10, -10, 15, -15, 30, -30]) {
      const at = new Date(Date.parse(starts) + minutes * 60_000).toISOString()
      const told = await ask(page, `/meetings/${meeting.id}/verdicts?room_id=${room_id}&host_id=${host_id}&starts=${encodeURIComponent(at)}`)
      if (told.items.every((one) => one.kept)) return { meeting, to: { starts: at, minutes } }
    }
  }
  throw new Error('no meeting of this edition can stand elsewhere')
}

/** Level, pledge and consent: what a guest of this rank asks of a person (the service looks at more). */
function seemsFit(one, { rank }) {
  const floor = ['V1', 'V2'].includes(rank) ? ['C2', 'C2S', 'C1'] : ['C3', 'C2', 'C2S', 'C1']
  return floor.includes(one.level) && Boolean(one.pledge_signed_on) && one.consent === 'given'
}

/** A demand that nothing done by hand stands on, and somebody who seems fit and is free, or seems unfit, and of whom the service says what is wanted. */
async function pairThat(page, seeming, wanted) {
  const demands = (await ask(page, '/demands?limit=500')).items
  const people = (await ask(page, '/interpreters?limit=500')).items
  const meet = (a, b) => Date.parse(a.starts) < Date.parse(b.ends) && Date.parse(b.starts) < Date.parse(a.ends)
  for (const demand of demands.filter((one) => one.purpose === 'one_to_one' && one.state === 'filled')) {
    if ((await ask(page, `/demands/${demand.id}/hand`)).acts.some((one) => one.stands)) continue
    const speakers = people.filter((one) => one.id !== demand.interpreter_id && one.languages.includes(demand.language) && seemsFit(one, demand) === seeming)
    const engaged = (id) => demands.some((other) => other.interpreter_id === id && meet(other, demand))
    for (const one of speakers.filter(({ id }) => !seeming || !engaged(id))) {
      const found = await ask(page, `/demands/${demand.id}/why-not/${one.id}`)
      if (wanted(found)) return { demand: demand.id, interpreter: one.id, rule: found.breaks[0] }
    }
  }
  throw new Error('no such pair in this edition')
}

/** From the board to the answer of the service: the dialog's words before the act, and what axe finds in it. */
async function assignByHand(page, say, demand, interpreter, reason) {
  await page.goto(`${base}/interpreters?demand=${demand}&interpreter=${interpreter}`)
  await settled(page)
  await page.locator('.explained').getByRole('button', { name: say('Assign by hand', '人工指派') }).first().click()
  const dialog = page.locator('dialog')
  await dialog.getByLabel(say('Reason', '原因')).fill(reason)
  await dialog.locator('.state').first().waitFor()
  const told = await dialog.innerText()
  const barriers = await axe(page)
  await dialog.getByRole('button', { name: say('Assign by hand', '人工指派') }).click()
  await page.locator('.explained').getByText(reason).waitFor()
  return { told, barriers }
}

/** A new guest opens the own page, confirms, corrects the post and states needs; what the organisers then hold. */
async function guestSays(page, context, language) {
  const say = (en, zh) => (language === 'en' ? en : zh)
  const made = await ask(page, '/guests', 'POST', { reference: `OWN${language}`, family_name: 'Lindqvist', given_name: 'Maja', country: 'SE', rank: 'V5', language: 'en' })
  const { token } = await ask(page, `/guests/${made.id}/page-link`, 'POST')
  const own = await context.newPage()
  await own.goto(`/my/${token}`)
  await own.locator('select').selectOption(language)
  await own.getByRole('button', { name: say('Yes, I am coming', '确认出席') }).click()
  await own.getByText(say('You have confirmed. Thank you.', '您已确认出席，谢谢。')).waitFor()
  await own.locator('summary').click()
  await own.getByLabel(say('Your post', '您的职务')).fill(`Envoy ${language}`)
  await own.getByLabel(say(/^Meals and other needs/, /^饮食及其他需要/)).fill(say('no nuts', '不吃坚果'))
  await own.getByRole('button', { name: say('Send', '提交') }).click()
  await own.getByText(say('Received. Thank you.', '已收到，谢谢。')).waitFor()
  const barriers = await axe(own)
  await own.close()
  const [{ state, post }, { dietary_needs: needs }] = [await ask(page, `/guests/${made.id}`), await ask(page, `/guests/${made.id}/private`)]
  return { state, post, needs, barriers }
}

/** How long after the answer to a change an open page shows it, one kind of thing after the other; below 0: it was faster. */
async function liveKinds() {
  const { context, page } = await profile(browser, as('organiser'))
  await page.goto(`${base}/guests/${guest}`)
  await settled(page)
  const token = await page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
  const post = (path, body) => fetch(`${url}/api/v1/editions/${edition}${path}`, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  const times = {}
  const timed = async (name, path, change) => {
    await page.goto(at(path))
    await settled(page)
    const was = await page.evaluate(() => document.querySelector('main').innerText)
    const seen = page.evaluate((before) => new Promise((resolve) => {
      const tick = () => (document.querySelector('main').innerText !== before ? resolve(Date.now()) : Date.now() - begun > 8_000 ? resolve(null) : setTimeout(tick, 10))
      const begun = Date.now()
      tick()
    }), was)
    const sent = Date.now()
    const answer = await change()
    const answered = Date.now()
    const at = await seen
    times[name] = { status: answer.status, milliseconds: at === null || at < sent ? null : at - answered }
  }
  const call = async (path) => (await fetch(`${url}/api/v1/editions/${edition}${path}`, { headers: { Authorization: `Bearer ${token}` } })).json()
  const meeting = (await call('/meetings?limit=200')).items.find((one) => one.state === 'placed')
  if (meeting) await timed('meeting', '/programme?view=meetings', () => post(`/meetings/${meeting.id}/cancel`, { reason: 'measured' }))
  const filled = (await call('/demands?limit=500')).items.find((one) => one.state === 'filled' && one.purpose === 'one_to_one')
  if (filled) await timed('assignment', `/interpreters?demand=${filled.id}`, () => post(`/demands/${filled.id}/lock`, { reason: 'measured' }))
  const arrival = (await call('/arrivals?limit=200')).items.find((one) => !one.cancelled && one.expected)
  if (arrival) {
    const expected = new Date(Date.parse(arrival.expected) + 45 * 60_000).toISOString()
    await timed('arrival', '/arrivals', () => post(`/arrivals/${arrival.id}/news`, { expected, received_at: new Date().toISOString(), source: 'measured' }))
  }
  await context.close()
  return times
}
