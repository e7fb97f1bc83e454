import { describe, expect, it } from 'vitest'
import { folded, words } from '../../../src/desk/names'

describe('names as they are searched', () => {
  it('lose case, accents, width and signs, and nothing else', () => {
    expect(folded('Kim, Young-Ho')).toBe('kimyoungho')
    expect(folded('Ｓørensen É')).toBe('sørensene')
    expect(folded('김영호')).toBe('김영호')
    expect(folded('江华郡')).toBe('江华郡')
  })

  it('come in words', () => {
    expect(words('  KIM   Young-ho ')).toEqual(['kim', 'youngho'])
    expect(words('— ,')).toEqual([])
  })
})
