import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Desk, PATIENCE_MS } from '../../../src/desk/desk'
import { readScansFile } from '../../../src/desk/scans-file'
import card from './card.json'
import { memory } from './database'

const TOKEN = `cvd_${'a'.repeat(43)}`
const NONSENSE = '6901234567892'
const content = { ...card.content, state: 'confirmed', since: null, door: null, reference: 'A001', given_name: 'Young-ho', rank: 'V3', group_en: '', group_zh: '' }

/** The gateway as a desk meets it. */
const house = {
  away: false,
  slow: false,
  pause: 0,
  revoked: false,
  expired: false,
  answer: 'admitted',
  rights: ['search'] as string[],
  brought: [] as Record<string, unknown>[],
  checked: [] as Record<string, unknown>[],
  conflict: null as string | null,
  malformed: false,
  edition: 'ipec-2019',
  ahead: 7000,
  scansFail: false,
  revokedTokens: [] as string[],
  bearers: [] as [string, string][],
}

async function answer(request: Request): Promise<Response> {
  if (house.away) throw new TypeError('Failed to fetch')
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  if (house.revoked) return json({ code: 'device_revoked', detail: 'revoked' }, 401)
  if (house.expired) return json({ code: 'token_expired', detail: 'run out' }, 401)
  const { pathname } = new URL(request.url, 'http://desk')
  if (pathname.endsWith('/principal')) return json({ kind: 'device', editions: [house.edition] })
  const [, edition = ''] = /editions\/([^/]+)/.exec(pathname) ?? []
  if (pathname.endsWith('/desk')) {
    return json({
      device: 'desk-1', door: 'North', rights: house.rights, edition, name_en: 'IPEC', name_zh: '油商大会',
      timezone: 'Asia/Shanghai', public_key: card.public_key, now: new Date(Date.now() - house.ahead).toISOString(),
    })
  }
  if (pathname.endsWith('/cards')) return json({ items: [{ lookup: card.lookup, content: card.sealed }], upto: 1, complete: true, now: '' })
  if (pathname.endsWith('/names')) return json({ items: [{ lookup: content.guest_id, content: JSON.stringify(content) }], upto: 1, complete: true, now: '' })
  if (pathname.endsWith('/check-ins')) return checkIn(request, json)
  if (house.scansFail) return json({ code: 'service_timeout', detail: 'late' }, 504)
  const bearer = request.headers.get('Authorization')?.replace('Bearer ', '') ?? ''
  if (house.revokedTokens.includes(bearer)) return json({ code: 'device_revoked', detail: 'revoked' }, 401)
  house.bearers.push([edition, bearer])
  const { scans } = (await request.json()) as { scans: { nonce: string }[] }
  house.brought.push(...(scans as Record<string, unknown>[]))
  const outcome = house.malformed ? 'malformed' : 'kept'
  return json({ items: scans.map(({ nonce }, place) => ({ nonce, place, outcome, conflict_id: house.conflict })), skew_ms: 0 })
}

async function checkIn(request: Request, json: (body: unknown) => Response): Promise<Response> {
  const body = (await request.json()) as Record<string, unknown>
  house.checked.push(body)
  if (house.slow) {
    await new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(new DOMException('late', 'TimeoutError'))))
  }
  await new Promise((resolve) => setTimeout(resolve, house.pause))
  return json({
    scan_id: 's', result: house.answer, direction: body['direction'], door: 'North', device: 'desk-1', nonce: body['nonce'],
    at: new Date().toISOString(), recorded: '', inside_since: null, inside_door: null, guest: { ...content, guest_id: 'ipec-2019.g.NEW' },
  })
}

let desk: Desk
const desks: Desk[] = []

async function opened(): Promise<Desk> {
  const fresh = new Desk()
  desks.push(fresh)
  await fresh.start()
  return fresh
}

async function enrolled(): Promise<Desk> {
  const fresh = await opened()
  await fresh.enrol(TOKEN)
  await vi.waitFor(() => expect(fresh.state.sync.at).not.toBeNull())
  return fresh
}

beforeEach(async () => {
  memory.forget()
  Object.assign(house, { away: false, slow: false, pause: 0, revoked: false, expired: false, answer: 'admitted', brought: [], checked: [], conflict: null, malformed: false, edition: 'ipec-2019', ahead: 7000, scansFail: false, revokedTokens: [], bearers: [] })
  vi.stubGlobal('indexedDB', memory.indexedDB)
  vi.stubGlobal('fetch', (request: Request) => answer(request))
  desk = await enrolled()
})

