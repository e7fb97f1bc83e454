/**
 * An offer from the coordinator's board to the interpreters' answers, in a real browser. Prints one JSON object.
 * CONVOKE_URL, CONVOKE_EDITION, CONVOKE_DEMAND and CONVOKE_ACCOUNT ([name, password]) say where and as whom.
 */
import { axe, launch, profile, settled } from './browser.mjs'

const url = process.env.CONVOKE_URL
const [name, password] = JSON.parse(process.env.CONVOKE_ACCOUNT)
const board = `/editions/${process.env.CONVOKE_EDITION}/interpreters?demand=${process.env.CONVOKE_DEMAND}`

const browser = await launch()
try {
  const { page, errors } = await profile(browser, { url, name, password })
  await page.goto(board)
  await settled(page)
  await page.getByRole('button', { name: 'Copy link' }).first().waitFor()
  const links = await page.locator('a[href*="/offer/"]').evaluateAll((found) => found.map((one) => one.getAttribute('href')))
  const barriers = [await axe(page)]

  const first = await visitor(links[0], 'en', 'light')
  const asked = await first.page.locator('main').innerText()
  barriers.push(await axe(first.page))
  await first.page.getByLabel('Reason (may be left out)').fill('With my family that day')
  await first.page.getByRole('button', { name: 'No, I cannot' }).click()
  await first.page.getByText('You have declined.').waitFor()

  const second = await visitor(links[1], 'zh', 'dark')
  const third = await visitor(links[2], 'en', 'dark')
  barriers.push(await axe(second.page))
  await second.page.getByRole('button', { name: '接受', exact: true }).click()
  await second.page.getByText('您已接受这项任务，谢谢。').waitFor()
  await third.page.getByRole('button', { name: 'Yes, I take it' }).click()
  await third.page.getByRole('alert').waitFor()
  await third.page.getByRole('status').waitFor()
  const late = await third.page.getByRole('status').innerText()
  barriers.push(await axe(third.page))

  const forged = await visitor(`${url}/offer/CVO1.nothing`, 'zh', 'light')
  await forged.page.getByText('此链接无效').waitFor()

  await page.getByRole('button', { name: 'Copy link' }).first().waitFor({ state: 'detached' })
  const logged = [...errors, ...first.errors, ...second.errors]
  console.log(JSON.stringify({ links: links.length, asked, late, barriers: barriers.flat(), errors: logged }))
} finally {
  await browser.close()
}

/** Somebody without an account on a telephone, who opens a link. */
async function visitor(link, language, theme) {
  const { context, errors } = await profile(browser, { url, language, theme, width: 390, height: 800 })
  const page = await context.newPage()
  await page.goto(link)
  await page.locator('main:not([aria-busy=true])').waitFor()
  return { page, errors }
}
