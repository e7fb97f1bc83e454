/** What the pages about beds, outings and meals ask. */
import { queryOptions } from '@tanstack/react-query'
import { answer, everything, PAGE, type Shapes } from '../../api/client'
import { api } from '../../session/api'

export type Allotment = Shapes['Allotment']
export type Hotel = Shapes['Hotel']
export type Block = Shapes['RoomBlock']

const next = (after: string | undefined) => (after === undefined ? { limit: PAGE } : { limit: PAGE, after })
const meta = (edition: string) => ({ hears: ['logistics.'], edition })

export const hotelsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'hotels'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/hotels', { params: { path: { edition }, query: next(after) } })),
    meta: meta(edition),
  })

export const blocksOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'room-blocks'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/room-blocks', { params: { path: { edition }, query: next(after) } })),
    meta: meta(edition),
  })

export const allotmentsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'lodging'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/lodging', { params: { path: { edition }, query: { ...next(after), state: 'allotted' } } })),
    meta: meta(edition),
  })

export const bedPlanOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'plan', 'lodging'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/lodging', { params: { path: { edition } } })),
    meta: meta(edition),
  })

export const outingsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'outings'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/outings', { params: { path: { edition }, query: next(after) } })),
    meta: meta(edition),
  })

export const sittingsOf = (edition: string) =>
  queryOptions({
    queryKey: [edition, 'sittings'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/sittings', { params: { path: { edition }, query: next(after) } })),
    meta: meta(edition),
  })

/** So many rooms of a kind a hotel holds at once, and the most that are taken in one night. */
export function filled(hotelId: string, blocks: readonly Block[], allotments: readonly Allotment[]): { kind: string; rooms: number; taken: number }[] {
  const kinds = [...new Set(blocks.filter((one) => one.hotel_id === hotelId).map((one) => one.kind))].sort()
  return kinds.map((kind) => {
    const mine = blocks.filter((one) => one.hotel_id === hotelId && one.kind === kind)
    const ids = new Set(mine.map((one) => one.id))
    const inside = allotments.filter((one) => ids.has(one.block_id))
    const nights = [...new Set(inside.map((one) => one.first_night))]
    const takenOn = (night: string) => new Set(inside.filter((one) => one.first_night <= night && night <= one.last_night).map((one) => `${one.block_id} ${one.room}`)).size
    const held = (night: string) => mine.filter((one) => one.first_night <= night && night <= one.last_night).reduce((sum, one) => sum + one.rooms, 0)
    return {
      kind,
      rooms: Math.max(0, ...mine.map((one) => held(one.first_night))),
      taken: Math.max(0, ...nights.map(takenOn)),
    }
  })
}
