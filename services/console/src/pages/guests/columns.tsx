/** The columns of the guest list: what they show, how they sort, and which of them are shown at first. */
import type { ReactNode } from 'react'
import { fullName, ownName } from '../../data/named'
import type { Guest } from '../../data/queries'
import type { Saying } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { Rank, State, type Tone } from '../../ui/state'

export interface Around {
  code: (family: string, value: string) => string
  delegation: (id: string | null) => string
  clock: (at: string) => string
  badge: (guest: Guest) => string
}

export interface Column {
  id: string
  title: Saying
  width: string
  plain: (guest: Guest, around: Around) => string
  cell?: (guest: Guest, around: Around) => ReactNode
  sortKey?: (guest: Guest) => string | number
  initially: boolean
}

export const STATE_TONE: Record<Guest['state'], Tone> = {
  registered: 'idle',
  confirmed: 'info',
  received: 'ok',
  withdrew: 'idle',
  no_show: 'warn',
}

export const COLUMNS: readonly Column[] = [
  { id: 'rank', title: words.rank, width: '52px', plain: (g) => g.rank, cell: (g) => <Rank rank={g.rank} />, initially: true },
  { id: 'name', title: words.name, width: 'minmax(180px, 2fr)', plain: fullName, initially: true },
  { id: 'own', title: words.ownName, width: 'minmax(110px, 1fr)', plain: (g) => ownName(g) ?? '', initially: true },
  { id: 'reference', title: words.reference, width: '100px', plain: (g) => g.reference, initially: true },
  { id: 'country', title: words.country, width: '70px', plain: (g) => g.country, initially: true },
  { id: 'language', title: words.language, width: '92px', plain: (g) => g.language, initially: true },
  { id: 'organisation', title: words.organisation, width: 'minmax(160px, 2fr)', plain: (g) => g.organisation, initially: true },
  { id: 'post', title: words.post, width: 'minmax(140px, 2fr)', plain: (g) => g.post, initially: true },
  { id: 'delegation', title: words.delegation, width: 'minmax(110px, 1fr)', plain: (g, a) => a.delegation(g.delegation_id), initially: false },
  { id: 'precedence', title: words.precedence, width: '76px', plain: (g) => (g.precedence ? String(g.precedence) : ''), sortKey: (g) => g.precedence || 9999, initially: false },
  {
    id: 'state',
    title: words.state,
    width: '116px',
    plain: (g, a) => a.code('guest_state', g.state),
    cell: (g, a) => <State tone={STATE_TONE[g.state]}>{a.code('guest_state', g.state)}</State>,
    initially: true,
  },
  { id: 'badge', title: words.badge, width: '96px', plain: (g, a) => a.badge(g), sortKey: (g) => g.badge_serial, initially: false },
  { id: 'inside', title: words.inside, width: '140px', plain: (g, a) => (g.inside_since ? `${a.clock(g.inside_since)} ${g.inside_door ?? ''}` : ''), sortKey: (g) => g.inside_since ?? '', initially: false },
]

/** Sorted by a column, `-id` the other way round; ranks and equal values keep the order of the list. */
export function sorted(guests: readonly Guest[], sort: string | undefined, around: Around): readonly Guest[] {
  const id = sort?.replace(/^-/, '')
  const column = COLUMNS.find((one) => one.id === id)
  if (!column) return guests
  const key = column.sortKey ?? ((guest: Guest) => column.plain(guest, around))
  const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })
  const keyed = guests.map((guest) => ({ guest, key: key(guest) }))
  const way = sort?.startsWith('-') ? -1 : 1
  keyed.sort((a, b) => way * (typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : collator.compare(String(a.key), String(b.key))))
  return keyed.map(({ guest }) => guest)
}
