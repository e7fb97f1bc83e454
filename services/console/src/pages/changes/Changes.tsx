/** Every change that came in, and the growing chain of what followed from it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { answer } from '../../api/client'
import { flowNow, type Entry } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { changes as words } from '../../i18n/words/changes'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId, useZone } from '../../shell/editions'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { State } from '../../ui/state'
import { chain, differences, groups, type Group, type Link as ChainLink } from './chain'
import { toneOf, useTold } from './entry'
import { Parked } from './Parked'
import { historyOf } from './History'
import './changes.css'

const PAGE = 300

export function Changes() {
  const t = useWords()
  const edition = useEditionId()
  const { change, view } = useSearch({ from: '/editions/$edition/changes' })
  const manages = may(useSession()?.role, 'manage')
  return (
    <div className="stack">
      <h1 className="hidden">{t(words.title)}</h1>
      {manages ? (
        <div className="row">
          <Link to="/editions/$edition/changes" params={{ edition }} search={{}} className="button plain" aria-current={view !== 'parked'}>
            {t(words.all)}
          </Link>
          <Link to="/editions/$edition/changes" params={{ edition }} search={{ view: 'parked' }} className="button plain" aria-current={view === 'parked'}>
            {t(words.parked)}
          </Link>
        </div>
      ) : null}
      {view === 'parked' && manages ? (
        <Parked />
      ) : (
        <div className="changes">
          <Latest edition={edition} chosen={change} />
          {change ? (
            <Chain edition={edition} change={change} />
          ) : (
            <Panel title={t(words.chain)}>
              <Empty>{t(words.pick)}</Empty>
            </Panel>
          )}
        </div>
      )}
    </div>
  )
}

function Latest({ edition, chosen }: { edition: string; chosen: string | undefined }) {
  const t = useWords()
  const times = useTimes(useZone())
  const told = useTold(edition)
  const go = useNavigate({ from: '/editions/$edition/changes' })
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [edition, 'history'],
    queryFn: ({ pageParam }) => answer(api.GET('/api/v1/editions/{edition}/history', { params: { path: { edition }, query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: '',
    getNextPageParam: (last) => last?.next ?? undefined,
    meta: { hears: [''], edition },
  })
  const found = useMemo(() => groups(data?.pages.flatMap((page) => page?.items ?? []) ?? []), [data])
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  return (
    <Panel title={t(words.list)}>
      {found.length === 0 ? <Empty>{t(words.none)}</Empty> : null}
      <ul className="change-list">
        {found.map((group) => (
          <li key={group.correlationId}>
            <button type="button" className="change" aria-current={group.correlationId === chosen} onClick={() => void go({ search: { change: group.correlationId } })}>
              <span className="row">
                <State tone={toneOf(group.first.kind)}>{told.kind(group.first)}</State>
                <span className="grow ellipsis">{told.about(group.first)}</span>
                <span className="meta">{t(words.entries, group.entries.length)}</span>
              </span>
              <span className="meta">
                {times.dayAndClock(group.began)} · {t(words.by, group.first.actor)} · {t(words.took, duration(group))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hasNextPage ? <Button onPress={() => void fetchNextPage()}>{t(words.older)}</Button> : null}
    </Panel>
  )
}

function duration(group: Pick<Group, 'began' | 'last'>): number {
  return Date.parse(group.last) - Date.parse(group.began)
}

function Chain({ edition, change }: { edition: string; change: string }) {
  const t = useWords()
  const flow = useQuery(flowNow).data
  const { data, error, isPending } = useQuery({
    queryKey: [edition, 'chain', change],
    queryFn: () => answer(api.GET('/api/v1/changes/{correlation_id}', { params: { path: { correlation_id: change } } })),
    meta: { hears: [''], edition },
  })
  const links = useMemo(() => chain((data?.items ?? []) as Entry[]), [data])
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  const open = (flow?.in_flight ?? 0) > 0
  return (
    <Panel title={t(words.chain)} tools={<State tone={open ? 'info' : 'ok'}>{t(open ? words.open : words.answered)}</State>}>
      <ol className="chain">
        {links.map((link) => (
          <ChainEntry key={link.entry.id} edition={edition} link={link} began={links[0]?.entry.at ?? link.entry.at} />
        ))}
      </ol>
    </Panel>
  )
}

function ChainEntry({ edition, link: { entry, depth }, began }: { edition: string; link: ChainLink; began: string }) {
  const t = useWords()
  const told = useTold(edition)
  const reason = (entry.data as Record<string, unknown>)['reason'] ?? (entry.data as Record<string, unknown>)['explanation']
  return (
    <li style={{ marginInlineStart: Math.min(depth, 8) * 18 }}>
      <details>
        <summary>
          <State tone={toneOf(entry.kind)}>{told.kind(entry)}</State> {told.about(entry)} <span className="meta">+{t(words.took, Date.parse(entry.at) - Date.parse(began))}</span>
        </summary>
        <Difference edition={edition} entry={entry} />
      </details>
      {typeof reason === 'string' && reason ? (
        <p className="quiet reason">
          {t(words.reason)}: {reason}
        </p>
      ) : null}
    </li>
  )
}

/** What the entry made different, against the entry before it of the same thing. */
function Difference({ edition, entry }: { edition: string; entry: Entry }) {
  const t = useWords()
  const told = useTold(edition)
  const { data } = useQuery(historyOf(edition, entry.subject))
  if (!data) return null
  const items: Entry[] = data.items
  const before = items[items.findIndex((one) => one.id === entry.id) + 1]
  const found = differences(before?.data, entry.data)
  if (!found.length) return <p className="quiet">{t(words.same)}</p>
  return (
    <table className="rows difference">
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{t(words.title)}</span>
          </th>
          <th scope="col">{t(words.before)}</th>
          <th scope="col">{t(words.after)}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <tr key={one.field}>
            <th scope="row">{told.field(one)}</th>
            <td>{before ? told.value(one.field, one.before) : t(words.first)}</td>
            <td>{told.value(one.field, one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
