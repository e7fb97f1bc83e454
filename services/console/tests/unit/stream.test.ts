import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { cutter } from '../../src/live/events'
import type { Guest } from '../../src/data/queries'
import { isAboutOneOfMany, LONG_LIST, patched, putGuest } from '../../src/live/patch'
import { concerns } from '../../src/live/useLive'

describe('the live stream', () => {
  it('is cut into the same events wherever the network cut it', () => {
    const text = ': here\n\nid: 1\nevent: a.b.v1\ndata: {"x":1}\n\n: beat\n\nevent: gap\ndata: {"detail":"…"}\n\n'
    const whole = cutter()(text)
    expect(whole).toEqual([
      { event: 'a.b.v1', data: '{"x":1}', id: '1' },
      { event: 'gap', data: '{"detail":"…"}', id: null },
    ])
    for (let at = 1; at < text.length; at++) {
      const cut = cutter()
      expect([...cut(text.slice(0, at)), ...cut(text.slice(at))]).toEqual(whole)
    }
  })

  it('makes old what was read from the announcer in the same edition, and nothing else', () => {
    const event = { type: 'matching.interpreter_assigned.v1', edition: 'ipec-2019' }
    expect(concerns({ meta: { hears: ['matching'], edition: 'ipec-2019' } }, event)).toBe(true)
    expect(concerns({ meta: { hears: ['matching'] } }, event)).toBe(true)
    expect(concerns({ meta: { hears: ['matching'], edition: 'iitc-2019' } }, event)).toBe(false)
    expect(concerns({ meta: { hears: ['scheduling', 'logistics.'] } }, event)).toBe(false)
    expect(concerns({ meta: undefined }, event)).toBe(false)
  })

  it('shows what a newer event says of a guest, ignores an older one, and adds nothing the page does not know', () => {
    const guest = { id: 'g', state: 'registered', rank: 'V1', version: 3 } as unknown as Guest
    expect(patched(guest, { data: { state: 'confirmed', guest_id: 'g', secret: 'x' }, aggregateversion: 4 })).toEqual({ id: 'g', state: 'confirmed', rank: 'V1', version: 4 })
    expect(patched(guest, { data: { state: 'confirmed' }, aggregateversion: 3 })).toBe(guest)
  })
})

describe('news of one guest of a long list', () => {
  const guest = (n: number, version = 1) => ({ id: `e.g.${n}`, version, post: '' }) as Guest
  const event = { type: 'registration.guest_amended.v1', edition: 'e', subject: 'e.g.7' }

  it('does not have the whole list read again, but that of a short list or of a newcomer does', () => {
    const client = new QueryClient()
    expect(isAboutOneOfMany(client, event)).toBe(false)
    client.setQueryData(['e', 'guests'], [guest(7)])
    expect(isAboutOneOfMany(client, event)).toBe(false)
    client.setQueryData(['e', 'guests'], Array.from({ length: LONG_LIST }, (_, n) => guest(n)))
    expect(isAboutOneOfMany(client, event)).toBe(true)
    expect(isAboutOneOfMany(client, { ...event, subject: 'e.g.new' })).toBe(false)
    expect(isAboutOneOfMany(client, { ...event, type: 'matching.interpreter_assigned.v1' })).toBe(false)
  })

  it('puts the guest read alone into the list, unless the list knows a later state', () => {
    const client = new QueryClient()
    client.setQueryData(['e', 'guests'], [guest(6), guest(7, 3)])
    putGuest(client, 'e', guest(7, 2))
    expect(client.getQueryData<Guest[]>(['e', 'guests'])).toEqual([guest(6), guest(7, 3)])
    putGuest(client, 'e', { ...guest(7, 4), post: 'Envoy' })
    expect(client.getQueryData<Guest[]>(['e', 'guests'])).toEqual([guest(6), { ...guest(7, 4), post: 'Envoy' }])
  })
})
