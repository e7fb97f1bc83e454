/** Things by their ids, and how they are called on a page. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useName } from '../i18n/language'
import { guestsOf, hostsOf, interpretersOf, roomsOf, type Guest } from './queries'

export function byId<T extends { id: string }>(things: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map(things?.map((thing) => [thing.id, thing]))
}

/** Family name first and set apart, as the organisers have it: never split, never re-cased. */
export function fullName(guest: Pick<Guest, 'family_name' | 'given_name'>): string {
  return guest.given_name ? `${guest.family_name} ${guest.given_name}` : guest.family_name
}

/** The name in the guest's own script, if it is another text. */
export function ownName(guest: Pick<Guest, 'family_name' | 'given_name' | 'own_script_name'>): string | null {
  const own = guest.own_script_name
  const given = `${guest.given_name} ${guest.family_name}`
  return own && own !== given && own !== fullName(guest) ? own : null
}

/** The last part of an id, which is the organisers' reference. */
export function reference(id: string): string {
  return id.split('.').at(-1) ?? id
}

export function useGuests(edition: string): ReadonlyMap<string, Guest> {
  const { data } = useQuery(guestsOf(edition))
  return useMemo(() => byId(data), [data])
}

/** `called.guest(id)`: the name of a thing, or its reference while the name is not known here. */
export function useCalled(edition: string) {
  const name = useName()
  const guests = useGuests(edition)
  const rooms = useQuery(roomsOf(edition)).data
  const hosts = useQuery(hostsOf(edition)).data
  const interpreters = useQuery(interpretersOf(edition)).data
  return useMemo(() => {
    const maps = { room: byId(rooms), host: byId(hosts), interpreter: byId(interpreters) }
    const other = (kind: keyof typeof maps) => (id: string | null | undefined) => {
      if (!id) return ''
      const found = maps[kind].get(id)
      return found ? name(found.name, found.name_zh) : reference(id)
    }
    return {
      guest: (id: string | null | undefined) => {
        const found = id ? guests.get(id) : undefined
        return found ? fullName(found) : id ? reference(id) : ''
      },
      room: other('room'),
      host: other('host'),
      interpreter: other('interpreter'),
    }
  }, [name, guests, rooms, hosts, interpreters])
}