afterEach(async () => {
  for (const one of desks.splice(0)) if (one.state.phase === 'open') await one.end(true)
  vi.unstubAllGlobals()
})

describe('a desk with its server', () => {
  it('shows the server’s answer and whose badge it is', async () => {
    const verdict = await desk.scan(card.token.toLowerCase())
    expect(verdict).toMatchObject({ result: 'admitted', alone: false, entry: { family_name: 'KIM' } })
    expect(house.checked).toEqual([{ token: card.token, direction: 'in', nonce: verdict?.nonce }])
    expect(desk.state.sync.waiting).toBe(0)
  })

  it('shows its own answer at a glance, then the server’s where that differs', async () => {
    Object.assign(house, { pause: 200, answer: 'already_inside' })
    const scanned = desk.scan(card.token)
    await vi.waitFor(() => expect(desk.state.verdicts[0]).toMatchObject({ result: 'admitted', asking: true }))
    expect((desk.state.verdicts[0]?.ready ?? 0) - (desk.state.verdicts[0]?.read ?? 0)).toBeLessThan(150)
    expect(await scanned).toMatchObject({ result: 'already_inside', alone: false })
    expect(desk.state.verdicts.map((one) => [one.result, one.asking ?? false])).toEqual([['already_inside', false]])
  })

  it('keeps its first glance as one verdict when the server agrees', async () => {
    house.pause = 200
    const told = await desk.scan(card.token)
    expect(told).toMatchObject({ result: 'admitted', alone: false })
    expect((told?.ready ?? 0) - (told?.read ?? 0)).toBeLessThan(150)
    expect(desk.state.verdicts.length).toBe(1)
    expect(memory.of('outbox')).toEqual([])
  })

  it('takes back a pass the server refused', async () => {
    Object.assign(house, { pause: 120, answer: 'revoked' })
    await desk.scan(card.token)
    Object.assign(house, { away: true })
    await desk.scan(NONSENSE)
    expect((await desk.scan(card.token))?.result).toBe('admitted')
  })

  it('knows that its clock is fast', () => expect(Math.round((desk.state.sync.skew ?? 0) / 1000)).toBe(7))

  it('takes the same badge held twice for one gesture', async () => {
    const first = await desk.scan(card.token)
    expect(await desk.scan(card.token)).toBe(first)
    expect(house.checked.length).toBe(1)
  })

  it('decides alone after a second, and at once as long as the server is slow', async () => {
    house.slow = true
    const began = performance.now()
    const waited = await desk.scan(card.token)
    expect(performance.now() - began).toBeGreaterThanOrEqual(PATIENCE_MS - 50)
    expect(waited).toMatchObject({ result: 'admitted', alone: true })
    const next = await desk.scan(NONSENSE)
    expect(next).toMatchObject({ result: 'unknown', alone: true })
    expect((next?.ready ?? 0) - (next?.read ?? 0)).toBeLessThan(PATIENCE_MS / 2)
    // The server may have heard the first one: it is brought under the same number.
    await desk.end(false)
    expect(memory.of('outbox').map((one) => (one as { nonce: string }).nonce)).toContain(house.checked[0]?.['nonce'])
  })
})

describe('a desk alone', () => {
  beforeEach(() => {
    house.away = true
  })

  it('opens, decides, remembers who is inside, and brings everything later', async () => {
    const alone = await opened()
    expect(alone.state.phase).toBe('open')
    const first = await alone.scan(card.token)
    alone.face('out')
    const out = await alone.scan(card.token)
    alone.face('in')
    expect([first?.result, out?.result, (await alone.scan(NONSENSE))?.result]).toEqual(['admitted', 'left', 'unknown'])
    expect(alone.state.sync.waiting).toBe(3)
    house.away = false
    await vi.waitFor(async () => {
      alone.hurry()
      expect(alone.state.sync.waiting).toBe(0)
    })
    const brought = house.brought.map(({ lookup, token, result, direction }) => [lookup ?? token, result, direction])
    expect(brought.sort()).toEqual([[card.lookup, 'admitted', 'in'], [card.lookup, 'left', 'out'], [NONSENSE, 'unknown', 'in']].sort())
  })

  it('refuses whoever it has let in itself', async () => {
    const alone = await opened()
    await alone.scan(card.token)
    await alone.scan(NONSENSE)
    expect((await alone.scan(card.token))?.result).toBe('already_inside')
  })

  it('finds by name and never writes a name or a known code in clear', async () => {
    const alone = await opened()
    const [found] = alone.names.search('ho yOUNG 김')
    expect(found?.reference).toBe('A001')
    await alone.scan(card.token)
    expect([memory.text().includes('KIM'), memory.text().includes('김영호'), memory.text().includes(card.token)]).toEqual([false, false, false])
  })

  it('tells the organisers’ conflicts and puts aside what cannot be read', async () => {
    const alone = await opened()
    await alone.scan(card.token)
    Object.assign(house, { away: false, conflict: 'ipec-2019.q.x', malformed: true })
    await vi.waitFor(() => {
      alone.hurry()
      expect(alone.state.sync).toMatchObject({ waiting: 0, rejected: 1, conflicts: 1 })
    })
  })
})

