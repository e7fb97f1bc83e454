/** What needs somebody, most important guest first. */
import type { LitMeeting } from '../../data/lights'
import type { Demand, Guest } from '../../data/queries'

export interface OpenMatter {
  key: string
  what: 'interpreter' | 'meeting' | 'trip'
  rank: string
  guestId: string
  reasons: readonly string[]
  /** Codes of rules, or null where `reasons` are words already. */
  family: 'rule' | null
  target: string
}

export interface WithoutTrip {
  guest_id: string
  leg_id: string
  rule: string
}

export function openMatters(
  demands: readonly Demand[],
  lit: readonly LitMeeting[],
  withoutTrip: readonly WithoutTrip[],
  guests: ReadonlyMap<string, Guest>,
  reasonsOf: (one: LitMeeting) => string[],
): OpenMatter[] {
  const rankOf = (id: string) => guests.get(id)?.rank ?? 'V9'
  const matters: OpenMatter[] = [
    ...demands
      .filter((demand) => demand.state === 'unfilled')
      .map((demand) => ({ key: demand.id, what: 'interpreter' as const, rank: demand.rank, guestId: demand.guest_id, reasons: demand.rules, family: 'rule' as const, target: demand.id })),
    ...lit
      .filter(({ light }) => light === 'red')
      .map((one) => ({
        key: one.meeting.id,
        what: 'meeting' as const,
        rank: rankOf(one.meeting.guest_id),
        guestId: one.meeting.guest_id,
        reasons: reasonsOf(one),
        family: null,
        target: one.meeting.id,
      })),
    ...withoutTrip.map((one) => ({ key: one.leg_id, what: 'trip' as const, rank: rankOf(one.guest_id), guestId: one.guest_id, reasons: [one.rule], family: 'rule' as const, target: one.guest_id })),
  ]
  return matters.sort((a, b) => a.rank.localeCompare(b.rank) || a.key.localeCompare(b.key))
}
