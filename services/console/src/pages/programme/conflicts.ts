/** What stands in the way of a meeting at another time or in another room, as far as the page knows. */
import type { Arrival, Host, Meeting, Room, Session } from '../../data/queries'
import { clock } from '../../i18n/time'

export type Conflict =
  | { what: 'room_taken'; by: string }
  | { what: 'host_taken'; by: string }
  | { what: 'guest_taken'; by: string }
  | { what: 'host_not_available' }
  | { what: 'room_closed' }
  | { what: 'guest_not_in_town' }

export interface World {
  meetings: readonly Meeting[]
  sessions: readonly Session[]
  room: Room | undefined
  host: Host | undefined
  arrival: Arrival | undefined
  zone: string
}

export interface Proposal {
  meeting: Meeting
  roomId: string
  hostId: string
  starts: number
  ends: number
}

export function conflicts({ meeting, roomId, hostId, starts, ends }: Proposal, world: World): Conflict[] {
  const found: Conflict[] = []
  const overlaps = (from: string, until: string) => Date.parse(from) < ends && Date.parse(until) > starts
  const people = new Set([meeting.guest_id, ...(meeting.accompanying ?? [])])
  for (const other of world.meetings) {
    if (other.id === meeting.id || !other.placement || !overlaps(other.placement.starts, other.placement.ends)) continue
    if (other.placement.room_id === roomId) found.push({ what: 'room_taken', by: other.id })
    if (other.placement.host_id === hostId) found.push({ what: 'host_taken', by: other.id })
    if ([other.guest_id, ...(other.accompanying ?? [])].some((id) => people.has(id))) found.push({ what: 'guest_taken', by: other.id })
  }
  for (const session of world.sessions) {
    if (!overlaps(session.starts, session.ends)) continue
    if (session.room_id === roomId) found.push({ what: 'room_taken', by: session.id })
    if (session.speakers.some((id) => people.has(id))) found.push({ what: 'guest_taken', by: session.id })
  }
  const { host, room, arrival } = world
  if (host && !host.windows.some((window) => Date.parse(window.starts) <= starts && Date.parse(window.ends) >= ends)) found.push({ what: 'host_not_available' })
  if (room && (clock(starts, world.zone) < room.opens || clock(ends, world.zone) > room.closes)) found.push({ what: 'room_closed' })
  if (arrival && (Date.parse(arrival.in_town_from) > starts || (arrival.leaves_at && Date.parse(arrival.leaves_at) < ends))) found.push({ what: 'guest_not_in_town' })
  return found
}
