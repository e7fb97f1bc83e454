/** The board as at an airport: one line a flight, train or ship and gate, with everybody on it. */
import type { Arrival } from '../../data/queries'

export interface Line {
  key: string
  number: string
  gate: string
  scheduled: string
  expected: string
  cancelled: boolean
  arrivals: Arrival[]
}

export function board(arrivals: readonly Arrival[]): Line[] {
  const lines = new Map<string, Line>()
  for (const one of arrivals) {
    // On the road everybody comes alone.
    const key = one.number ? `${one.number} ${one.gate} ${one.scheduled}` : one.id
    const line = lines.get(key)
    if (line) {
      line.arrivals.push(one)
      line.cancelled &&= one.cancelled
      if (one.expected > line.expected) line.expected = one.expected
    } else {
      lines.set(key, { key, number: one.number, gate: one.gate, scheduled: one.scheduled, expected: one.expected, cancelled: one.cancelled, arrivals: [one] })
    }
  }
  return [...lines.values()].sort((a, b) => a.expected.localeCompare(b.expected) || a.key.localeCompare(b.key))
}

export function minutesLate(line: Pick<Line, 'scheduled' | 'expected'>): number {
  return Math.round((Date.parse(line.expected) - Date.parse(line.scheduled)) / 60_000)
}
