/** Business matchmaking as a grid: who meets whom in which slot, and where somebody sits idle in between. */
import type { Shapes } from '../../api/client'

export type Participant = Shapes['BusinessParticipant']
export type Slot = Shapes['BusinessSlot']
type Run = Pick<Shapes['MatchmakingRun'], 'meetings'>

export type Cell =
  | { kind: 'meeting'; withId: string; table: number; requestId: string }
  | { kind: 'idle' }
  | { kind: 'away' }
  | { kind: 'free' }

export interface GridRow {
  participant: Participant
  cells: readonly Cell[]
  meetings: number
  /** Stretches without a meeting between two meetings, as the planner counts them. */
  idleRuns: number
}

/** One row a participant, one cell a slot; the slots in the order of time. */
export function gridOf(participants: readonly Participant[], slots: readonly Slot[], run: Run): GridRow[] {
  const place = new Map(slots.map((slot, index) => [slot.id, index]))
  const booked = new Map<string, Map<number, Cell>>()
  for (const meeting of run.meetings) {
    const at = place.get(meeting.slot_id)
    const [one, other] = meeting.participant_ids
    if (at === undefined || !one || !other) continue
    for (const [mine, theirs] of [[one, other], [other, one]] as const) {
      const row = booked.get(mine) ?? new Map<number, Cell>()
      row.set(at, { kind: 'meeting', withId: theirs, table: meeting.table, requestId: meeting.request_id })
      booked.set(mine, row)
    }
  }
  return participants.map((participant) => rowOf(participant, slots, booked.get(participant.id) ?? new Map<number, Cell>()))
}

function rowOf(participant: Participant, slots: readonly Slot[], booked: ReadonlyMap<number, Cell>): GridRow {
  const taken = [...booked.keys()].sort((a, b) => a - b)
  const first = taken[0] ?? Infinity
  const last = taken.at(-1) ?? -Infinity
  const cells = slots.map((slot, at): Cell => booked.get(at) ?? (participant.away.includes(slot.id) ? { kind: 'away' } : at > first && at < last ? { kind: 'idle' } : { kind: 'free' }))
  const idleRuns = taken.filter((at, index) => index > 0 && at - (taken[index - 1] ?? at) > 1).length
  return { participant, cells, meetings: taken.length, idleRuns }
}
