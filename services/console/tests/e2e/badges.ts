/** Badges of guests with long names in many scripts, made and laid out for the printer: `node badges.ts house.json` tells
 * what of them is cut, which signs no font of this machine has, and which pages the printer would get. */
import { readFileSync, writeFileSync } from 'node:fs'
import { launch } from './browser.ts'

interface House {
  url: string
  account: { name: string; password: string }
  edition: string
  shots: string
}

interface Seen {
  reference: string
  cut: string[]
  missing: string[]
  right_to_left: string[]
  fit: number
}

const house = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf-8')) as House
const browser = await launch()
const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })).newPage()
await page.goto(house.url)
await page.locator('input[name=username]').fill(house.account.name)
await page.locator('input[name=password]').fill(house.account.password)
await page.locator('form button[type=submit]').click()
await page.locator('header.bar').waitFor()
await page.goto(`${house.url}/editions/${house.edition}/desks`)
await page.getByRole('button', { name: /^Make and print/ }).click()
await page.locator('.print-only .card').first().waitFor({ state: 'attached' })
const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
writeFileSync(`${house.shots}/badges.pdf`, pdf)
const text = pdf.toString('latin1')
await page.emulateMedia({ media: 'print' })
await page.setViewportSize({ width: 326, height: 470 })
const cards = await page.evaluate((): Seen[] => {
  const brush = Object.assign(document.createElement('canvas'), { width: 64, height: 64 }).getContext('2d', { willReadFrequently: true })
  if (!brush) throw new Error('nothing to draw on')
  const drawn = (sign: string, font: string) => {
    brush.clearRect(0, 0, 64, 64)
    brush.font = font
    brush.fillText(sign, 8, 44)
    return brush.getImageData(0, 0, 64, 64).data.join()
  }
  /** No font has it: it looks like a sign that does not exist, or like none at all. */
  const isMissing = (sign: string, family: string) => ['\u{e8ff}', '\u{10fffd}', ' '].some((none) => drawn(sign, `32px ${family}`) === drawn(none, `32px ${family}`))
  return [...document.querySelectorAll<HTMLElement>('.print-only .card')].map((card) => {
    const edge = card.getBoundingClientRect()
    const who = card.querySelector<HTMLElement>('.card-who')
    const lines = [...card.querySelectorAll<HTMLElement>('p, footer span')]
    const cut = lines.filter((line) => {
      const range = document.createRange()
      range.selectNodeContents(line)
      const box = who?.contains(line) ? who.getBoundingClientRect() : edge
      // Half a pixel is what rounding does.
      return [...range.getClientRects()].some((part) => part.left < box.left - 0.5 || part.right > box.right + 0.5 || part.top < box.top - 0.5 || part.bottom > box.bottom + 0.5)
    })
    const signs = lines.flatMap((line) => [...new Set(line.textContent)].filter((sign) => /[\p{L}\p{N}\p{P}]/u.test(sign)).map((sign) => [sign, getComputedStyle(line).fontFamily] as const))
    return {
      reference: card.querySelector('footer span:nth-child(2)')?.textContent ?? '',
      cut: cut.map((line) => line.textContent),
      missing: signs.filter(([sign, family]) => isMissing(sign, family)).map(([sign]) => sign),
      right_to_left: lines.filter((line) => getComputedStyle(line).direction === 'rtl').map((line) => line.className),
      fit: Number(card.style.getPropertyValue('--fit')),
    }
  })
})
await page.setViewportSize({ width: 326, height: Math.ceil(469 * cards.length) })
await page.screenshot({ path: `${house.shots}/badges.png`, fullPage: true })
await browser.close()
const boxes = [...new Set(text.match(/\/MediaBox\s*\[[^\]]*\]/g))]
process.stdout.write(`${JSON.stringify({ cards, pages: (text.match(/\/Type\s*\/Page\b/g) ?? []).length, boxes })}\n`)