describe('a device that may do nothing more', () => {
  it('wipes itself when it was revoked', async () => {
    house.revoked = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.phase).toBe('revoked'))
    await vi.waitFor(() => expect(memory.names()).toEqual([]))
    expect(desk.state.verdicts).toEqual([])
  })

  it('keeps its unsent scans when only its token has run out, and no list', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    Object.assign(house, { away: false, expired: true })
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.phase).toBe('ended'))
    expect([memory.of('cards').length, memory.of('names').length, memory.of('outbox').length]).toEqual([0, 0, 1])
  })
})

describe('a device whose browser keeps nothing', () => {
  beforeEach(() => {
    house.away = true
  })

  it('still decides, remembers and brings when its storage is full, and says so', async () => {
    const alone = await opened()
    memory.browser.isFull = true
    expect((await alone.scan(card.token))?.result).toBe('admitted')
    await alone.scan(NONSENSE)
    expect((await alone.scan(card.token))?.result).toBe('already_inside')
    expect([alone.state.kept, alone.state.sync.waiting, memory.of('outbox').length]).toEqual([false, 3, 0])
    house.away = false
    await vi.waitFor(() => {
      alone.hurry()
      expect(alone.state.sync.waiting).toBe(0)
    })
    expect(house.brought.length).toBe(3)
  })

  it('writes what it held as soon as there is room again', async () => {
    const alone = await opened()
    memory.browser.isFull = true
    await alone.scan(card.token)
    memory.browser.isFull = false
    await alone.scan(NONSENSE)
    expect([alone.state.kept, memory.of('outbox').length, memory.of('passes').length]).toEqual([true, 2, 1])
  })

  it('works in a private window for as long as it is open, and says so', async () => {
    memory.forget()
    vi.resetModules()
    const fresh = await import('../../../src/desk/desk')
    memory.browser.isPrivate = true
    house.away = false
    const alone = new fresh.Desk()
    await alone.start()
    expect(alone.state.phase).toBe('enrolling')
    await alone.enrol(TOKEN)
    await vi.waitFor(() => expect(alone.state.sync.cards).toBe(1))
    house.away = true
    alone.hurry()
    await vi.waitFor(() => expect(alone.state.sync.reached).toBe(false))
    expect(await alone.scan(card.token)).toMatchObject({ result: 'admitted', alone: true })
    await alone.scan(NONSENSE)
    expect((await alone.scan(card.token))?.result).toBe('already_inside')
    expect([alone.state.kept, alone.state.sync.waiting]).toEqual([false, 3])
    await alone.end(true)
    expect(alone.state.phase).toBe('revoked')
  })
})

