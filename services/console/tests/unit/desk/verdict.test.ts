import { describe, expect, it } from 'vitest'
import { dayBegan } from '../../../src/desk/night'
import { decide, decideWithoutEntry, lookOf, type Entry, type Pass, type Result } from '../../../src/desk/verdict'

const NINE = '2019-10-18T01:00:00+00:00'
/** 04:00 of that day in Zhoushan. */
const BEGAN = Date.parse('2019-10-17T20:00:00Z')
const guest: Entry = {
  guest_id: 'ipec-2019.g.A001', reference: 'A001', family_name: 'KIM', given_name: 'Young-ho', own_script_name: '김영호',
  rank: 'V3', group_en: '', group_zh: '', card: 'valid', state: 'confirmed', since: null, door: null,
}
const inside: Pass = { inside: true, at: NINE, door: 'West', nonce: 'n', kept: false }
const left: Pass = { ...inside, inside: false }

describe('the verdict of a desk alone', () => {
  it.each<[Result, Partial<Entry>, Pass | undefined]>([
    ['admitted', {}, undefined],
    ['admitted', { state: 'received' }, undefined],
    ['admitted', { since: NINE }, left],
    ['already_inside', { since: NINE, door: 'North' }, undefined],
    ['already_inside', {}, inside],
    ['revoked', { card: 'revoked' }, undefined],
    ['revoked', { card: 'replaced' }, undefined],
    ['withdrawn', { state: 'withdrew' }, undefined],
    ['not_confirmed', { state: 'registered' }, undefined],
  ])('is %s on the way in', (result, facts, pass) => {
    expect(decide({ ...guest, ...facts }, pass, 'in', true, BEGAN).result).toBe(result)
  })

  it('lets out who is inside, whatever their card, and nobody else', () => {
    expect(decide({ ...guest, since: NINE, card: 'revoked' }, undefined, 'out', true, BEGAN).result).toBe('left')
    expect(decide(guest, undefined, 'out', true, BEGAN).result).toBe('not_inside')
    expect(decide({ ...guest, since: NINE }, left, 'out', true, BEGAN).result).toBe('not_inside')
  })

  it('lets a night end a stay that nobody scanned out, but still lets them leave', () => {
    const next = BEGAN + 86_400_000
    expect(decide({ ...guest, since: NINE, door: 'North' }, undefined, 'in', true, next)).toEqual({ result: 'admitted', since: null, door: null })
    expect(decide(guest, inside, 'in', true, next).result).toBe('admitted')
    expect(decide(guest, inside, 'out', true, next).result).toBe('left')
  })

  it.each([
    ['2019-10-18T03:59:59.999+08:00', '2019-10-17T04:00:00+08:00'],
    ['2019-10-18T04:00:00.000+08:00', '2019-10-18T04:00:00+08:00'],
    ['2019-10-18T23:30:15.250+08:00', '2019-10-18T04:00:00+08:00'],
  ])('reckons at %s from %s', (at, began) => {
    expect(dayBegan(Date.parse(at), 'Asia/Shanghai')).toBe(Date.parse(began))
  })

  it('admits by name also without a card', () => {
    expect(decide({ ...guest, card: 'none' }, undefined, 'in', false, BEGAN).result).toBe('admitted')
  })

  it('says when and where somebody came in, as this desk knows it best', () => {
    expect(decide({ ...guest, since: NINE, door: 'North' }, undefined, 'in', true, BEGAN)).toEqual({
      result: 'already_inside', since: NINE, door: 'North',
    })
    expect(decide(guest, inside, 'in', true, BEGAN)).toEqual({ result: 'already_inside', since: NINE, door: 'West' })
  })

  it('tells a forged badge from one of another conference and from one made after the last sync', () => {
    expect(decideWithoutEntry(null, 'ipec-2019')).toEqual({ result: 'unknown', since: null, door: null, genuine: false })
    expect(decideWithoutEntry({ edition: 'iitc-2019', reference: 'B', serial: 1 }, 'ipec-2019').result).toBe('wrong_edition')
    expect(decideWithoutEntry({ edition: 'ipec-2019', reference: 'B', serial: 1 }, 'ipec-2019').genuine).toBe(true)
  })

  it('shows three looks', () => {
    expect(lookOf({ result: 'admitted' })).toBe('ok')
    expect(lookOf({ result: 'unknown', genuine: false })).toBe('bad')
    expect(lookOf({ result: 'unknown', genuine: true })).toBe('warn')
    expect(lookOf({ result: 'already_inside' })).toBe('bad')
  })
})
