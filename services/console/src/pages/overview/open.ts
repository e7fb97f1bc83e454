/** What needs somebody, most important guest first. */
import type { Readiness } from '../../data/readiness'
import type { Demand, Guest, Meeting } from '../../data/queries'

export interface OpenMatter {
  key: string
  what: 'interpreter' | 'meeting' | 'trip'
  rank: string
  guestId: string
  reasons: readonly string[]
  family: 'rule' | 'readiness'
  target: string
}

export interface Lit {
  meeting: Meeting
  readiness: Readiness
}

export interface WithoutTrip {
  guest_id: string
  leg_id: string
  rule: string
}

export function openMatters(
  demands: readonly Demand[],
  lit: readonly Lit[],
  withoutTrip: readonly WithoutTrip[],
  guests: ReadonlyMap<string, Guest>,
): OpenMatter[] {
  const rankOf = (id: string) => guests.get(id)?.rank ?? 'V9'
  const matters: OpenMatter[] = [
    ...demands
      .filter((demand) => demand.state === 'unfilled')
      .map((demand) => ({ key: demand.id, what: 'interpreter' as const, rank: demand.rank, guestId: demand.guest_id, reasons: demand.rules, family: 'rule' as const, target: demand.id })),
    ...lit
      .filter(({ readiness }) => readiness.light === 'red')
      .map(({ meeting, readiness }) => ({
        key: meeting.id,
        what: 'meeting' as const,
        rank: rankOf(meeting.guest_id),
        guestId: meeting.guest_id,
        ...(meeting.rules.length ? { reasons: meeting.rules, family: 'rule' as const } : { reasons: readiness.reasons, family: 'readiness' as const }),
        target: meeting.id,
      })),
    ...withoutTrip.map((one) => ({ key: one.leg_id, what: 'trip' as const, rank: rankOf(one.guest_id), guestId: one.guest_id, reasons: [one.rule], family: 'rule' as const, target: one.guest_id })),
  ]
  return matters.sort((a, b) => a.rank.localeCompare(b.rank) || a.key.localeCompare(b.key))
}
