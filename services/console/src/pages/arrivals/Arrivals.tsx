/** Who arrives when and is taken where: the board, trips with their seats, guests without one, drivers' sheets. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCalled } from '../../data/named'
import { tripPlanOf, tripsOf, vehiclesOf, type Trip } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { dayKey, useTimes } from '../../i18n/time'
import { arrivals as words } from '../../i18n/words/arrivals'
import { useCode } from '../../i18n/words/codes'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId, useZone } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { notice } from '../../ui/notice'
import { Rank, State } from '../../ui/state'
import { ArrivalsBoard } from './ArrivalsBoard'
import { Closures } from './Closures'
import './arrivals.css'

const VIEWS = ['board', 'trips', 'without', 'sheets'] as const

export function Arrivals() {
  const t = useWords()
  const edition = useEditionId()
  const search = useSearch({ from: '/editions/$edition/arrivals' })
  const go = useNavigate({ from: '/editions/$edition/arrivals' })
  const view = search.view ?? 'board'
  const set = (more: Partial<typeof search>) => void go({ search: (was) => Object.fromEntries(Object.entries({ ...was, ...more }).filter(([, value]) => value)), replace: true })
  return (
    <div className="stack arrivals">
      <h1 className="hidden">{t(words.title)}</h1>
      <div className="row no-print">
        {VIEWS.map((one) => (
          <Button key={one} aria-pressed={view === one} onPress={() => set({ view: one })}>
            {t(words[one])}
          </Button>
        ))}
        <span className="grow" />
        <PlanLine edition={edition} />
        <Button onPress={() => print()}>{t(shell.print)}</Button>
      </div>
      {view === 'board' ? (
        <>
          <Closures edition={edition} />
          <ArrivalsBoard edition={edition} day={search.day} gate={search.gate} show={search.show ?? 'all'} onFilter={set} />
        </>
      ) : view === 'trips' ? (
        <Trips edition={edition} day={search.day} />
      ) : view === 'without' ? (
        <Without edition={edition} />
      ) : (
        <Sheets edition={edition} />
      )}
    </div>
  )
}

function PlanLine({ edition }: { edition: string }) {
  const t = useWords()
  const role = useSession()?.role
  const plan = useQuery(tripPlanOf(edition)).data
  const path = { edition }
  const refusal = useRefusal()
  const release = useMutation({ mutationFn: () => api.POST('/api/v1/editions/{edition}/plans/logistics/release', { params: { path } }), onError: (error) => notice(refusal(error)) })
  if (!plan) return null
  return (
    <>
      <span className="quiet">{t(words.plan, plan.number, plan.trips)}</span>
      <State tone={plan.released ? 'ok' : 'idle'}>{t(plan.released ? words.released : words.draft)}</State>
      {may(role, 'plan') && !plan.released ? (
        <Button disabled={release.isPending} onPress={() => release.mutate()}>
          {t(words.release)}
        </Button>
      ) : null}
    </>
  )
}

function Trips({ edition, day }: { edition: string; day: string | undefined }) {
  const t = useWords()
  const code = useCode()
  const zone = useZone()
  const times = useTimes(zone)
  const { data, error, isPending, refetch } = useQuery(tripsOf(edition))
  const seatsOf = useSeats(edition)
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  const trips = data.filter((one) => one.state === 'planned' && (!day || dayKey(one.departs, zone) === day)).sort((a, b) => a.departs.localeCompare(b.departs))
  if (!trips.length) return <Empty>{t(words.noTrips)}</Empty>
  return (
    <div className="panel scroll">
      <table className="rows">
        <thead>
          <tr>
            {[words.departs, words.arrives, words.kind, words.route, words.vehicle, words.driver, words.seats, words.passengers].map((one) => (
              <th key={one.en} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trips.map((one) => (
            <tr key={one.id}>
              <td className="nowrap">{times.dayAndClock(one.departs)}</td>
              <td>{times.clock(one.arrives)}</td>
              <td>{code('trip_kind', one.kind)}</td>
              <td>
                {code('place', one.origin)} → {code('place', one.destination)}
              </td>
              <td className="nowrap">
                <Link to="/editions/$edition/sheets/$vehicle" params={{ edition, vehicle: one.vehicle_id }}>
                  {one.plate}
                </Link>{' '}
                <span className="meta">{code('vehicle_kind', one.vehicle_kind)}</span>
              </td>
              <td className="nowrap">{one.driver}</td>
              <td>
                <Seats taken={seatsTaken(one)} of={seatsOf(one)} />
              </td>
              <td>
                <Passengers edition={edition} trip={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function useSeats(edition: string): (trip: Trip) => number {
  const vehicles = useQuery(vehiclesOf(edition)).data
  const seats = new Map(vehicles?.map((one) => [one.id, one.seats]))
  return (trip) => seats.get(trip.vehicle_id) ?? seatsTaken(trip)
}

function seatsTaken(trip: Trip): number {
  return trip.guest_ids.length + new Set(trip.passengers.map((one) => one.interpreter_id).filter(Boolean)).size
}

/** Small cars show each seat, coaches a number. */
function Seats({ taken, of }: { taken: number; of: number }) {
  const t = useWords()
  return (
    <span title={t(words.seatsOf, taken, of)} className="nowrap">
      {of <= 8 ? (
        <span className="seats" role="img" aria-label={t(words.seatsOf, taken, of)}>
          {'●'.repeat(Math.min(taken, of))}
          {'○'.repeat(Math.max(of - taken, 0))}
        </span>
      ) : (
        `${taken} / ${of}`
      )}
      {taken > of ? <State tone="bad">{t(words.seatsOf, taken, of)}</State> : null}
    </span>
  )
}