describe('a device that is moved', () => {
  it('brings what waits when it is enrolled for another door, and forgets nobody inside', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    house.away = false
    await desk.enrol(`cvd_${'b'.repeat(43)}`)
    expect(house.brought.length).toBe(1)
    await desk.scan(NONSENSE)
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    expect(desk.state.phase).toBe('open')
  })

  it('shows nothing of one conference in another, and mixes no scan into it', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    Object.assign(house, { away: false, expired: true })
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.phase).toBe('ended'))
    Object.assign(house, { expired: false, edition: 'iitc-2019', rights: [] })
    await desk.enrol(TOKEN)
    expect([desk.state.sync.waiting, desk.state.sync.rejected, desk.state.verdicts, desk.names.size]).toEqual([0, 1, [], 0])
    expect(house.brought).toEqual([])
    house.rights = ['search']
    // The former token is not good any more: an organiser gets a file, without names and codes.
    const files = await desk.asideFiles()
    expect(files).toMatchObject([{ edition: 'ipec-2019', device: 'desk-1', door: 'North', scans: [{ lookup: card.lookup, result: 'admitted' }] }])
    expect([JSON.stringify(files).includes('KIM'), JSON.stringify(files).includes(card.token)]).toEqual([false, false])
    expect(readScansFile(JSON.stringify(files[0]))).toEqual(files[0])
    await desk.forgetAside(files)
    expect([desk.state.sync.rejected, memory.of('rejected').length]).toEqual([0, 0])
  })

  it('brings what is left of a conference under its former token, once somebody answers', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    const unknown = card.token.slice(0, -4) + 'AAAA'
    await desk.scan(unknown)
    Object.assign(house, { away: false, edition: 'iitc-2019', scansFail: true })
    await desk.enrol(`cvd_${'b'.repeat(43)}`)
    expect([desk.state.sync.waiting, desk.state.sync.rejected, memory.text().includes(unknown)]).toEqual([0, 2, false])
    house.scansFail = false
    await vi.waitFor(() => {
      desk.hurry()
      expect(desk.state.sync.rejected).toBe(0)
    })
    expect(house.brought.map(({ lookup, result, left, token }) => [typeof lookup, result, left, token])).toEqual([
      ['string', 'admitted', undefined, undefined], ['string', 'unknown', undefined, undefined],
    ])
    expect(house.bearers).toEqual([['ipec-2019', TOKEN]])
    expect(memory.text().includes(TOKEN)).toBe(false)
  })

  it('forgets what is left of a conference that has revoked it', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    Object.assign(house, { away: false, edition: 'iitc-2019', scansFail: true })
    await desk.enrol(`cvd_${'b'.repeat(43)}`)
    expect(desk.state.sync.rejected).toBe(1)
    Object.assign(house, { scansFail: false, revokedTokens: [TOKEN] })
    await vi.waitFor(() => {
      desk.hurry()
      expect(desk.state.sync.rejected).toBe(0)
    })
    expect([house.brought, desk.state.phase]).toEqual([[], 'open'])
  })

  it('takes what it left back when it returns to the same door', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    Object.assign(house, { away: false, edition: 'iitc-2019', scansFail: true })
    await desk.enrol(`cvd_${'b'.repeat(43)}`)
    house.edition = 'ipec-2019'
    await desk.enrol(`cvd_${'c'.repeat(43)}`)
    expect([desk.state.sync.waiting, desk.state.sync.rejected]).toEqual([1, 0])
    house.scansFail = false
    await vi.waitFor(() => {
      desk.hurry()
      expect(desk.state.sync.waiting).toBe(0)
    })
  })

  it('brings what it kept once it is enrolled anew after its token ran out', async () => {
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    await desk.scan(card.token)
    Object.assign(house, { away: false, expired: true })
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.phase).toBe('ended'))
    house.expired = false
    await desk.enrol(TOKEN)
    expect(desk.state.sync.waiting).toBe(1)
    await vi.waitFor(() => expect(desk.state.sync.waiting).toBe(0))
    expect(house.brought.length).toBe(1)
  })
})

describe('a device whose clock is wrong by a day', () => {
  it.each([-1, 1])('(%s) decides by the true time and brings its own', async (days) => {
    house.ahead = days * 86_400_000
    await desk.enrol(TOKEN)
    await vi.waitFor(() => expect(Math.round((desk.state.sync.skew ?? 0) / 86_400_000)).toBe(days))
    house.away = true
    desk.hurry()
    await vi.waitFor(() => expect(desk.state.sync.reached).toBe(false))
    const before = Date.now()
    const first = await desk.scan(card.token)
    await desk.scan(NONSENSE)
    expect([first?.result, (await desk.scan(card.token))?.result]).toEqual(['admitted', 'already_inside'])
    expect(Math.abs(Date.parse(first?.at ?? '') - (before - house.ahead))).toBeLessThan(10_000)
    const waiting = memory.of('outbox') as { nonce: string; at: string }[]
    expect(Math.abs(Date.parse(waiting.find((one) => one.nonce === first?.nonce)?.at ?? '') - before)).toBeLessThan(10_000)
  })
})

describe('a second tab', () => {
  it('asks nothing and takes no scan while another one is the desk', async () => {
    desk.giveWay()
    const asked = house.checked.length
    expect(await desk.scan(card.token)).toBeNull()
    expect([desk.state.phase, house.checked.length]).toEqual(['elsewhere', asked])
    await desk.start()
    expect(await desk.scan(card.token)).toMatchObject({ result: 'admitted' })
  })
})
