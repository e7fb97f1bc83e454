/** Participants × slots: each meeting in the rows of both, idle runs marked; earlier runs to compare with. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { answer, everything, PAGE } from '../../api/client'
import { reference } from '../../data/named'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { matchmaking as words } from '../../i18n/words/matchmaking'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Check, Choice } from '../../ui/controls'
import { State } from '../../ui/state'
import { gridOf, type Cell, type GridRow, type Slot } from './matchmaking'

export function Matchmaking({ edition }: { edition: string }) {
  const t = useWords()
  const planner = may(useSession()?.role, 'plan')
  const [number, setNumber] = useState<number>()
  const [onlyIdle, setOnlyIdle] = useState(false)
  const path = { edition }
  const meta = { hears: ['scheduling.'], edition }
  const next = (after: string | undefined) => (after === undefined ? { limit: PAGE } : { limit: PAGE, after })
  const participants = useQuery({ queryKey: [edition, 'business-participants'], queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/business-participants', { params: { path, query: next(after) } })), meta })
  const slots = useQuery({ queryKey: [edition, 'business-slots'], queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/business-slots', { params: { path, query: next(after) } })), meta })
  const newest = useQuery({ queryKey: [edition, 'matchmaking'], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/matchmaking', { params: { path } })), meta })
  const earlier = useQuery({ queryKey: [edition, 'matchmaking', number], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/matchmaking', { params: { path, query: { number: number ?? 0 } } })), enabled: number !== undefined, meta })
  const runs = useQuery({ queryKey: [edition, 'matchmaking', 'runs'], queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/plans/matchmaking/runs', { params: { path, query: next(after) } })), meta })
  const run = number === undefined ? newest.data : (earlier.data ?? newest.data)
  const inOrder = useMemo(() => [...(slots.data ?? [])].sort((a, b) => a.starts.localeCompare(b.starts)), [slots.data])
  const rows = useMemo(() => (run && participants.data ? gridOf(participants.data, inOrder, run) : []), [run, participants.data, inOrder])
  const error = participants.error ?? slots.error ?? newest.error ?? earlier.error ?? runs.error
  if (error) return <Refusal error={error} />
  if (!participants.data || !slots.data || !run || !newest.data) return <Waiting />
  if (!participants.data.length || !inOrder.length) {
    return (
      <Empty
        act={
          planner ? (
            <Link to="/editions/$edition/import" params={{ edition }} search={{ what: 'business_participants' }} className="button plain">
              {t(words.imports)}
            </Link>
          ) : null
        }
      >
        {t(words.none)}
      </Empty>
    )
  }
  const shown = onlyIdle ? rows.filter((row) => row.idleRuns > 0) : rows
  const current = newest.data.number
  return (
    <>
      <div className="row">
        {run.number ? (
          <>
            <span>{t(words.run, run.number, run.meetings.length, run.wanted)}</span>
            <State tone={run.idle_runs === 0 ? 'ok' : 'warn'}>{t(words.idleAll, run.idle_runs, run.bound, run.most_idle_runs)}</State>
            {run.idle_runs === run.bound ? <State tone="ok">{t(words.proven)}</State> : null}
          </>
        ) : (
          <span className="quiet">{t(words.noRun)}</span>
        )}
        <Check label={t(words.onlyIdle)} checked={onlyIdle} onChange={setOnlyIdle} />
        <span className="grow" />
        {runs.data && runs.data.length > 1 ? (
          <Choice
            label={t(words.earlier)}
            hideLabel
            value={String(number ?? current)}
            options={[...runs.data].sort((a, b) => b.number - a.number).map((one) => ({ id: String(one.number), label: one.number === current ? t(words.inForce, one.number) : t(words.number, one.number, one.placed, one.idle_runs) }))}
            onChange={(chosen) => setNumber(Number(chosen) === current ? undefined : Number(chosen))}
          />
        ) : null}
        {planner ? <Order edition={edition} /> : null}
      </div>
      {number !== undefined ? <Compared edition={edition} number={number} current={current} planner={planner} onBack={() => setNumber(undefined)} /> : null}
      {shown.length ? <Grid rows={shown} slots={inOrder} names={new Map(participants.data.map((one) => [one.id, one.name]))} /> : <Empty>{t(words.noIdle)}</Empty>}
      {run.unplaced.length ? <Unplaced unplaced={run.unplaced} /> : null}
    </>
  )
}

function Grid({ rows, slots, names }: { rows: readonly GridRow[]; slots: readonly Slot[]; names: ReadonlyMap<string, string> }) {
  const t = useWords()
  const times = useTimes(useZone())
  return (
    <div className="panel scroll matchmaking" tabIndex={0} role="region" aria-label={t(words.title)}>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t(words.participant)}</th>
            <th scope="col" className="number">
              {t(words.meetings)}
            </th>
            <th scope="col" className="number">
              {t(words.idle)}
            </th>
            {slots.map((slot) => (
              <th key={slot.id} scope="col" title={times.span(slot.starts, slot.ends)}>
                <span className="meta">{times.day(slot.starts)}</span>
                <br />
                {times.clock(slot.starts)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.participant.id}>
              <th scope="row">
                {row.participant.name} <span className="meta">{row.participant.reference}</span>
              </th>
              <td className="number">{row.meetings}</td>
              <td className="number">{row.idleRuns ? <State tone="warn">{row.idleRuns}</State> : '0'}</td>
              {row.cells.map((cell, at) => (
                <td key={slots[at]?.id} className={`cell ${cell.kind}`}>
                  <CellText cell={cell} names={names} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellText({ cell, names }: { cell: Cell; names: ReadonlyMap<string, string> }) {
  const t = useWords()
  if (cell.kind === 'free') return <span className="hidden">{t(words.cellFree)}</span>
  if (cell.kind === 'idle') return <span>○ {t(words.cellIdle)}</span>
  if (cell.kind !== 'meeting') return <span>{t(words.cellAway)}</span>
  const other = names.get(cell.withId) ?? reference(cell.withId)
  return (
    <span title={t(words.cellMeeting, other, cell.table)}>
      <span className="who">{other}</span>
      <span className="meta">{t(words.table, cell.table)}</span>
    </span>
  )
}

function Order({ edition }: { edition: string }) {
  const t = useWords()
  const order = useMutation({ mutationFn: () => api.POST('/api/v1/editions/{edition}/plans/matchmaking/order', { params: { path: { edition } }, body: { keep: 'CONFIRMED' } }) })
  return (
    <>
      {order.isSuccess ? (
        <span role="status" className="quiet">
          {t(words.ordered)}
        </span>
      ) : null}
      {order.error ? <Refusal error={order.error} /> : null}
      <Button disabled={order.isPending} onPress={() => order.mutate()}>
        {t(words.order)}
      </Button>
    </>
  )
}

function Compared({ edition, number, current, planner, onBack }: { edition: string; number: number; current: number; planner: boolean; onBack: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const path = { edition }
  const found = useQuery({ queryKey: [edition, 'matchmaking', 'difference', number, current], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/matchmaking/differences', { params: { path, query: { before: number, after: current } } })) }).data
  const back = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/plans/matchmaking/{number}/roll-back', { params: { path: { edition, number } } })
      await client.invalidateQueries({ queryKey: [edition] })
      onBack()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  if (!found) return null
  return (
    <div className="row" role="status">
      <span className="quiet">{t(words.compared, found.added.length, found.removed.length, found.moved.length, found.unchanged, found.idle_runs)}</span>
      {planner ? <Button onPress={() => void back()}>{t(words.rollBack)}</Button> : null}
      {why ? <span role="alert">{why}</span> : null}
    </div>
  )
}

function Unplaced({ unplaced }: { unplaced: readonly { request_id: string; rule: string }[] }) {
  const t = useWords()
  const code = useCode()
  return (
    <details>
      <summary>{t(words.unplaced, unplaced.length)}</summary>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t(words.request)}</th>
            <th scope="col">{t(words.why)}</th>
          </tr>
        </thead>
        <tbody>
          {unplaced.map((one) => (
            <tr key={one.request_id}>
              <td>{reference(one.request_id)}</td>
              <td>{code('rule', one.rule)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
