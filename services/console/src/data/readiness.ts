/** Whether a leaders' meeting can take place as planned: ready, to be watched, or not ready, each with reasons. */
import type { Arrival, Demand, Guest, Meeting } from './queries'

export type Light = 'ready' | 'amber' | 'red'
export type Reason =
  | 'unplaceable'
  | 'not_placed'
  | 'guest_withdrew'
  | 'arrives_too_late'
  | 'arrival_cancelled'
  | 'no_interpreter'
  | 'fallback_language'
  | 'delegated'
  | 'not_confirmed'
  | 'arrives_shortly_before'

const LIGHT_OF: Record<Reason, Light> = {
  unplaceable: 'red',
  not_placed: 'red',
  guest_withdrew: 'red',
  arrives_too_late: 'red',
  arrival_cancelled: 'red',
  no_interpreter: 'red',
  fallback_language: 'amber',
  delegated: 'amber',
  not_confirmed: 'amber',
  arrives_shortly_before: 'amber',
}
const CLOSE_MS = 60 * 60_000

export interface Readiness {
  light: Light
  reasons: Reason[]
}

export interface Surroundings {
  guest: Guest | undefined
  arrival: Arrival | undefined
  demand: Demand | undefined
}

/** Cancelled meetings have no light. */
export function readiness(meeting: Meeting, { guest, arrival, demand }: Surroundings): Readiness | null {
  if (meeting.state === 'cancelled') return null
  const reasons: Reason[] = []
  if (guest?.state === 'withdrew') reasons.push('guest_withdrew')
  if (guest?.state === 'registered') reasons.push('not_confirmed')
  if (!meeting.placement) reasons.push(meeting.state === 'unplaceable' ? 'unplaceable' : 'not_placed')
  else reasons.push(...onTheDay(meeting, Date.parse(meeting.placement.starts), arrival, demand))
  const lights = reasons.map((reason) => LIGHT_OF[reason])
  return { light: lights.includes('red') ? 'red' : lights.includes('amber') ? 'amber' : 'ready', reasons }
}

function onTheDay(meeting: Meeting, starts: number, arrival: Arrival | undefined, demand: Demand | undefined): Reason[] {
  const reasons: Reason[] = []
  if (arrival?.cancelled) reasons.push('arrival_cancelled')
  else if (arrival) {
    const spare = starts - Date.parse(arrival.in_town_from)
    if (spare < 0) reasons.push('arrives_too_late')
    else if (spare < CLOSE_MS) reasons.push('arrives_shortly_before')
  }
  if (meeting.mode !== 'NONE' && demand?.state !== 'filled') reasons.push('no_interpreter')
  if (demand?.state === 'filled' && demand.is_fallback) reasons.push('fallback_language')
  if (meeting.delegated) reasons.push('delegated')
  return reasons
}
