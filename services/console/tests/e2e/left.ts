/** A tablet is moved to another conference before it could bring its scans: `node left.ts house.json` tells what becomes of them. */
import { readFileSync } from 'node:fs'
import { launch, Tablet } from './browser.ts'

interface House {
  url: string
  codes: string[]
  devices: { token: string }[]
  organiser: string
  account: { name: string; password: string }
  edition: string
  shots: string
}

const FROM = 4000
const OTHER = 'next-2020'
const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House
const seen: Record<string, unknown> = {}

async function api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${house.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${house.organiser}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

async function deviceOfOther(name: string): Promise<string> {
  const made = await api('POST', `/editions/${OTHER}/devices`, { name, door: 'Hall', rights: [] })
  return made['token'] as string
}

async function scansOf(number: number): Promise<unknown> {
  const { scans } = (await api('GET', `/editions/${house.edition}/guests/${house.edition}.g.G0${number}/page`)) as { scans: { result: string; device: string; door: string }[] }
  return scans.map((scan) => [scan.result, scan.device, scan.door].join(' '))
}

await api('POST', '/editions', {
  edition: OTHER, conference: 'NEXT', number: 1, name_zh: '下一届', name_en: 'The next one', first_day: '2020-10-17', opening_day: '2020-10-18', last_day: '2020-10-19',
})
const browser = await launch()
const tablet = await Tablet.unpack(browser, house.url)
await tablet.enrol(house.devices[4]?.token ?? '')
await tablet.listed(house.codes.length)

/** Scans without a network; then the network is back, but what keeps scans is not, and the tablet is moved by a link. */
async function scanAndMove(numbers: readonly number[], token: string): Promise<void> {
  await tablet.context.setOffline(true)
  await tablet.scanAll(numbers.map((number) => house.codes[number] ?? ''))
  await tablet.context.route('**/desk/scans', (route) => route.fulfill({ status: 504, json: { code: 'service_timeout', detail: 'late' } }))
  await tablet.context.setOffline(false)
  await tablet.page.evaluate((hash) => (location.hash = hash), token)
  await tablet.page.getByRole('heading', { name: /^Hall/ }).waitFor()
  await tablet.page.locator('[data-testid=aside]').waitFor()
}

await scanAndMove([FROM, FROM + 1, FROM + 2], await deviceOfOther('moved-1'))
seen['said'] = await tablet.page.locator('[data-testid=aside]').innerText()
seen['before'] = await scansOf(FROM)
await tablet.context.unroute('**/desk/scans')
await tablet.page.locator('[data-testid=aside]').waitFor({ state: 'detached', timeout: 30_000 })
seen['home'] = [await scansOf(FROM), await scansOf(FROM + 2)]

/** The same once more, and the former token is never good again for as long as anybody waits. */
await tablet.page.evaluate((hash) => (location.hash = hash), house.devices[5]?.token ?? '')
await tablet.listed(house.codes.length)
await scanAndMove([FROM + 10, FROM + 11], await deviceOfOther('moved-2'))
const [download] = await Promise.all([tablet.page.waitForEvent('download'), tablet.page.getByRole('button', { name: 'Save as a file' }).click()])
const saved = `${house.shots}/scans.json`
await download.saveAs(saved)
const text = readFileSync(saved, 'utf-8')
seen['file'] = { name: download.suggestedFilename(), tells: ['CVK1', 'KIM', 'Bjørnstad', '김'].filter((one) => text.includes(one)), scans: (JSON.parse(text) as { scans: unknown[] }).scans.length }
await tablet.page.screenshot({ path: `${house.shots}/desk-aside.png` })
await tablet.page.getByRole('button', { name: 'Remove from this device' }).click()
await tablet.page.locator('[data-testid=aside]').waitFor({ state: 'detached' })
seen['rest'] = (await tablet.stored()).includes('"left"')

/** An organiser brings the file in, twice. */
const office = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
const page = await office.newPage()
await page.goto(house.url)
await page.locator('input[name=username]').fill(house.account.name)
await page.locator('input[name=password]').fill(house.account.password)
await page.locator('form button[type=submit]').click()
await page.locator('header.bar').waitFor()
const told: string[] = []
for (const edition of [OTHER, house.edition, house.edition]) {
  await page.goto(`${house.url}/editions/${edition}/desks`)
  await page.getByRole('button', { name: 'Bring in scans from a file' }).click()
  await page.locator('dialog input[type=file]').setInputFiles(saved)
  told.push(await page.locator('dialog [data-testid=brought], dialog [role=alert]').innerText())
}
await page.screenshot({ path: `${house.shots}/bring-file.png` })
seen['told'] = told
seen['brought'] = [await scansOf(FROM + 10), await scansOf(FROM + 11)]
seen['complaints'] = tablet.complaints.filter((one) => !one.includes('504'))
await browser.close()
process.stdout.write(`${JSON.stringify(seen)}\n`)
