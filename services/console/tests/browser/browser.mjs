/** A Chromium that is on this machine, steered by playwright-core; nothing is downloaded. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const PLACES = [process.env.CONVOKE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

export function found() {
  return PLACES.find((place) => place && existsSync(place))
}

export async function launch() {
  const executablePath = found()
  if (!executablePath) throw new Error('no Chromium on this machine')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

/** A fresh browser profile that is signed in, in one language and one theme; `errors` collects what the pages log. */
export async function profile(browser, { url, name, password, language = 'en', theme = 'light', width = 1440, height = 900 }) {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: url, locale: language === 'zh' ? 'zh-CN' : 'en-GB' })
  const errors = []
  context.on('page', (page) => {
    page.on('console', (message) => message.type() === 'error' && errors.push(`${page.url()}: ${message.text()}`))
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  })
  await context.addInitScript(
    ([lang, colours]) => {
      if (location.protocol === 'about:') return
      if (!localStorage.getItem('convoke.language')) localStorage.setItem('convoke.language', lang)
      if (!localStorage.getItem('convoke.theme')) localStorage.setItem('convoke.theme', colours)
    },
    [language, theme],
  )
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto('/')
  if (name) {
    await page.locator('input[name=username]').fill(name)
    await page.locator('input[name=password]').fill(password)
    await page.locator('form button[type=submit]').click()
    await page.locator('header.bar').waitFor()
  }
  return { context, page, errors }
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on a page, as short lines. */
export async function axe(page) {
  await page.evaluate(axeSource)
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return result.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any?.[0]?.message ?? ''}`).join(' | ')}`)
}

/** Nothing on the page is loading any more. (The live stream never ends, so the network is never idle.) */
export async function settled(page) {
  await page.locator('main').waitFor()
  await page.waitForFunction(() => document.querySelector('main h1, main h2, main table, main [role=grid], main div.answer') && !document.querySelector('main p.answer[role=status]'))
  await page.waitForTimeout(250)
}
