/** A newcomer's first walk, with nothing in hand but what `make demo` printed: `node walk.ts house.json`.
 *
 * Only what the pages themselves offer is clicked. A VIP is matched, a meeting is moved, badges are made, a device is
 * enrolled, and with the server killed (`/stop` at `control`) the VIP is admitted; the organiser sees it afterwards.
 */
import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { launch, Tablet } from './browser.ts'

interface House {
  url: string
  control: string
  name: string
  password: string
  shots: string
}

const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House
const seen: Record<string, unknown> = {}
const order = (what: string) => fetch(`${house.control}/${what}`, { method: 'POST' })
const browser = await launch()
const context = await browser.newContext({ viewport: { width: 1366, height: 800 }, locale: 'en-GB' })
const complaints: string[] = []
let taken = 0
const shot = (page: Page, name: string) => page.screenshot({ path: `${house.shots}/${String(++taken).padStart(2, '0')}-${name}.png` })

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } }).axe
    return (await run.run()).violations.map((one) => one.id)
  })
}

/** Sign in with the printed account, at the printed address. */
const page = await context.newPage()
page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
page.on('pageerror', (error) => complaints.push(String(error)))
await page.goto(house.url)
await page.getByLabel('Name').fill(house.name)
await page.getByLabel('Password').fill(house.password)
await page.getByRole('button', { name: 'Sign in' }).click()
await page.getByRole('link', { name: /Petroleum/ }).click()
await page.getByRole('heading', { name: 'What needs somebody' }).waitFor()
await shot(page, 'overview')

/** The first VIP who is matched, and why with this interpreter. */
await page.getByRole('link', { name: /covered/ }).click()
await page.getByText('serves somebody else then').waitFor()
await page.getByText('Al-Falasi Khalid').first().click()
await page.getByRole('heading', { name: 'Why this one' }).waitFor()
const why = page.getByRole('complementary').or(page.locator('main'))
seen['interpreter'] = (await why.first().innerText()).match(/([^\n]+) serves in ar/)?.[1] ?? ''
await shot(page, 'matched')

/** A meeting is dragged an hour later, as the line below the timeline says. */
await page.getByRole('link', { name: 'Programme', exact: true }).click()
await page.getByText('Drag a meeting').waitFor()
const move = page.getByRole('button', { name: 'Put it here' })
const bars = page.locator('.tl-bar.movable')
await bars.first().waitFor()
await page.waitForTimeout(1500) // lights and names come after the bars, and move nothing afterwards
seen['moved'] = false
for (let place = 0; place < (await bars.count()) && !seen['moved']; place += 1) {
  const bar = bars.nth(place)
  const id = (await bar.getAttribute('data-bar')) ?? ''
  const before = (await bar.getAttribute('title')) ?? ''
  await bar.scrollIntoViewIfNeeded()
  const box = await bar.boundingBox()
  if (!box) continue
  await page.mouse.move(box.x + 8, box.y + 8)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 8, { steps: 8 })
  await shot(page, 'dragging')
  await page.mouse.up()
  const isFree = page.getByText('Nothing is in the way.')
  await isFree.or(page.getByRole('dialog').locator('li')).first().waitFor()
  if (!(await isFree.isVisible())) {
    await page.getByRole('button', { name: 'Cancel' }).click()
    continue
  }
  await page.getByLabel('Reason').fill('The host is in a session until then')
  await shot(page, 'moving')
  await move.click()
  await move.waitFor({ state: 'detached' })
  await page.waitForFunction(([bar_, title]) => document.querySelector(`[data-bar="${bar_}"]`)?.getAttribute('title') !== title, [id, before])
  seen['moved'] = true
}
await shot(page, 'moved')

/** Badges for everybody who has none; the paper of the first VIP goes to the door. */
await page.getByRole('link', { name: 'Check-in desk' }).click()
await page.getByText('without a badge').waitFor()
await shot(page, 'desks')
seen['axe_desks'] = await violations(page)
const [made] = await Promise.all([
  page.waitForResponse((answer) => answer.url().endsWith('/missing-badges')),
  page.getByRole('button', { name: /^Make and print/ }).click(),
])
const cards = ((await made.json()) as { items: { family_name: string; given_name: string; token: string }[] }).items
await page.getByRole('dialog').getByTestId('card').waitFor()
seen['badges'] = [cards.length, await page.locator('.print-only [data-testid=card]').count()]
await shot(page, 'badges')
seen['axe_badges'] = await violations(page)
await page.getByRole('button', { name: 'Close' }).click()
await page.getByText('Every expected guest has a badge.').waitFor()

/** A device for the main entrance, opened on this computer. */
await page.getByRole('button', { name: 'Enrol a device' }).click()
await page.getByLabel('Name of the device').fill('tablet-1')
await page.getByLabel('Door').fill('Main entrance')
await page.getByLabel('find guests by name').check()
await shot(page, 'enrol')
await page.getByRole('dialog').getByRole('button', { name: 'Enrol a device' }).click()
const opened = page.getByRole('link', { name: 'Open on this computer' })
await opened.waitFor()
const link = (await opened.getAttribute('href')) ?? ''
const desk = await Tablet.unpack(browser, house.url, { hash: new URL(link).hash })
await page.getByRole('button', { name: 'Close' }).click()
await desk.listed(cards.length)
await desk.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
await shot(desk.page, 'desk')

/** The server is dead, the page is loaded anew, and the VIP comes. */
await order('stop')
await desk.page.reload()
await desk.reached(false)
const vip = cards.find((card) => card.family_name === 'Al-Falasi' && card.given_name === 'Khalid')
seen['verdict'] = await desk.scan(vip?.token ?? '')
seen['face'] = await desk.page.getByTestId('verdict').innerText()
seen['waiting'] = await desk.waiting()
await shot(desk.page, 'admitted-alone')

/** It is back: the scan goes home by itself, and the organiser finds it at the guest. */
await order('start')
await desk.reached(true, 90)
await desk.sent()
await shot(desk.page, 'synced')
const lost = complaints.length
await page.getByRole('link', { name: 'Guests', exact: true }).click()
await page.getByRole('searchbox').or(page.getByPlaceholder('Name in any script, or reference')).first().fill('falasi khalid')
await page.getByText('Al-Falasi Khalid').first().click()
await page.getByText('Main entrance · tablet-1').waitFor()
seen['organiser'] = await page.getByText('Main entrance · tablet-1').locator('..').innerText()
await shot(page, 'organiser')

// While the gateway is dead the browser itself complains that it is; the pages may complain of nothing else.
seen['complaints'] = [...desk.complaints, ...complaints.slice(0, lost).filter((one) => !one.startsWith('Failed to load resource')), ...complaints.slice(lost)]
await browser.close()
process.stdout.write(`${JSON.stringify(seen)}\n`)
