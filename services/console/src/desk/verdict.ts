/** What a desk decides alone: the same rules as on the server, on what the card's entry and this desk know. */
import type { Claim } from './codes'

export type Direction = 'in' | 'out'
export type Result =
  | 'admitted'
  | 'left'
  | 'already_inside'
  | 'not_inside'
  | 'revoked'
  | 'withdrawn'
  | 'not_confirmed'
  | 'wrong_edition'
  | 'unknown'

export interface Interpreter {
  standing: string
  name: string
  language: string
}

/** Whom a card was made for; all that is known of a card that was replaced. */
export interface Holder {
  guest_id: string
  reference: string
  family_name: string
  given_name: string
  own_script_name: string
  rank: string
  group_en: string
  group_zh: string
}

/** An entry of the local list, opened. `card` is valid, revoked, replaced, or none for somebody without a card. */
export interface Entry extends Holder {
  card: string
  state?: string
  since?: string | null
  door?: string | null
  country?: string
  organisation?: string
  post?: string
  language?: string
  head?: boolean
  interpreter?: Interpreter | null
  attention?: string
}

/** Where this desk itself last saw a guest go; newer than the list until the list has caught up. */
export interface Pass {
  inside: boolean
  at: string
  door: string
  nonce: string
  kept: boolean
}

export interface Decision {
  result: Result
  since: string | null
  door: string | null
  /** A genuine badge that this list does not hold yet. */
  genuine?: boolean
}

export const PASSED: readonly Result[] = ['admitted', 'left']

/** `began` is the end of the last night (milliseconds): who came in before it has left, unless they leave just now. */
export function decide(entry: Entry, pass: Pass | undefined, direction: Direction, byCard: boolean, began: number): Decision {
  const came = pass ? pass.inside : Boolean(entry.since)
  const since = pass ? (pass.inside ? pass.at : null) : (entry.since ?? null)
  const door = pass ? (pass.inside ? pass.door : null) : (entry.door ?? null)
  const inside = came && Date.parse(since ?? '') >= began
  const decided = (result: Result): Decision => (inside || direction === 'out' ? { result, since, door } : { result, since: null, door: null })
  if (direction === 'out') return decided(came ? 'left' : 'not_inside')
  if (byCard && entry.card !== 'valid') return decided('revoked')
  if (entry.state === 'withdrew') return decided('withdrawn')
  if (entry.state === 'registered') return decided('not_confirmed')
  return decided(inside ? 'already_inside' : 'admitted')
}

/** A code that no entry of the list answers to. */
export function decideWithoutEntry(claim: Claim | null, edition: string): Decision {
  if (claim !== null && claim.edition !== edition) return { result: 'wrong_edition', since: null, door: null }
  return { result: 'unknown', since: null, door: null, genuine: claim !== null }
}

/** Three looks: go, stop, and have a closer look. */
export type Look = 'ok' | 'warn' | 'bad'

export function lookOf(decision: Pick<Decision, 'result' | 'genuine'>): Look {
  if (PASSED.includes(decision.result)) return 'ok'
  return decision.result === 'not_confirmed' || decision.result === 'not_inside' || decision.genuine ? 'warn' : 'bad'
}
