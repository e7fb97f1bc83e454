/** Chromium as a desk would use it: keys as fast as a scanner's, a network that can be pulled, a clock for what is promised. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const PLACES = [process.env['CONVOKE_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function launch(camera?: string): Promise<Browser> {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place))
  if (!executablePath) throw new Error('no Chromium; set CONVOKE_CHROMIUM to one')
  const fake = camera ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${camera}`] : []
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', ...fake] })
}

/** One device: a browser profile of its own. Every complaint of the page is collected. */
export class Tablet {
  readonly complaints: string[] = []
  readonly context: BrowserContext
  page!: Page
  private readonly url: string

  private constructor(context: BrowserContext, url: string) {
    this.context = context
    this.url = url
  }

  static async unpack(browser: Browser, url: string, options: { locale?: string; dark?: boolean; hash?: string } = {}): Promise<Tablet> {
    const context = await browser.newContext({
      locale: options.locale ?? 'en-GB',
      colorScheme: options.dark ? 'dark' : 'light',
      viewport: { width: 1280, height: 800 },
      permissions: ['camera'],
    })
    const tablet = new Tablet(context, url)
    await tablet.open(options.hash)
    return tablet
  }

  /** Another tab of the same device, still to be opened. */
  beside(): Tablet {
    return new Tablet(this.context, this.url)
  }

  async open(hash = ''): Promise<void> {
    this.page = await this.context.newPage()
    this.page.on('console', (message) => {
      // What the browser itself says of a network that is away is no complaint of the page.
      const isAbsence = /^Failed to load resource: (net::|.* status of 504)/.test(message.text())
      if (message.type() === 'error' && !isAbsence) this.complaints.push(message.text())
    })
    this.page.on('pageerror', (error) => this.complaints.push(String(error)))
    await this.page.goto(`${this.url}/desk/${hash}`)
  }

  async enrol(token: string): Promise<void> {
    await this.page.getByRole('textbox').fill(token)
    await this.page.getByRole('button', { name: /Enrol|登记/ }).click()
    await this.page.locator('[data-testid=verdict]').waitFor()
  }

  /** Until so many entries are on the device. */
  async listed(cards: number, seconds = 120): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => Number(document.querySelector<HTMLElement>('[data-testid=sync]')?.dataset['cards']) >= wanted,
      cards,
      { timeout: seconds * 1000 },
    )
  }

  async reached(is: boolean, seconds = 30): Promise<void> {
    await this.page.locator(`[data-testid=sync][data-reached=${is}]`).waitFor({ timeout: seconds * 1000 })
  }

  /** Until nothing waits to be sent; how long that took (ms). */
  async sent(seconds = 60): Promise<number> {
    const began = performance.now()
    await this.page.locator('[data-testid=sync][data-waiting="0"]').waitFor({ timeout: seconds * 1000 })
    return performance.now() - began
  }

  waiting(): Promise<number> {
    return this.page.locator('[data-testid=sync]').evaluate((bar) => Number((bar as HTMLElement).dataset['waiting']))
  }

  /** A wedge scanner: the keys of a code and Enter, as fast as events go; the result shown for it. */
  async scan(code: string): Promise<string> {
    return (await this.scanAll([code]))[0] ?? ''
  }

  /** One badge after the other, each as soon as the verdict of the last one is shown. */
  async scanAll(codes: readonly string[]): Promise<string[]> {
    return this.page.evaluate(async (queue) => {
      const box = () => document.querySelector<HTMLElement>('[data-testid=verdict]')
      const results: string[] = []
      for (const code of queue) {
        const before = box()?.dataset['nonce']
        for (const key of [...code, 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        const until = performance.now() + 15_000
        while (box()?.dataset['nonce'] === before) {
          if (performance.now() > until) throw new Error(`no verdict came for ${code.slice(0, 20)}`)
          await new Promise((resolve) => requestAnimationFrame(resolve))
        }
        results.push(box()?.dataset['result'] ?? '')
      }
      return results
    }, codes as string[])
  }

  /** Scan to verdict painted, of every scan so far (ms). */
  async times(): Promise<number[]> {
    await this.page.waitForTimeout(100)
    return this.page.evaluate(() => performance.getEntriesByName('scan-to-verdict').map((entry) => entry.duration))
  }

  async forgetTimes(): Promise<void> {
    await this.page.evaluate(() => performance.clearMeasures('scan-to-verdict'))
  }

  /** Everything readable in the device's database, as one text. */
  stored(): Promise<string> {
    return this.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open('convoke-desk')
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
      let text = ''
      for (const name of database.objectStoreNames) {
        const store = database.transaction(name).objectStore(name)
        text += await new Promise<string>((resolve) => {
          const asked = store.getAll()
          asked.onsuccess = () => resolve(`${name}: ${JSON.stringify(asked.result)}\n`)
        })
      }
      database.close()
      return text
    })
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
