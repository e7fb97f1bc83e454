/** Visits and banquets outside, and the meals: who comes, how many need what, who sits where. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useCalled } from '../../data/named'
import { tripsOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { lodging as words } from '../../i18n/words/lodging'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Refusal, Waiting } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { CancelAct } from './CancelAct'
import { Heads, NothingYet } from './Lodging'
import { PaperLink } from './PaperLink'
import { outingsOf, sittingsOf } from './queries'

const KIND: Record<string, keyof typeof words> = { visit: 'visit', banquet: 'banquet' }

export function Outings({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const planner = may(useSession()?.role, 'plan')
  const { data, error } = useQuery(outingsOf(edition))
  const trips = useQuery(tripsOf(edition)).data ?? []
  if (!data) return error ? <Refusal error={error} /> : <Waiting />
  if (!data.length) return <NothingYet edition={edition} what="outings">{t(words.noOutings)}</NothingYet>
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.when, words.name, words.kind, words.place, words.guests, words.state]} />
        <tbody>
          {[...data]
            .sort((a, b) => a.starts.localeCompare(b.starts))
            .map((one) => {
              const kind = KIND[one.kind]
              const ways = trips.filter((trip) => 'meeting_id' in trip && trip.meeting_id === one.id).length
              return (
                <tr key={one.id}>
                  <td className="nowrap">{times.span(one.starts, one.ends)}</td>
                  <th scope="row">
                    {one.name} <span className="meta">{one.reference}</span>
                  </th>
                  <td>{kind === 'visit' || kind === 'banquet' ? t(words[kind]) : one.kind}</td>
                  <td>{code('place', one.place)}</td>
                  <td>{one.guest_ids.length || t(words.allInTown)}</td>
                  <td>
                    <span className="row">
                      {one.cancelled ? <State tone="bad">{t(words.cancelled)}</State> : null}
                      {one.by_boat ? <State tone="info">{t(words.byBoat)}</State> : null}
                      {ways ? t(words.ways, ways) : null}
                      {planner && !one.cancelled ? <CancelAct edition={edition} what="outing" one={one} /> : null}
                    </span>
                  </td>
                </tr>
              )
            })}
        </tbody>
      </table>
    </div>
  )
}

export function Sittings({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const planner = may(useSession()?.role, 'plan')
  const [open, setOpen] = useState<Shapes['Sitting'] | null>(null)
  const { data, error } = useQuery(sittingsOf(edition))
  if (!data) return error ? <Refusal error={error} /> : <Waiting />
  if (!data.length) return <NothingYet edition={edition} what="sittings">{t(words.noSittings)}</NothingYet>
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.when, words.name, words.place, words.guests, words.seats, words.kitchen]} />
        <tbody>
          {[...data]
            .sort((a, b) => a.starts.localeCompare(b.starts))
            .map((one) => (
              <tr key={one.id}>
                <td className="nowrap">{times.span(one.starts, one.ends)}</td>
                <th scope="row">
                  {one.name} <span className="meta">{one.reference}</span> {one.cancelled ? <State tone="bad">{t(words.cancelled)}</State> : null}
                </th>
                <td>{code('place', one.place)}</td>
                <td>{one.guest_ids.length || t(words.allInTown)}</td>
                <td>
                  <button type="button" className="link" onClick={() => setOpen(one)}>
                    {one.tables ? t(words.tables, one.tables) : t(words.needs)}
                  </button>
                </td>
                <td>
                  {planner ? (
                    <span className="row">
                      <PaperLink edition={edition} kind="kitchen" reference={one.reference} label={t(words.kitchen)} />
                      {one.cancelled ? null : <CancelAct edition={edition} what="sitting" one={one} />}
                    </span>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {open ? <OneSitting edition={edition} sitting={open} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function OneSitting({ edition, sitting, onClose }: { edition: string; sitting: Shapes['Sitting']; onClose: () => void }) {
  const t = useWords()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const path = { edition, sitting_id: sitting.id }
  const meta = { hears: ['logistics.', 'registration.guest'], edition }
  const needs = useQuery({ queryKey: [edition, 'needs', sitting.id], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/sittings/{sitting_id}/needs', { params: { path } })), meta })
  const tables = useQuery({ queryKey: [edition, 'tables', sitting.id], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/sittings/{sitting_id}/tables', { params: { path } })), meta })
  const said = Object.entries((needs.data?.by_need ?? {}) as Record<string, number>)
  return (
    <Dialog title={`${sitting.name} · ${times.span(sitting.starts, sitting.ends)}`} onClose={onClose} wide>
      <section className="stack">
        <h3>{t(words.needs)}</h3>
        {needs.error ? <Refusal error={needs.error} /> : null}
        {needs.data ? (
          <>
            <p className="quiet">{t(words.needsLine, needs.data.guests, needs.data.not_said)}</p>
            {said.length ? (
              <ul className="row">
                {said.map(([need, count]) => (
                  <li key={need}>
                    <State tone="info">
                      {need.replaceAll('_', ' ')} {count}
                    </State>
                  </li>
                ))}
              </ul>
            ) : (
              <p>{t(words.noNeeds)}</p>
            )}
            {needs.data.warnings.map((one) => (
              <State key={one} tone="warn">
                {one}
              </State>
            ))}
          </>
        ) : null}
      </section>
      <section className="stack">
        <h3>{t(words.seats)}</h3>
        {tables.error ? <Refusal error={tables.error} /> : null}
        {tables.data && !tables.data.items.length ? <p className="quiet">{t(words.noTables)}</p> : null}
        <div className="banquet">
          {tables.data?.items.map((table) => (
            <div key={table.number} className="panel">
              <h4>{t(words.table, table.number)}</h4>
              <ol>
                {table.seats.map((seat) => (
                  <li key={seat.number}>
                    <span className="meta">{seat.number}</span> {seat.guest_id ? called.guest(seat.guest_id) : seat.name || t(words.free)} {seat.interpreter ? <span className="meta">{seat.interpreter}</span> : null}
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      </section>
      <div className="row">
        <Button onPress={onClose}>{t(shell.close)}</Button>
      </div>
    </Dialog>
  )
}
