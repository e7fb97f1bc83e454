/** Who serves whom: the board with reasons, a timeline per interpreter, and the roster. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { demandsOf, interpretersOf, matchingPlanOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Choice } from '../../ui/controls'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'
import { Board } from './Board'
import { Gaps } from './Gaps'
import { Roster } from './Roster'
import { Timelines } from './Timelines'
import './interpreters.css'

const VIEWS = ['board', 'timeline', 'roster', 'gaps'] as const
const SHOWS = { all: words.showAll, unfilled: words.showUnfilled, fallback: words.showFallback } as const

export function Interpreters() {
  const t = useWords()
  const code = useCode()
  const edition = useEditionId()
  const search = useSearch({ from: '/editions/$edition/interpreters' })
  const go = useNavigate({ from: '/editions/$edition/interpreters' })
  const demands = useQuery(demandsOf(edition))
  const roster = useQuery(interpretersOf(edition))
  const role = useSession()?.role
  const view = search.view ?? 'board'
  const set = (more: Partial<typeof search>) => void go({ search: (was) => Object.fromEntries(Object.entries({ ...was, ...more }).filter(([, value]) => value)), replace: true })
  const open = useMemo(() => demands.data?.filter((one) => one.state !== 'closed') ?? [], [demands.data])
  const shown = useMemo(
    () =>
      open.filter(
        (one) =>
          (!search.purpose || one.purpose === search.purpose) &&
          (!search.language || one.language === search.language) &&
          (search.show !== 'unfilled' || one.state === 'unfilled') &&
          (search.show !== 'fallback' || (one.state === 'filled' && one.is_fallback)),
      ),
    [open, search.purpose, search.language, search.show],
  )
  const error = demands.error ?? roster.error
  if (!demands.data || !roster.data) return error ? <Refusal error={error} /> : <Waiting />
  if (!roster.data.length) {
    return (
      <Empty
        act={
          may(role, 'plan') ? (
            <Link to="/editions/$edition/import" params={{ edition }} search={{ what: 'interpreters' }} className="button plain">
              {t(words.importAct)}
            </Link>
          ) : null
        }
      >
        {t(words.noRoster)}
      </Empty>
    )
  }
  const any = (label: string) => ({ id: '', label: `${label}: ${t(words.all)}` })
  const purposes = [...new Set(open.map((one) => one.purpose))].map((id) => ({ id: id as string, label: code('purpose', id) }))
  const languages = [...new Set([...open.map((one) => one.language), ...roster.data.flatMap((one) => one.languages)])].sort().map((id) => ({ id, label: id }))
  return (
    <div className="stack interpreters">
      <h1 className="hidden">{t(words.title)}</h1>
      <div className="row">
        {VIEWS.map((one) => (
          <Button key={one} aria-pressed={view === one} onPress={() => set({ view: one === 'board' ? undefined : one })}>
            {t(words[one])}
          </Button>
        ))}
        <Choice label={t(words.language)} hideLabel value={search.language ?? ''} options={[any(t(words.language)), ...languages]} onChange={(language) => set({ language })} />
        {view === 'board' ? (
          <>
            <Choice label={t(words.purpose)} hideLabel value={search.purpose ?? ''} options={[any(t(words.purpose)), ...purposes]} onChange={(purpose) => set({ purpose })} />
            <Choice label={t(words.show)} hideLabel value={search.show ?? 'all'} options={(['all', 'unfilled', 'fallback'] as const).map((id) => ({ id, label: t(SHOWS[id]) }))} onChange={(show) => set({ show: show === 'all' ? undefined : show })} />
          </>
        ) : null}
        <span className="grow" />
        <PlanLine edition={edition} />
      </div>
      {view === 'board' ? (
        <Board edition={edition} demands={shown} all={open} roster={roster.data} language={search.language} chosen={search.demand} interpreter={search.interpreter} onChoose={(demand, interpreter) => set({ demand, interpreter })} />
      ) : view === 'gaps' ? (
        <Gaps edition={edition} demands={open.filter((one) => !search.language || one.language === search.language)} />
      ) : view === 'timeline' ? (
        <Timelines edition={edition} demands={open} roster={roster.data} language={search.language} onOpen={(demand) => set({ view: undefined, demand })} />
      ) : (
        <Roster edition={edition} demands={open} roster={roster.data} language={search.language} />
      )}
    </div>
  )
}

function PlanLine({ edition }: { edition: string }) {
  const t = useWords()
  const role = useSession()?.role
  const plan = useQuery(matchingPlanOf(edition)).data
  const refusal = useRefusal()
  const order = useMutation({ mutationFn: () => api.POST('/api/v1/editions/{edition}/plans/matching/order', { params: { path: { edition } } }), onError: (error) => notice(refusal(error)) })
  if (!plan) return null
  const proven = plan.stages.every((stage) => stage.gap === 0)
  return (
    <>
      <span className="quiet">{t(words.plan, plan.number, plan.unfilled.length)}</span>
      <State tone={proven ? 'ok' : 'idle'}>{t(proven ? words.proven : words.notProven)}</State>
      {may(role, 'plan') ? (
        <Button disabled={order.isPending} onPress={() => order.mutate()}>
          {t(words.order)}
        </Button>
      ) : null}
    </>
  )
}
