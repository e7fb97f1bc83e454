/** All guests: search in any script, filters, columns, acts on several at once, delegations in order. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { answer } from '../../api/client'
import { csv, download } from '../../data/csv'
import { byId } from '../../data/named'
import { delegationsOf, guestsOf, type Guest } from '../../data/queries'
import { useStored } from '../../data/stored'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { guests as words } from '../../i18n/words/guests'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId, useZone } from '../../shell/editions'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Button, Check, Choice, Field, MenuButton } from '../../ui/controls'
import { Bulk } from './Bulk'
import { COLUMNS, sorted, type Around } from './columns'
import { Delegations } from './Delegations'
import { EditGuest } from './EditGuest'
import { fits, folded } from './folding'
import { GuestRows } from './GuestRows'
import './guests.css'

const SEARCH_LIMIT = 200
const STATES = ['registered', 'confirmed', 'received', 'withdrew', 'no_show'] as const
const RANKS = ['V1', 'V2', 'V3', 'V4', 'V5'] as const

export function Guests() {
  const t = useWords()
  const code = useCode()
  const edition = useEditionId()
  const session = useSession()
  const search = useSearch({ from: '/editions/$edition/guests' })
  const go = useNavigate({ from: '/editions/$edition/guests' })
  const [typed, setTyped] = useState(search.text ?? '')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [adding, setAdding] = useState(false)
  const [shown, setShown] = useStored('guests.columns', COLUMNS.filter((one) => one.initially).map((one) => one.id))
  const around = useAround(edition)
  const set = (more: Partial<typeof search>) => void go({ search: (was) => tidy({ ...was, ...more }), replace: true })
  useEffect(() => {
    const timer = setTimeout(() => typed !== (search.text ?? '') && set({ text: typed }), 150)
    return () => clearTimeout(timer)
  })
  const { guests, all, error, pending, cut } = useFound(edition, search, around)
  const columns = COLUMNS.filter((one) => shown.includes(one.id))
  const planner = may(session?.role, 'plan')
  const countries = useMemo(() => [...new Set(all.map((one) => one.country))].sort(), [all])
  const languages = useMemo(() => [...new Set(all.map((one) => one.language))].sort(), [all])
  const any = (label: string) => ({ id: '', label: `${label}: ${t(words.all)}` })
  const chosen = guests.filter((one) => selected.has(one.id))
  const view = search.view ?? 'list'
  return (
    <div className="stack guests">
      <h1 className="hidden">{t(words.title)}</h1>
      <div className="row tools">
        <div className="search">
          <Field label={t(words.search)} hideLabel type="search" placeholder={t(words.search)} value={typed} onChange={setTyped} />
        </div>
        <Choice label={t(words.state)} hideLabel value={search.state ?? ''} options={[any(t(words.state)), ...STATES.map((id) => ({ id, label: code('guest_state', id) }))]} onChange={(state) => set({ state: STATES.find((one) => one === state) })} />
        <Choice label={t(words.rank)} hideLabel value={search.rank ?? ''} options={[any(t(words.rank)), ...RANKS.map((id) => ({ id, label: id }))]} onChange={(rank) => set({ rank: RANKS.find((one) => one === rank) })} />
        <Choice label={t(words.country)} hideLabel value={search.country ?? ''} options={[any(t(words.country)), ...countries.map((id) => ({ id, label: id }))]} onChange={(country) => set({ country })} />
        <Choice label={t(words.language)} hideLabel value={search.language ?? ''} options={[any(t(words.language)), ...languages.map((id) => ({ id, label: id }))]} onChange={(language) => set({ language })} />
        <span className="grow" />
        <Button aria-pressed={view === 'list'} onPress={() => set({ view: undefined })}>
          {t(words.list)}
        </Button>
        <Button aria-pressed={view === 'delegations'} onPress={() => set({ view: 'delegations' })}>
          {t(words.delegations)}
        </Button>
        <MenuButton label={t(words.columns)}>
          {COLUMNS.map((one) => (
            <Check key={one.id} label={t(one.title)} checked={shown.includes(one.id)} onChange={(on) => setShown(on ? [...shown, one.id] : shown.filter((id) => id !== one.id))} />
          ))}
        </MenuButton>
        <Button onPress={() => download(`guests-${edition}.csv`, csv([columns.map((one) => t(one.title)), ...guests.map((guest) => columns.map((one) => one.plain(guest, around)))]))}>{t(words.exportAct)}</Button>
        {planner ? (
          <>
            <Link to="/editions/$edition/import" params={{ edition }} search={{ what: 'guests' }} className="button plain">
              {t(words.importAct)}
            </Link>
            <Button look="main" onPress={() => setAdding(true)}>
              {t(words.add)}
            </Button>
          </>
        ) : null}
      </div>
      {pending ? (
        <Waiting />
      ) : error ? (
        <Refusal error={error} />
      ) : view === 'delegations' ? (
        <Delegations edition={edition} guests={guests} />
      ) : (
        <>
          <div className="row" role="status">
            <span className="quiet">{t(words.found, guests.length)}</span>
            {cut ? <span className="quiet">{t(words.mostly, SEARCH_LIMIT)}</span> : null}
            {planner || may(session?.role, 'issue-badges') ? <Bulk edition={edition} guests={chosen} onDone={() => setSelected(new Set())} /> : null}
          </div>
          {guests.length ? (
            <GuestRows guests={guests} columns={columns} around={around} sort={search.sort} onSort={(sort) => set({ sort })} selected={selected} onSelect={setSelected} selectable={planner || may(session?.role, 'issue-badges')} />
          ) : (
            <Empty
              act={
                all.length ? (
                  <Button onPress={() => (setTyped(''), void go({ search: {} }))}>{t(words.clear)}</Button>
                ) : null
              }
            >
              {t(all.length ? words.none : words.noneYet)}
            </Empty>
          )}
        </>
      )}
      {adding ? <EditGuest edition={edition} onClose={() => setAdding(false)} /> : null}
    </div>
  )
}

function tidy<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as T
}

function useAround(edition: string): Around {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const times = useTimes(useZone())
  const delegations = useQuery(delegationsOf(edition)).data
  return useMemo(() => {
    const known = byId(delegations)
    return {
      code,
      clock: times.dayAndClock,
      delegation: (id) => {
        const found = id ? known.get(id) : undefined
        return found ? name(found.name_en, found.name_zh) : ''
      },
      badge: (guest) => (guest.badge_serial === 0 ? t(words.badgeNone) : guest.badge_revoked ? t(words.badgeRevoked) : t(words.badgeOf, guest.badge_serial)),
    }
    // oxlint-disable-next-line react/exhaustive-deps -- t, code and times change with the language, as name does
  }, [delegations, name])
}

interface Filters {
  text?: string | undefined
  state?: string | undefined
  rank?: string | undefined
  country?: string | undefined
  language?: string | undefined
  delegation?: string | undefined
  sort?: string | undefined
}

/** What is typed is searched by the server, which folds every script; filters and order are applied here. */
function useFound(edition: string, filters: Filters, around: Around) {
  const text = useDeferredValue(filters.text ?? '')
  const list = useQuery(guestsOf(edition))
  const searched = useQuery({
    queryKey: [edition, 'guest-search', text],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/editions/{edition}/guest-search', { params: { path: { edition }, query: { text, limit: SEARCH_LIMIT } }, signal })),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    meta: { hears: ['registration.guest'], edition },
  })
  const all = list.data ?? NOBODY
  const guests = useMemo(() => {
    const here = text ? all.filter((guest) => fits(haystack(guest), text)) : all
    const server = text ? (searched.data?.items ?? []) : []
    const merged = [...new Map([...server, ...here].map((guest) => [guest.id, guest])).values()]
    return sorted(merged.filter((guest) => passes(guest, filters)), filters.sort, around)
  }, [all, searched.data, text, filters, around])
  return {
    guests,
    all,
    // What is shown stays while a reading of it fails; the live light says that it may be old.
    error: (text && !searched.data ? searched.error : null) ?? (list.data ? null : list.error),
    pending: text ? searched.isPending : list.isPending,
    cut: (searched.data?.items.length ?? 0) >= SEARCH_LIMIT && text !== '',
  }
}

const NOBODY: Guest[] = []
const stacks = new WeakMap<Guest, string>()

function haystack(guest: Guest): string {
  let found = stacks.get(guest)
  if (found === undefined) {
    found = folded([guest.family_name, guest.given_name, guest.own_script_name, guest.reference, guest.organisation, guest.post].join(' '))
    stacks.set(guest, found)
  }
  return found
}

function passes(guest: Guest, { state, rank, country, language, delegation }: Filters): boolean {
  return (
    (!state || guest.state === state) &&
    (!rank || guest.rank === rank) &&
    (!country || guest.country === country) &&
    (!language || guest.language === language) &&
    (!delegation || guest.delegation_id === delegation)
  )
}
