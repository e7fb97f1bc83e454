/** What is carried over the board, and which pair it would make where it is. */
import { queryOptions } from '@tanstack/react-query'
import { answer } from '../../api/client'
import type { Demand, Interpreter } from '../../data/queries'
import { api } from '../../session/api'

/** The mark of who serves a demand, or the name of an interpreter. */
export type Held = { demand: Demand; interpreter?: undefined } | { interpreter: Interpreter; demand?: undefined }

export interface Pair {
  demand: Demand
  interpreter: Interpreter
}

/** Null where nothing would change: outside the mark's own row, and on whoever serves there already. */
export function pairUnder(held: Held, demand: Demand | undefined, interpreter: Interpreter | undefined): Pair | null {
  if (!demand || (held.demand && held.demand.id !== demand.id)) return null
  const who = held.interpreter ?? interpreter
  return who && who.id !== demand.interpreter_id ? { demand, interpreter: who } : null
}

/** Which rules a pair breaks and who may waive them, what it would cost, and what it would move elsewhere. */
export const whyNotOf = (edition: string, demandId: string, interpreterId: string) =>
  queryOptions({
    queryKey: [edition, 'why-not', demandId, interpreterId],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/demands/{demand_id}/why-not/{interpreter_id}', { params: { path: { edition, demand_id: demandId, interpreter_id: interpreterId } } })),
    meta: { hears: ['matching.'], edition },
  })
