/**
 * What must hold of the pages, measured in a real browser against a running installation. Prints one JSON object.
 * CONVOKE_URL, CONVOKE_EDITION and CONVOKE_ACCOUNTS ({"role": ["name", "password"]}) say where and as whom;
 * names after the command are the parts to run: pages tabs roles timeline search session (none: all of them).
 */
import { mkdir } from 'node:fs/promises'
import { axe, launch, profile, settled } from './browser.mjs'

const url = process.env.CONVOKE_URL
const edition = process.env.CONVOKE_EDITION
const accounts = JSON.parse(process.env.CONVOKE_ACCOUNTS)
const pictures = process.env.CONVOKE_PICTURES
const base = `/editions/${edition}`
const guest = `${edition}.g.A001`

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
  arrivals: '/arrivals',
  trips: '/arrivals?view=trips',
  sheets: '/arrivals?view=sheets',
  changes: '/changes',
}

const as = (role) => ({ url, name: accounts[role][0], password: accounts[role][1] })
const browser = await launch()
const report = {}

const PARTS = { pages, tabs: sharedStream, roles: seenByRole, timeline, search, session: sessionEnd }
const asked = process.argv.slice(2)

try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (!asked.length || asked.includes(name)) report[name] = await part()
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
      await page.goto(base + path)
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

/** What each role sees of a guest's passport and needs, on the page and in what the page was sent. */
async function seenByRole() {
  const seen = {}
  for (const role of ['organiser', 'coordinator', 'desk', 'viewer']) {
    const { context, page } = await profile(browser, as(role))
    const bodies = []
    page.on('response', async (response) => {
      if (response.url().includes('/api/v1/') && !response.url().includes('/stream')) bodies.push(await response.text().catch(() => ''))
    })
    for (const path of Object.values(PAGES)) {
      await page.goto(base + path)
      await settled(page)
    }
    await page.goto(`${base}/guests/${guest}`)
    await settled(page)
    const text = await page.locator('main').innerText()
    const sent = bodies.join('\n')
    const token = await page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
    const asked = await fetch(`${url}/api/v1/editions/${edition}/guests/${guest}/private`, { headers: { Authorization: `Bearer ${token}` } })
    seen[role] = { offered: /Private/.test(text), acts: (await page.getByRole('button', { name: /^Edit$/ }).count()) > 0, sent: /"(passport|dietary_needs)":/.test(sent), asked: asked.status }
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

/** The token is void while somebody types: the dialog comes over the page, and what was typed is still there. */
async function sessionEnd() {
  const { context, page } = await profile(browser, as('coordinator'))
  await page.goto(`${base}/guests/${guest}`)
  await settled(page)
  await page.getByRole('button', { name: 'Edit' }).click()
  const form = page.locator('dialog form')
  await form.getByLabel('Post').fill('Typed before the end')
  await page.evaluate(() => {
    const session = JSON.parse(localStorage.getItem('convoke.session'))
    const void_ = JSON.stringify({ ...session, token: 'void' })
    localStorage.setItem('convoke.session', void_)
    dispatchEvent(new StorageEvent('storage', { key: 'convoke.session', newValue: void_ }))
  })
  const again = page.getByRole('dialog', { name: 'Your sign-in has run out' })
  await again.waitFor()
  await again.getByLabel('Password').fill(as('coordinator').password)
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.waitFor({ state: 'detached' })
  const kept = await form.getByLabel('Post').inputValue()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await context.close()
  return { kept }
}
