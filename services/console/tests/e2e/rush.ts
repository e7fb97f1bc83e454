/** Six desks at once, each with its own queue: `node rush.ts house.json` tells every verdict that was wrong.
 *
 * A queue mixes guests who may enter, who entered at this desk already, who have not confirmed, and codes that are none.
 * The five minutes are pressed together: each desk scans as soon as the last verdict is painted.
 */
import { readFileSync } from 'node:fs'
import { launch, quantile, Tablet } from './browser.ts'

interface House {
  url: string
  codes: string[]
  devices: { token: string }[]
}

const SCANS = 300
const FROM = 5000
const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House

interface Expected {
  code: string
  result: string
}

/** Every tenth guest comes back, every fiftieth has not confirmed, and now and then something else is held up. */
function queue(desk: number): Expected[] {
  const scans: Expected[] = []
  let number = FROM + desk * SCANS
  while (scans.length < SCANS) {
    const code = house.codes[number] ?? ''
    const isConfirmed = number % 50 !== 49
    scans.push({ code, result: isConfirmed ? 'admitted' : 'not_confirmed' })
    if (number % 10 === 0 && scans.length < SCANS) {
      scans.push({ code: `69012345${number}`, result: 'unknown' })
      // Somebody in between, so that the same badge again is another gesture.
      if (scans.length < SCANS) scans.push({ code, result: isConfirmed ? 'already_inside' : 'not_confirmed' })
    }
    number += 1
  }
  return scans
}

const browser = await launch()
const tablets = await Promise.all(
  house.devices.map(async (device) => {
    const tablet = await Tablet.unpack(browser, house.url)
    await tablet.enrol(device.token)
    await tablet.listed(house.codes.length, 300)
    await tablet.reached(true)
    return tablet
  }),
)
const wrong: string[] = []
const began = performance.now()
await Promise.all(
  tablets.map(async (tablet, desk) => {
    const expected = queue(desk)
    const results = await tablet.scanAll(expected.map((one) => one.code))
    for (const [place, { code, result }] of expected.entries()) {
      if (results[place] !== result) wrong.push(`desk ${desk + 1}: ${code.slice(0, 24)}… ${results[place]}, not ${result}`)
    }
  }),
)
const seconds = (performance.now() - began) / 1000
const times = (await Promise.all(tablets.map((tablet) => tablet.times()))).flat()
await Promise.all(tablets.map((tablet) => tablet.sent(60)))
const seen = {
  desks: tablets.length,
  scans: SCANS * tablets.length,
  seconds,
  wrong,
  ms: { p50: quantile(times, 0.5), p95: quantile(times, 0.95), worst: Math.max(...times) },
  complaints: tablets.flatMap((tablet) => tablet.complaints),
}
await browser.close()
process.stdout.write(`${JSON.stringify(seen)}\n`)
