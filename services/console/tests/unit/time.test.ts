import { expect, it } from 'vitest'
import { clock, dayKey, instant } from '../../src/i18n/time'

it('shows the clock of the host city whatever zone the reader is in', () => {
  expect(clock('2019-10-17T23:30:00Z')).toBe('07:30')
  expect(dayKey('2019-10-17T23:30:00Z')).toBe('2019-10-18')
  expect(clock('2019-10-17T16:00:00Z')).toBe('00:00')
})

it('finds the instant of a clock time in the host city', () => {
  expect(instant('2019-10-18', '00:15').toISOString()).toBe('2019-10-17T16:15:00.000Z')
  expect(instant('2019-10-18', '09:00', 'Europe/Oslo').toISOString()).toBe('2019-10-18T07:00:00.000Z')
})
