import { describe, expect, it } from 'vitest'
import * as desk from '../../../src/desk/words'

/** Every text of the desk, flat. */
function sayings(of: unknown): { en: unknown; zh: unknown }[] {
  if (typeof of !== 'object' || of === null) return []
  if ('en' in of && 'zh' in of) return [of as { en: unknown; zh: unknown }]
  return Object.values(of).flatMap(sayings)
}

describe('what the desk says', () => {
  it('is there in both languages and differs', () => {
    const all = sayings(desk)
    expect(all.length).toBeGreaterThan(90)
    for (const saying of all) {
      expect(typeof saying.en).toBe(typeof saying.zh)
      if (typeof saying.en === 'string') expect([saying.en, saying.zh].every(Boolean) && saying.en !== saying.zh).toBe(true)
    }
  })
})
