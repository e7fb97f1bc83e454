/** Business matchmaking as a grid: who meets whom in which slot, and where somebody sits idle in between. */
import type { Shapes } from '../../api/client'

export type Participant = Shapes['BusinessParticipant']
export type Slot = Shapes['BusinessSlot']
type Run = Pick<Shapes['MatchmakingRun'], 'meetings' | 'participants'>

export type Cell =
  | { kind: 'meeting'; withId: string; table: number; requestId: string }
  | { kind: 'idle' }
  | { kind: 'away' }
  | { kind: 'free' }

export interface GridRow {
  participant: Participant
  cells: readonly Cell[]
  meetings: number
  /** Stretches of waiting between two meetings; counted by the planner, like the meetings. */
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
  const shares = new Map(run.participants.map((one) => [one.participant_id, one]))
  return participants.map((participant) => {
    const share = shares.get(participant.id)
    return { participant, cells: cellsOf(participant, slots, booked.get(participant.id) ?? new Map<number, Cell>()), meetings: share?.meetings ?? 0, idleRuns: share?.idle_runs ?? 0 }
  })
}

function cellsOf(participant: Participant, slots: readonly Slot[], booked: ReadonlyMap<number, Cell>): Cell[] {
  const first = Math.min(...booked.keys())
  const last = Math.max(...booked.keys())
  return slots.map((slot, at): Cell => booked.get(at) ?? (participant.away.includes(slot.id) ? { kind: 'away' } : at > first && at < last ? { kind: 'idle' } : { kind: 'free' }))
}
