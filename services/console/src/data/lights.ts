/** The ready light of every meeting of an edition. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useGuests } from './named'
import { arrivalsOf, demandsOf, meetingsOf, type Meeting } from './queries'
import { readiness, type Readiness } from './readiness'

export interface LitMeeting {
  meeting: Meeting
  readiness: Readiness
}

/** Undefined until everything that a light depends on has been read. */
export function useLights(edition: string): LitMeeting[] | undefined {
  const guests = useGuests(edition)
  const meetings = useQuery(meetingsOf(edition)).data
  const demands = useQuery(demandsOf(edition)).data
  const arrivals = useQuery(arrivalsOf(edition)).data
  return useMemo(() => {
    if (!meetings || !demands || !arrivals) return undefined
    const demandOf = new Map(demands.filter((one) => one.meeting_id).map((one) => [one.meeting_id, one]))
    const arrivalOf = new Map(arrivals.map((one) => [one.guest_id, one]))
    return meetings.flatMap((meeting) => {
      const around = { guest: guests.get(meeting.guest_id), arrival: arrivalOf.get(meeting.guest_id), demand: demandOf.get(meeting.id) }
      const found = readiness(meeting, around)
      return found ? [{ meeting, readiness: found }] : []
    })
  }, [guests, meetings, demands, arrivals])
}
