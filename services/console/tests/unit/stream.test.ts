import { describe, expect, it } from 'vitest'
import { cutter } from '../../src/live/events'
import type { Guest } from '../../src/data/queries'
import { patched } from '../../src/live/patch'
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
