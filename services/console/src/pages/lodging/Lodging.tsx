/** Where guests sleep, what must be registered with the police, where they go out and dine. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords, type Saying } from '../../i18n/language'
import { lodging as words } from '../../i18n/words/lodging'
import { shell } from '../../i18n/words/shell'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId } from '../../shell/editions'
import { Empty } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { State } from '../../ui/state'
import { Hotels } from './Hotels'
import { Outings, Sittings } from './Outings'
import { bedPlanOf } from './queries'
import { Register, Rooms, Without } from './Rooms'

/** What the wizard calls the lists that these views show. */
const IMPORTED: Partial<Record<string, string>> = { hotels: 'hotels', outings: 'outings', sittings: 'sittings' }
const VIEWS = ['rooms', 'register', 'without', 'hotels', 'outings', 'sittings'] as const

export function Lodging() {
  const t = useWords()
  const edition = useEditionId()
  const search = useSearch({ from: '/editions/$edition/lodging' })
  const go = useNavigate({ from: '/editions/$edition/lodging' })
  const view = search.view ?? 'rooms'
  const plan = useQuery(bedPlanOf(edition)).data
  const without = plan?.guests_without_room.length ?? 0
  const Page = { rooms: Rooms, register: Register, without: Without, hotels: Hotels, outings: Outings, sittings: Sittings }[view]
  return (
    <div className="stack lodging">
      <h1 className="hidden">{t(words.title)}</h1>
      <div className="row no-print">
        {VIEWS.map((one) => (
          <Button key={one} aria-pressed={view === one} onPress={() => void go({ search: one === 'rooms' ? {} : { view: one }, replace: true })}>
            {t(words[one])}
          </Button>
        ))}
        <span className="grow" />
        {plan?.number ? <State tone={without ? 'bad' : 'ok'}>{t(words.plan, plan.allotted, without)}</State> : null}
        {IMPORTED[view] ? <ImportLink edition={edition} what={IMPORTED[view]} /> : null}
        <Button onPress={() => print()}>{t(shell.print)}</Button>
      </div>
      <Page edition={edition} />
    </div>
  )
}

/** The way to the wizard, for those who may. */
function ImportLink({ edition, what }: { edition: string; what: string }) {
  const t = useWords()
  if (!may(useSession()?.role, 'plan')) return null
  return (
    <Link to="/editions/$edition/import" params={{ edition }} search={{ what }} className="button plain">
      {t(words.imports)}
    </Link>
  )
}

/** Nothing is listed: what to do about it. */
export function NothingYet({ edition, what, children }: { edition: string; what: string; children: ReactNode }) {
  return <Empty act={<ImportLink edition={edition} what={what} />}>{children}</Empty>
}

export function Heads({ of }: { of: readonly Saying[] }) {
  const t = useWords()
  return (
    <thead>
      <tr>
        {of.map((one) => (
          <th key={one.en} scope="col">
            {t(one)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

export function GuestLink({ edition, id, name }: { edition: string; id: string; name: string }) {
  return (
    <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: id }}>
      {name}
    </Link>
  )
}
