/** Duty and rest of one interpreter: hours of work on the fullest day, and the shortest night between two days. */
import type { Demand } from '../../data/queries'
import { dayKey } from '../../i18n/time'

const HOUR_MS = 3_600_000
export const LONGEST_DUTY_HOURS = 12
export const SHORTEST_REST_HOURS = 10

export interface Duty {
  longestHours: number
  /** Null with work on one day only. */
  shortestRestHours: number | null
  breaks: boolean
}

/** From the first beginning to the last end of each day; a stay accompanied for days is no duty by itself. */
export function duty(demands: readonly Pick<Demand, 'starts' | 'ends' | 'purpose'>[], zone: string): Duty | null {
  const days = new Map<string, { from: number; until: number }>()
  for (const one of demands) {
    if (one.purpose === 'one_to_one') continue
    const key = dayKey(one.starts, zone)
    const from = Date.parse(one.starts)
    const until = Date.parse(one.ends)
    const day = days.get(key)
    days.set(key, day ? { from: Math.min(day.from, from), until: Math.max(day.until, until) } : { from, until })
  }
  if (!days.size) return null
  const inTime = [...days.values()].sort((a, b) => a.from - b.from)
  const longestHours = Math.max(...inTime.map((day) => (day.until - day.from) / HOUR_MS))
  const rests = inTime.slice(1).map((day, place) => (day.from - (inTime[place]?.until ?? day.from)) / HOUR_MS)
  const shortestRestHours = rests.length ? Math.min(...rests) : null
  return { longestHours, shortestRestHours, breaks: longestHours > LONGEST_DUTY_HOURS || (shortestRestHours ?? Infinity) < SHORTEST_REST_HOURS }
}
