/** What the pages ask of an edition, and which announcers make an answer old. */
import { queryOptions } from '@tanstack/react-query'
import { answer, everything, PAGE, type Shapes } from '../api/client'
import { api } from '../session/api'

export type Guest = Shapes['Guest']
export type Delegation = Shapes['Delegation']
export type Demand = Shapes['Demand']
export type Interpreter = Shapes['Interpreter']
export type Meeting = Shapes['Meeting']
export type Session = Shapes['Session']
export type Room = Shapes['Room']
export type Host = Shapes['Host']
export type Arrival = Shapes['Arrival']
export type Trip = Shapes['Trip']
export type Vehicle = Shapes['Vehicle']
export type Entry = Shapes['Entry']

const GUEST_EVENTS = ['registration.guest', 'registration.badge'] as const

function next(after: string | undefined): { limit: number; after?: string } {
  return after === undefined ? { limit: PAGE } : { limit: PAGE, after }
}

export const overviewOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'overview'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/overview', { params: { path: { edition } } })),
    meta: { hears: ['registration.', 'matching.', 'scheduling.', 'logistics.'], edition },
  })

export const flowNow = queryOptions({
  queryKey: ['flow'],
  queryFn: () => answer(api.GET('/api/v1/flow')),
  meta: { hears: [''] },
})

/** Every guest of the edition; names on all pages come from here. A long list is shown as it comes, page by page. */
export const guestsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'guests'],
    queryFn: ({ client }): Promise<Guest[]> =>
      everything(
        (after) => api.GET('/api/v1/editions/{edition}/guests', { params: { path: { edition }, query: next(after) } }),
        (soFar) => client.setQueryData<Guest[]>([edition, 'guests'], (known) => (known && known.length >= soFar.length ? known : [...soFar])),
      ),
    meta: { hears: GUEST_EVENTS, edition },
  })

export const delegationsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'delegations'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/delegations', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['registration.delegation', 'registration.guest_registered', 'registration.guest_amended', 'registration.guest_replaced', 'registration.guest_withdrew'], edition },
  })

export const demandsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'demands'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/demands', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['matching.'], edition },
  })

export const interpretersOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'interpreters'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/interpreters', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['matching.interpreter'], edition },
  })

export const meetingsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'meetings'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/meetings', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['scheduling.'], edition },
  })

export const sessionsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'sessions'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/sessions', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['scheduling.session'], edition },
  })

export const roomsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'rooms'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/rooms', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['scheduling.room'], edition },
  })

export const hostsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'hosts'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/hosts', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['scheduling.host'], edition },
  })

export const readinessOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'readiness'],
    queryFn: async () => (await answer(api.GET('/api/v1/editions/{edition}/readiness', { params: { path: { edition } } })))?.items ?? [],
    meta: { hears: ['scheduling.', 'matching.interpreter', 'matching.demand', 'logistics.'], edition },
  })

export const meetingPlanOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'plan', 'scheduling'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/scheduling', { params: { path: { edition } } })),
    meta: { hears: ['scheduling.'], edition },
  })

export const matchingPlanOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'plan', 'matching'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/matching', { params: { path: { edition } } })),
    meta: { hears: ['matching.'], edition },
  })

export const tripPlanOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'plan', 'logistics'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/logistics', { params: { path: { edition } } })),
    meta: { hears: ['logistics.'], edition },
  })

export const arrivalsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'arrivals'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/arrivals', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['logistics.arrival', 'logistics.trip'], edition },
  })

export const tripsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'trips'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/trips', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['logistics.'], edition },
  })

export const vehiclesOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'vehicles'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/vehicles', { params: { path: { edition }, query: next(after) } })),
    meta: { hears: ['logistics.vehicle'], edition },
  })

export const explanationOf = (edition: string, demandId: string) =>
  queryOptions({
    queryKey: [edition, 'explanation', demandId],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/demands/{demand_id}/explanation', { params: { path: { edition, demand_id: demandId } } })),
    meta: { hears: ['matching.'], edition },
  })

export const guestPageOf = (edition: string, guestId: string) =>
  queryOptions({
    queryKey: [edition, 'guest', guestId],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}/page', { params: { path: { edition, guest_id: guestId } } })),
    meta: { hears: ['registration.', 'matching.', 'scheduling.meeting', 'logistics.trip'], edition },
  })

export const privateOf = (edition: string, guestId: string) =>
  queryOptions({
    queryKey: [edition, 'private', guestId],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}/private', { params: { path: { edition, guest_id: guestId } } })),
    meta: { hears: GUEST_EVENTS, edition },
  })
