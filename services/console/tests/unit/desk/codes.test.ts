import { describe, expect, it } from 'vitest'
import { bytes32, cardKey, openCard, readBadge, SHAPE, tidy } from '../../../src/desk/codes'
// Made by the server's own code (tests/unit/registration/test_desk_card.py holds the same card).
import card from './card.json'

describe('the code on a badge', () => {
  it('finds and opens the entry the server sealed with it', async () => {
    const key = await cardKey(card.token)
    expect(key.lookup).toBe(card.lookup)
    expect(await openCard(key, card.sealed)).toEqual(card.content)
  })

  it('opens nobody else’s entry', async () => {
    const other = await cardKey(`${card.token}A`)
    await expect(openCard({ ...other, lookup: card.lookup }, card.sealed)).rejects.toThrow()
  })

  it('is genuine only with our signature', async () => {
    const forged = card.token.replace(/.{4}$/, 'AAAA')
    expect(await readBadge(card.token, card.public_key)).toEqual(card.claim)
    expect(await readBadge(forged, card.public_key)).toBeNull()
    expect(await readBadge('6901234567892', card.public_key)).toBeNull()
    expect(await readBadge(card.token, 'ab'.repeat(32))).toBeNull()
  })

  it('has a shape that nothing else has', () => {
    expect(SHAPE.test(tidy(` ${card.token.toLowerCase()}\n`))).toBe(true)
    for (const other of ['', 'CVK1', 'CVK1.A.B', 'https://example.org/CVK1.X.Y', '6901234567892']) expect(SHAPE.test(other)).toBe(false)
  })

  it('is base 32 without padding', () => {
    expect(new TextDecoder().decode(bytes32('NBSWY3DP'))).toBe('hello')
    expect(new TextDecoder().decode(bytes32('NBSWY3DPEE'))).toBe('hello!')
  })
})
