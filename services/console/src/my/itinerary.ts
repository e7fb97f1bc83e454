/** Meetings and drives of one guest in the order of time, by the days of the host city. */
import type { Shapes } from '../api/client'
import { dayKey } from '../i18n/time'

type Page = Shapes['OwnPage']
interface Entry<Kind> {
  id: string
  kind: Kind
  starts: string
  ends: string
}
export type ItineraryEntry = (Entry<Page['meetings'][number]['meeting_kind']> & { what: 'meeting'; host: string; room: string; interpreter: string }) | (Entry<Page['trips'][number]['trip_kind']> & { what: 'trip'; from: string; to: string; plate: string })

export function entries(page: Pick<Page, 'meetings' | 'trips' | 'assignments'>): ItineraryEntry[] {
  const interpreterAt = new Map(page.assignments.filter((one) => one.meeting_id).map((one) => [one.meeting_id, one.interpreter_name]))
  const meetings = page.meetings.map((one): ItineraryEntry => ({ what: 'meeting', id: one.id, kind: one.meeting_kind, starts: one.starts, ends: one.ends, host: one.host_name, room: one.room_name, interpreter: interpreterAt.get(one.id) ?? '' }))
  const trips = page.trips.map((one): ItineraryEntry => ({ what: 'trip', id: one.id, kind: one.trip_kind, starts: one.departs, ends: one.arrives, from: one.from_place, to: one.to_place, plate: one.plate }))
  return [...meetings, ...trips].sort((a, b) => Date.parse(a.starts) - Date.parse(b.starts) || a.id.localeCompare(b.id))
}

export function days(items: readonly ItineraryEntry[], zone: string): { key: string; items: ItineraryEntry[] }[] {
  const found = new Map<string, ItineraryEntry[]>()
  for (const item of items) found.set(dayKey(item.starts, zone), [...(found.get(dayKey(item.starts, zone)) ?? []), item])
  return [...found].map(([key, members]) => ({ key, items: members }))
}
