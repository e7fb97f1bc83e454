/** An event carries the state that resulted: what it says of a guest is shown at once, before anything is read again. */
import type { QueryClient } from '@tanstack/react-query'
import type { Guest } from '../data/queries'
import type { Happening } from './events'

export function patched(guest: Guest, event: Pick<Happening, 'data' | 'aggregateversion'>): Guest {
  const version = event.aggregateversion ?? 0
  if (version <= guest.version) return guest
  const known = Object.keys(guest).filter((name) => name !== 'id' && name !== 'version' && name in event.data)
  return { ...guest, ...Object.fromEntries(known.map((name) => [name, event.data[name]])), version }
}

/** Into the list from which every page takes its guests. */
export function patchGuests(client: QueryClient, event: Happening): void {
  if (!event.type.startsWith('registration.guest_') || !event.edition) return
  client.setQueryData<Guest[]>([event.edition, 'guests'], (guests) =>
    guests?.some((one) => one.id === event.subject) ? guests.map((one) => (one.id === event.subject ? patched(one, event) : one)) : guests,
  )
}