function Passengers({ edition, trip }: { edition: string; trip: Trip }) {
  const t = useWords()
  return (
    <>
      {trip.passengers.map((one) => (
        <div key={one.leg_id}>
          <Rank rank={one.rank} />{' '}
          <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: one.guest_id }}>
            {one.name}
          </Link>
          {one.interpreter_name ? <span className="quiet"> · {t(words.interpreter, one.interpreter_name)}</span> : null}
        </div>
      ))}
    </>
  )
}

function Without({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const called = useCalled(edition)
  const { data, error, isPending, refetch } = useQuery(tripPlanOf(edition))
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  if (!data.guests_without_trip.length) return <Empty>{t(words.everybody)}</Empty>
  return (
    <div className="panel scroll">
      <table className="rows">
        <thead>
          <tr>
            {[words.guest, words.kind, words.why].map((one) => (
              <th key={one.en} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.guests_without_trip.map((one) => (
            <tr key={one.leg_id}>
              <td>
                <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: one.guest_id }}>
                  {called.guest(one.guest_id)}
                </Link>
              </td>
              <td>{code('trip_kind', one.trip_kind)}</td>
              <td>
                <State tone="bad">{code('rule', one.rule)}</State> <span className="quiet">{one.explanation}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Sheets({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const { data, error, isPending } = useQuery(vehiclesOf(edition))
  const trips = useQuery(tripsOf(edition)).data
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  const count = new Map<string, number>()
  for (const trip of trips ?? []) if (trip.state === 'planned') count.set(trip.vehicle_id, (count.get(trip.vehicle_id) ?? 0) + 1)
  const busy = data.filter((one) => count.get(one.id)).sort((a, b) => (count.get(b.id) ?? 0) - (count.get(a.id) ?? 0) || a.plate.localeCompare(b.plate))
  if (!busy.length) return <Empty>{t(words.noTrips)}</Empty>
  return (
    <ul className="sheet-list">
      {busy.map((one) => (
        <li key={one.id}>
          <Link to="/editions/$edition/sheets/$vehicle" params={{ edition, vehicle: one.id }} className="panel">
            <strong>{one.plate}</strong> <span className="quiet">{code('vehicle_kind', one.kind)}</span>
            <span className="grow" />
            {one.driver} · {count.get(one.id)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
