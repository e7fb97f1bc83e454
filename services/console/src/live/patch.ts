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

/** From so many guests on, news of one is answered by reading that one, not the whole list again. */
export const LONG_LIST = 2_000

/** Whether this event is about one guest of a long list that is here already. */
export function isAboutOneOfMany(client: QueryClient, event: Pick<Happening, 'type' | 'edition' | 'subject'>): boolean {
  if (!/^registration\.(guest|badge)_/.test(event.type) || !event.edition) return false
  const guests = client.getQueryData<Guest[]>([event.edition, 'guests'])
  return guests !== undefined && guests.length >= LONG_LIST && guests.some((one) => one.id === event.subject)
}

/** One guest as the server has it now, put into the list. */
export function putGuest(client: QueryClient, edition: string, guest: Guest): void {
  client.setQueryData<Guest[]>([edition, 'guests'], (guests) => guests?.map((one) => (one.id === guest.id && one.version <= guest.version ? guest : one)))
}

/** Into the list from which every page takes its guests. */
export function patchGuests(client: QueryClient, event: Happening): void {
  if (!event.type.startsWith('registration.guest_') || !event.edition) return
  client.setQueryData<Guest[]>([event.edition, 'guests'], (guests) =>
    guests?.some((one) => one.id === event.subject) ? guests.map((one) => (one.id === event.subject ? patched(one, event) : one)) : guests,
  )
}
