/** The stories of the check-in desk, told by a real Chromium to a real house: `node desk.ts house.json` prints what was seen.
 *
 * The house obeys at `control`: the gateway is killed and started (`/stop`, `/start`), the service frozen and thawed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import axe from 'axe-core'
import { launch, quantile, Tablet } from './browser.ts'
import { film } from './film.ts'

interface House {
  url: string
  control: string
  codes: string[]
  devices: { token: string; id: string }[]
  organiser: string
  edition: string
  shots: string
}

const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House
const seen: Record<string, unknown> = {}
process.on('exit', () => writeFileSync(`${house.shots}/seen.json`, JSON.stringify(seen, null, 1)))
film(`${house.shots}/badge.y4m`, house.codes[5] ?? '')
const browser = await launch(`${house.shots}/badge.y4m`)
const order = (what: string) => fetch(`${house.control}/${what}`, { method: 'POST' })
const token = (number: number) => house.devices[number]?.token ?? ''
const code = (number: number) => house.codes[number] ?? ''
const shot = (tablet: Tablet, name: string) => tablet.page.screenshot({ path: `${house.shots}/${name}.png` })

async function violations(tablet: Tablet): Promise<string[]> {
  await tablet.page.evaluate(axe.source)
  return tablet.page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
    return (await run.run()).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
  })
}

async function api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${house.url}/api/v1/editions/${house.edition}${path}`, {
    method,
    headers: { Authorization: `Bearer ${house.organiser}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** A desk with everything it may have, and one that may only check in. */
const first = await Tablet.unpack(browser, house.url)
seen['axe_enrol'] = await violations(first)
await shot(first, 'desk-enrol')
const began = performance.now()
await first.enrol(token(0))
await first.listed(house.codes.length)
seen['list_seconds'] = (performance.now() - began) / 1000
await first.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)

/** Online: what is shown, in words, and how fast. */
const words = await first.scan(code(0))
await first.page.getByText('checked with the server').waitFor()
seen['online'] = [words, await first.page.locator('[data-testid=verdict]').innerText()]
await shot(first, 'desk-admitted')
await first.page.waitForTimeout(3100)
seen['again'] = await first.scan(code(0))
await shot(first, 'desk-already-inside')
seen['unconfirmed'] = await first.scan(code(49))
await shot(first, 'desk-not-confirmed')
seen['nonsense'] = [await first.scan('6901234567892'), await first.scan(code(1)), await first.scan(code(2).slice(0, -4) + 'AAAA'), await first.scan(code(2))]
await shot(first, 'desk-after-nonsense')
await first.forgetTimes()
for (const badge of house.codes.slice(100, 200)) {
  await first.scan(badge)
  await first.page.waitForTimeout(200) // a person comes, not a loop
}
seen['online_ms'] = { p50: quantile(await first.times(), 0.5), p95: quantile(await first.times(), 0.95) }
seen['axe_light_en'] = await violations(first)

/** Network off: reload, decide, and keep. */
await first.context.setOffline(true)
await first.page.reload()
await first.page.locator('[data-testid=verdict]').waitFor()
seen['offline_waiting_before'] = await first.waiting()
await first.forgetTimes()
const offline = await first.scanAll(house.codes.slice(200, 300))
seen['offline_results'] = Object.fromEntries([...new Set(offline)].map((one) => [one, offline.filter((other) => other === one).length]))
seen['offline_ms'] = { p50: quantile(await first.times(), 0.5), p95: quantile(await first.times(), 0.95) }
seen['offline_known_inside'] = await first.scan(code(150))
await shot(first, 'desk-offline')
await first.page.getByRole('searchbox').fill('young ho 김영')
await first.page.locator('.found li').first().waitFor()
await shot(first, 'desk-search')
seen['search'] = await first.page.locator('.found li').allInnerTexts()
await first.page.getByRole('searchbox').fill('')
const stored = await first.stored()
seen['stored_names'] = ['Bjørnstad', 'Young-ho', '김영호', 'Example Energy', 'Gift at the lounge'].filter((name) => stored.includes(name))
seen['stored_codes'] = house.codes.slice(0, 400).filter((one) => stored.includes(one)).length
seen['axe_offline'] = await violations(first)

/** A second desk without network admits somebody the first has admitted. */
const second = await Tablet.unpack(browser, house.url, { locale: 'zh-CN', dark: true })
await second.enrol(token(1))
await second.listed(house.codes.length)
await second.context.setOffline(true)
seen['both'] = [await second.scan(code(250))]
await shot(second, 'desk-zh-dark')
seen['axe_dark_zh'] = await violations(second)
await first.context.setOffline(false)
seen['back_ms'] = await first.sent()
await second.context.setOffline(false)
await second.sent()
const inbox = (await api('GET', '/admission-conflicts?open=true')) as { items: Record<string, unknown>[] }
seen['conflicts'] = inbox.items

