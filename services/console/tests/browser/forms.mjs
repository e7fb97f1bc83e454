/** Forms that somebody types in while the sign-in runs out: what was typed is still there after the next one. */
import { profile, settled } from './browser.mjs'
import { actsOn, as, ask, base, edition, guest, opensConflict, opensOffer, press, tokenOf } from './house.mjs'

const TYPED = { 'datetime-local': '2019-10-18T11:11', date: '1970-01-02', email: 'kept@example.org', number: '7', tel: '+86 1', time: '11:11' }

/** Where each form is, and how it is opened. */
const FORMS = {
  guest: [`/guests/${guest}`, (page) => press(page, 'Edit')],
  replacement: [async (page) => `/guests/${(await ask(page, '/guests', 'POST', { reference: 'KEPT1', family_name: 'Kept', given_name: 'Maja', country: 'SE', rank: 'V5', language: 'en' })).id}`, (page) => press(page, 'Replace')],
  'new guest': ['/guests', (page) => press(page, 'Add guest…')],
  withdrawal: ['/guests', async (page) => {
    await page.locator('[role=row][data-place] input[type=checkbox]').first().check({ force: true })
    await press(page, 'Withdraw')
  }],
  'meeting moved': ['/programme?view=meetings&light=amber', async (page) => {
    await page.locator('main table.rows tbody button.link').first().click()
    await page.locator('dialog summary').filter({ hasText: 'Other places' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Look at it…' }).first().click()
  }],
  'meeting cancelled': ['/programme?view=meetings', async (page) => {
    await page.locator('main table.rows tbody button.link').first().click()
    await press(page.getByRole('dialog'), 'Cancel this meeting')
  }],
  absence: ['/interpreters?view=roster', (page) => page.locator('main table.rows tbody tr').first().getByRole('button', { name: /…$/ }).first().click()],
  'offer withdrawn': [async (page) => `/interpreters?demand=${await opensOffer(page)}`, (page) => press(page.locator('.explained'), 'Withdraw the offer…')],
  closure: ['/arrivals', (page) => press(page, 'Close a stretch…')],
  news: ['/arrivals', (page) => page.getByRole('button', { name: 'News…' }).first().click()],
  device: ['/desks', (page) => press(page, 'Enrol a device')],
  conflict: [async (page) => {
    await opensConflict(page, `${edition}.g.A020`)
    return '/desks'
  }, (page) => page.locator('main').getByRole('button', { name: 'Settle', exact: true }).first().click()],
  account: ['..accounts', (page) => press(page, 'Open an account')],
  'own password': ['/overview', async (page) => {
    await page.getByRole('button', { name: /^anna/ }).click()
    await press(page, 'Change my password…')
  }],
}

/** Of each form how many fields were typed in, and whether all of them still hold it. */
export async function forms(browser) {
  const { context, page } = await profile(browser, as('organiser'))
  const found = {}
  const act = actsOn(page, found, 'en')
  for (const [name, [where, opened]] of Object.entries(FORMS)) {
    await act(name, async () => {
      const path = typeof where === 'string' ? where : await where(page)
      await page.goto(path.startsWith('..') ? path.replace('..', '/') : base + path)
      await settled(page)
      await opened(page)
      return survives(page)
    })
  }
  await context.close()
  return found
}

async function survives(page) {
  const form = page.locator('dialog').last()
  await form.waitFor()
  const fields = form.locator('input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea')
  await fields.first().waitFor()
  for (const field of await fields.all()) await field.fill(TYPED[await field.getAttribute('type')] ?? 'typed before the end')
  const values = () => fields.evaluateAll((all) => all.map((one) => one.value))
  const typed = await values()
  const signedIn = await tokenOf(page)
  await page.evaluate(() => {
    const was = JSON.parse(localStorage.getItem('convoke.session'))
    const ended = JSON.stringify({ ...was, token: 'void' })
    localStorage.setItem('convoke.session', ended)
    dispatchEvent(new StorageEvent('storage', { key: 'convoke.session', newValue: ended }))
  })
  // Whoever has typed goes on, and is refused; where another request came first, the question stands already.
  await form.locator('.button.main, .button.bad').last().click({ timeout: 2_000 }).catch(() => undefined)
  const again = page.getByRole('dialog', { name: 'Your sign-in has run out' })
  await again.waitFor()
  await again.getByLabel('Password').fill(as('organiser').password)
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
  const kept = await values()
  return { fields: typed.length, kept: JSON.stringify(kept) === JSON.stringify(typed), anew: (await tokenOf(page)) !== signedIn }
}
