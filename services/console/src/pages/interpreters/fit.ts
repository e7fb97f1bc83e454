/** How an interpreter stands to a demand by the rules that the page can see; the service decides in the end. */
import type { Demand, Guest, Interpreter } from '../../data/queries'

export type Standing = 'serves' | 'could' | 'busy' | 'cannot'

export interface Fit {
  standing: Standing
  /** Codes of the rules in the way, most telling first. */
  breaks: string[]
  servesIn: string | null
}

const LOWEST_FIRST = ['N', 'C3', 'C2', 'C2S', 'C1']

function floorOf(rank: string): string {
  return rank === 'V1' || rank === 'V2' ? 'C2' : 'C3'
}

function overlaps(a: { starts: string; ends: string }, b: { starts: string; ends: string }): boolean {
  return Date.parse(a.starts) < Date.parse(b.ends) && Date.parse(b.starts) < Date.parse(a.ends)
}

/** `serving`: the demands that this interpreter serves now. */
export function fit(interpreter: Interpreter, demand: Demand, guest: Guest | undefined, serving: readonly Demand[]): Fit {
  const servesIn = [demand.language, demand.fallback].find((one) => one && interpreter.languages.includes(one)) ?? null
  const breaks: string[] = []
  if (!servesIn) breaks.push('language')
  if (LOWEST_FIRST.indexOf(interpreter.level) < LOWEST_FIRST.indexOf(floorOf(demand.rank))) breaks.push('level_floor')
  if (!interpreter.pledge_signed_on) breaks.push('pledge')
  if (interpreter.consent !== 'given') breaks.push('consent')
  if (!available(interpreter, demand)) breaks.push('availability')
  if (guest?.refuses.includes(interpreter.reference)) breaks.push('refusal')
  if (guest && interpreter.conflicts.includes(guest.organisation)) breaks.push('conflict_of_interest')
  if (interpreter.booth && demand.mode !== 'SIMULTANEOUS') breaks.push('kept_for_booth')
  if (demand.interpreter_id === interpreter.id) return { standing: 'serves', breaks, servesIn }
  if (breaks.length) return { standing: 'cannot', breaks, servesIn }
  // Whoever serves a guest through the stay serves the same guest's meetings too.
  const elsewhere = serving.some((other) => other.id !== demand.id && other.guest_id !== demand.guest_id && overlaps(other, demand))
  return elsewhere ? { standing: 'busy', breaks: ['engaged'], servesIn } : { standing: 'could', breaks, servesIn }
}

function available(interpreter: Interpreter, { starts, ends }: Demand): boolean {
  const { available_from: from, available_until: until, absences } = interpreter
  if (from && Date.parse(from) > Date.parse(starts)) return false
  if (until && Date.parse(until) < Date.parse(ends)) return false
  return !absences.some((one) => overlaps(one, { starts, ends }))
}

export function servingNow(demands: readonly Demand[]): ReadonlyMap<string, Demand[]> {
  const serving = new Map<string, Demand[]>()
  for (const demand of demands) {
    if (demand.state !== 'filled' || !demand.interpreter_id) continue
    const others = serving.get(demand.interpreter_id)
    if (others) others.push(demand)
    else serving.set(demand.interpreter_id, [demand])
  }
  return serving
}