/** The server dead: a new page opens, a scan is decided, and all is brought when it is back. */
await order('stop')
await first.page.close()
await first.open()
await first.page.locator('[data-testid=verdict]').waitFor()
seen['dead'] = await first.scan(code(301))
await first.reached(false)
await order('start')
await first.reached(true, 90)
seen['revived_waiting'] = [await first.sent(), await first.waiting()]

/** An answer that takes longer than a second. */
await first.forgetTimes()
await order('freeze')
seen['slow'] = [await first.scan(code(302)), (await first.times()).at(-1)]
seen['slow_next'] = [await first.scan(code(303)), (await first.times()).at(-1)]
await order('thaw')

/** Walk-in and a lost badge, with the card to print. */
await first.reached(true)
await first.page.getByRole('button', { name: 'Walk-in' }).click()
await first.page.getByLabel('Family name').fill('HANSEN')
await first.page.getByLabel('Given name').fill('Ingrid')
await first.page.getByLabel('Organisation').fill('Nordland County')
await first.page.getByLabel('Country or region').fill('no')
await shot(first, 'desk-walk-in')
seen['axe_walk_in'] = await violations(first)
await first.page.getByRole('button', { name: 'Register' }).click()
await first.page.locator('dialog [data-testid=card]').waitFor()
seen['card'] = await first.page.locator('dialog [data-testid=card]').innerText()
await shot(first, 'desk-card')
const pdf = await first.page.pdf({ preferCSSPageSize: true, printBackground: true })
writeFileSync(`${house.shots}/card.pdf`, pdf)
seen['pdf'] = [(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, pdf.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/)?.[0]]
await first.page.getByRole('button', { name: 'Close' }).click()
await first.page.waitForTimeout(3000)
await first.scan(code(4))
await first.page.locator('.face-foot').getByRole('button', { name: 'New badge' }).click()
await first.page.locator('dialog').getByRole('button', { name: 'New badge' }).click()
await first.page.locator('dialog [data-testid=card]').waitFor()
await first.page.getByRole('button', { name: 'Close' }).click()
await first.page.waitForTimeout(3100)
seen['lost_online'] = await first.scan(code(4))
await first.page.getByRole('button', { name: 'Sync now' }).click()
await first.page.waitForTimeout(1500)
await first.context.setOffline(true)
await first.page.reload()
await first.page.locator('[data-testid=verdict]').waitFor()
seen['lost_offline'] = await first.scan(code(4))

/** The camera, also without a network. */
const before = await first.page.locator('[data-testid=verdict]').getAttribute('data-nonce')
await first.page.getByRole('button', { name: 'Camera' }).click()
await first.page.waitForFunction((nonce) => document.querySelector<HTMLElement>('[data-testid=verdict]')?.dataset['nonce'] !== nonce, before, { timeout: 30_000 })
seen['camera'] = await first.page.locator('[data-testid=verdict] .who-facts').innerText()
await shot(first, 'desk-camera')
await first.page.getByRole('button', { name: 'Close camera' }).click()
await first.context.setOffline(false)

/** 1,000 scans made alone come home. */
await first.context.setOffline(true)
await first.page.reload()
await first.page.locator('[data-testid=verdict]').waitFor()
await first.scanAll(house.codes.slice(1000, 2000))
seen['thousand_waiting'] = await first.waiting()
await first.context.setOffline(false)
const home = performance.now()
await first.page.getByRole('button', { name: 'Sync now' }).click()
await first.sent(120)
seen['thousand_seconds'] = (performance.now() - home) / 1000

/** Usable on a slow processor. */
const session = await first.context.newCDPSession(first.page)
await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
const slow = performance.now()
await first.page.reload()
await first.page.locator('[data-testid=verdict]').waitFor()
seen['usable_4x_seconds'] = (performance.now() - slow) / 1000
await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })

seen['complaints'] = [...first.complaints, ...second.complaints]

/** Revoked: it wipes itself at the next contact. */
await api('DELETE', `/devices/${house.devices[1]?.id ?? ''}`)
await second.page.locator('[data-testid=revoked]').waitFor({ timeout: 30_000 })
await shot(second, 'desk-revoked')
seen['wiped'] = (await second.page.evaluate(() => indexedDB.databases())).map((one) => one.name)
seen['axe_revoked'] = await violations(second)
await browser.close()
process.stdout.write(`${JSON.stringify(seen)}\n`)
