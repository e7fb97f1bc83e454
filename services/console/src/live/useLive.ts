/** Which answers an event makes old. A query names in `meta.hears` the announcers that it depends on. */
import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Happening } from './events'
import { answer } from '../api/client'
import { api } from '../session/api'
import { isAboutOneOfMany, patchGuests, putGuest } from './patch'
import { join, liveState, onEvent, onGap, watch, type LiveState } from './stream'

/** A burst of events (an import, a new plan) is answered by one reading at its beginning and one at its end. */
const BURST_MS = 250

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { hears?: readonly string[]; edition?: string }
  }
}

export function concerns(query: Pick<Query, 'meta'>, event: Pick<Happening, 'type' | 'edition'>): boolean {
  const { hears, edition } = query.meta ?? {}
  if (!hears?.some((beginning) => event.type.startsWith(beginning))) return false
  return edition === undefined || event.edition === undefined || event.edition === edition
}

/** Keep all answers of this tab fresh. */
export function keepFresh(client: QueryClient): void {
  const waiting: Happening[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    timer = undefined
    if (!waiting.length) return
    const events = waiting.splice(0)
    const single = new Set(events.filter((event) => isAboutOneOfMany(client, event)))
    void client.invalidateQueries({ predicate: (query) => events.some((event) => concerns(query, event) && !(single.has(event) && query.queryKey[1] === 'guests')) })
    for (const [id, edition] of new Map([...single].map((event) => [event.subject, event.edition ?? '']))) void readGuest(client, edition, id)
    timer = setTimeout(refresh, BURST_MS)
  }
  onEvent((event) => {
    patchGuests(client, event)
    waiting.push(event)
    timer ??= setTimeout(refresh, 0)
  })
  onGap(() => void client.invalidateQueries())
  join()
}

async function readGuest(client: QueryClient, edition: string, id: string): Promise<void> {
  try {
    putGuest(client, edition, await answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}', { params: { path: { edition, guest_id: id } } })))
  } catch {
    // What could not be read alone is read with the whole list.
    await client.invalidateQueries({ queryKey: [edition, 'guests'] })
  }
}

export type { LiveState } from './stream'

export function useLiveState(): LiveState {
  return useSyncExternalStore(watch, liveState)
}
