/** A shift in which a new version of the desk arrives, and one with two tabs: `node shift.ts house.json` tells what was seen. */
import { readFileSync, writeFileSync } from 'node:fs'
import { launch, Tablet } from './browser.ts'
import { buildNext, Host } from './next.ts'

interface House {
  url: string
  control: string
  codes: string[]
  devices: { token: string }[]
  organiser: string
  edition: string
  shots: string
}

const FROM = 3000
const WORD = 'Scanner, camera, or a name'
const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House
const order = (what: string) => fetch(`${house.control}/${what}`, { method: 'POST' })
const token = (number: number) => house.devices[number]?.token ?? ''
const seen: Record<string, unknown> = {}
process.on('exit', () => writeFileSync(`${house.shots}/shift-so-far.json`, JSON.stringify(seen, null, 1)))

/** What registration has kept of these guests: how many scans each, and how many of them let somebody in. */
async function keptOf(numbers: readonly number[]): Promise<string[]> {
  return Promise.all(
    numbers.map(async (number) => {
      const guest = `${house.edition}.g.G${String(number).padStart(5, '0')}`
      const answer = await fetch(`${house.url}/api/v1/editions/${house.edition}/guests/${guest}/page`, { headers: { Authorization: `Bearer ${house.organiser}` } })
      const { scans } = (await answer.json()) as { scans: { result: string }[] }
      return scans.map((scan) => scan.result).join(' ')
    }),
  )
}

const told = (results: readonly string[]) => Object.fromEntries([...new Set(results)].sort().map((one) => [one, results.filter((other) => other === one).length]))

/** Scan one guest after the other, as people come; every verdict. */
async function serve(tablet: Tablet, numbers: readonly number[], pause = 250): Promise<string[]> {
  const results: string[] = []
  for (const number of numbers) {
    results.push(await tablet.scan(house.codes[number] ?? ''))
    await tablet.page.waitForTimeout(pause)
  }
  return results
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, place) => from + place).filter((number) => number % 50 !== 49)

const next = buildNext(`${house.shots}/next`, WORD, 'Scanner, camera or name, anew')
const host = new Host(house.url)
const place = await host.open()
const browser = await launch()

/** A new version while a queue is served, the server away in the middle of it as at every installation. */
async function update(): Promise<void> {
  const desk = await Tablet.unpack(browser, place)
  await desk.enrol(token(0))
  await desk.listed(house.codes.length)
  await desk.page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }))
    Object.assign(globalThis, { shift: 'the same page' })
  })
  const isSamePage = () => desk.page.evaluate(() => (globalThis as { shift?: string }).shift === 'the same page')
  const numbers = range(FROM, 80)
  const results = await serve(desk, numbers.slice(0, 10))
  host.serve(next)
  await order('stop')
  results.push(...(await serve(desk, numbers.slice(10, 30))))
  seen['waiting_without_server'] = await desk.waiting()
  await order('start')
  results.push(...(await serve(desk, numbers.slice(30, 50))))
  await desk.reached(true, 90)
  await desk.page.locator('[data-testid=new-version]').waitFor({ timeout: 30_000 })
  seen['said_before'] = await desk.page.locator('[data-testid=new-version]').innerText()
  await desk.page.screenshot({ path: `${house.shots}/desk-new-version.png` })
  // Still a queue; then somebody begins to type a name and is called away for longer than it takes to be calm.
  results.push(...(await serve(desk, numbers.slice(50, 60), 2000)))
  await desk.page.getByRole('searchbox').fill('kim')
  await desk.page.waitForTimeout(35_000)
  seen['same_page_while_used'] = await isSamePage()
  seen['typed_is_kept'] = await desk.page.getByRole('searchbox').inputValue()
  await desk.page.getByRole('searchbox').fill('')
  results.push(...(await serve(desk, numbers.slice(60))))
  seen['same_page_after_queue'] = await isSamePage()
  const last = Date.now()
  await desk.page.getByText('Scanner, camera or name, anew').waitFor({ timeout: 90_000 })
  seen['calm_seconds'] = (Date.now() - last) / 1000
  seen['said_after'] = await desk.page.locator('[data-testid=sync]').innerText()
  await desk.page.screenshot({ path: `${house.shots}/desk-renewed.png` })
  seen['caches'] = (await desk.page.evaluate(() => caches.keys())).length
  await desk.sent()
  seen['results'] = told(results)
  seen['kept'] = told(await keptOf(numbers))
  seen['served'] = numbers.length
  // The new version knows who was let in by the old one, and works without a network.
  await desk.context.setOffline(true)
  await desk.page.reload()
  await desk.page.locator('[data-testid=verdict]').waitFor()
  seen['after'] = await serve(desk, [numbers[15] ?? 0, FROM + 100])
  await desk.context.setOffline(false)
  await desk.sent()
  seen['complaints'] = desk.complaints
  await desk.context.close()
}

/** Two tabs of one device: the second says so, takes over in the middle of scans, and gives back. */
async function tabs(): Promise<void> {
  const first = await Tablet.unpack(browser, place)
  await first.enrol(token(1))
  await first.listed(house.codes.length)
  const numbers = range(FROM + 200, 60)
  const results = await serve(first, numbers.slice(0, 10), 50)
  const second = first.beside()
  await second.open()
  await second.page.locator('[data-testid=elsewhere]').waitFor()
  seen['second_says'] = await second.page.locator('[data-testid=elsewhere]').innerText()
  await second.page.screenshot({ path: `${house.shots}/desk-elsewhere.png` })
  results.push(...(await serve(first, numbers.slice(10, 20), 50)))
  // Without a network, with scans of the first tab still to be brought, and one of them just shown.
  await first.context.setOffline(true)
  results.push(...(await serve(first, numbers.slice(20, 29), 50)))
  await first.page.evaluate((code) => {
    for (const key of [...code, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, house.codes[numbers[29] ?? 0] ?? '')
  await second.page.locator('[data-testid=elsewhere] button').click()
  await second.page.locator('[data-testid=verdict]').waitFor()
  await first.page.locator('[data-testid=elsewhere]').waitFor()
  seen['second_waiting'] = await second.waiting()
  seen['second_knows'] = await serve(second, [numbers[25] ?? 0, numbers[29] ?? 0], 50)
  results.push(...(await serve(second, numbers.slice(30, 40), 50)))
  // The tab that waits stays silent whatever is scanned at it.
  await first.page.evaluate((code) => {
    for (const key of [...code, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  }, house.codes[numbers[59] ?? 0] ?? '')
  await first.context.setOffline(false)
  await second.reached(true)
  await second.sent()
  results.push(...(await serve(second, numbers.slice(40, 45), 50)))
  // The second tab is closed: the first is the desk again by itself.
  await second.page.close()
  await first.page.locator('[data-testid=verdict]').waitFor({ timeout: 10_000 })
  await first.reached(true)
  results.push(...(await serve(first, numbers.slice(45, 55), 50)))
  await first.sent()
  seen['tab_results'] = told(results)
  seen['tab_kept'] = await keptOf(numbers)
  seen['tab_served'] = numbers.length
  seen['tab_complaints'] = [...first.complaints, ...second.complaints]
  await first.context.close()
}

await update()
await tabs()
await browser.close()
host.close()
process.stdout.write(`${JSON.stringify(seen)}\n`)
