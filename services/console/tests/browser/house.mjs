/** The installation that is tried, as the environment names it, and what all parts ask of it. */

export const url = process.env.CONVOKE_URL
export const edition = process.env.CONVOKE_EDITION
export const accounts = JSON.parse(process.env.CONVOKE_ACCOUNTS)
export const pictures = process.env.CONVOKE_PICTURES
export const base = `/editions/${edition}`
export const guest = `${edition}.g.A001`
export const LANGUAGES = ['en', 'zh']

/** An act that takes longer than this has failed; the next one begins on the first page. */
const ACT_MS = 75_000
/** What one request may take. */
const REQUEST_MS = 20_000

export function as(role) {
  return { url, name: accounts[role][0], password: accounts[role][1] }
}

/** The address of a page of the edition; accounts are of no edition. */
export function at(path) {
  return path.startsWith('..') ? path.replace('..', '/') : base + path
}

/** A request to the API; with a limit, as nothing else ends it. */
export function request(path, { token, method = 'GET', body } = {}) {
  const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
  return fetch(`${url}/api/v1${path}`, { method, headers, signal: AbortSignal.timeout(REQUEST_MS), ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

export function tokenOf(page) {
  return page.evaluate(() => JSON.parse(localStorage.getItem('convoke.session')).token)
}

/** A question or an order to the API as whoever is signed in on this page. */
export async function ask(page, path, method = 'GET', body = undefined) {
  const told = await request(base + path, { token: await tokenOf(page), method, body })
  if (!told.ok) throw new Error(`${method} ${path}: ${told.status} ${await told.text()}`)
  return told.json()
}

/** The outcome of `work`, or an error that names what took longer than `ms`. */
export async function within(ms, name, work) {
  let timer
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${name} took longer than ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asked again and again until it is so, for at most fifteen seconds. */
export async function until(is) {
  for (let look = 0; look < 75; look++) {
    if (await is()) return true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return false
}

/** Does one act after the other; of one that fails the reason stands in what was found, and a picture in the folder. */
export function actsOn(page, found, language) {
  return async (name, work) => {
    try {
      found[name] = await within(ACT_MS, name, work)
    } catch (error) {
      found[name] = `FAILED ${String(error).slice(0, 300)}`
      await page.screenshot({ path: `${pictures ?? '.'}/failed-${name.replace(/\W+/g, '-')}-${language}.png`, timeout: 5_000 }).catch(() => undefined)
      await page.goto('/').catch(() => undefined)
    }
  }
}

/** Presses the button of this name. */
export function press(place, name) {
  return place.getByRole('button', { name, exact: true }).click()
}

/** Two desks that were alone let the same badge in. */
export async function opensConflict(page, guestId) {
  const { token: badge } = await ask(page, `/guests/${guestId}/badge`, 'POST')
  for (const door of ['East', 'West']) {
    const { token } = await ask(page, '/devices', 'POST', { name: `desk-${door}-${Math.floor(Math.random() * 1e6)}`, door, rights: [] })
    const scan = { nonce: crypto.randomUUID(), at: new Date(Date.now() - 60_000).toISOString(), direction: 'in', result: 'admitted', token: badge }
    const told = await request(`${base}/desk/scans`, { token, method: 'POST', body: { sent_at: new Date().toISOString(), scans: [scan] } })
    if (!told.ok) throw new Error(await told.text())
  }
}

/** The demand that people are asked for now: the first of which `opens` (by default the API) says so. */
export async function opensOffer(page, opens = undefined) {
  const byApi = async (id) => (await request(`${base}/demands/${id}/offers`, { token: await tokenOf(page), method: 'POST', body: { minutes: 120 } })).ok
  const { items } = await ask(page, '/demands?limit=500')
  const { items: offers } = await ask(page, '/offers?limit=500')
  const asked = new Set(offers.map((one) => one.demand_id))
  for (const { id } of items.filter((one) => one.state === 'filled' && one.purpose === 'one_to_one' && !asked.has(one.id))) {
    if (await (opens ?? byApi)(id)) return id
  }
  throw new Error('nobody can be asked for any of the demands')
}
