/** A driver's sheet: big enough for a phone in the sun, complete enough for paper. Flight, name and phone, no more. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { arrivalsOf, tripsOf, vehiclesOf, type Trip } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { arrivals as words } from '../../i18n/words/arrivals'
import { useCode } from '../../i18n/words/codes'
import { shell } from '../../i18n/words/shell'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Button } from '../../ui/controls'
import './arrivals.css'
import { SheetLinks } from './SheetLinks'

export function Sheet() {
  const t = useWords()
  const code = useCode()
  const planner = may(useSession()?.role, 'plan')
  const { edition, vehicle: id } = useParams({ from: '/editions/$edition/sheets/$vehicle' })
  const vehicle = useQuery(vehiclesOf(edition)).data?.find((one) => one.id === id)
  const { data, error, isPending } = useQuery(tripsOf(edition))
  const trips = useMemo(() => (data ?? []).filter((one) => one.vehicle_id === id && one.state === 'planned').sort((a, b) => a.departs.localeCompare(b.departs)), [data, id])
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  const plate = vehicle?.plate ?? trips[0]?.plate ?? id
  return (
    <article className="sheet">
      <header className="row">
        <h1 className="grow">{t(words.sheetTitle, plate)}</h1>
        <Link to="/editions/$edition/arrivals" params={{ edition }} search={{ view: 'sheets' }} className="no-print">
          {t(words.sheets)}
        </Link>
        <span className="no-print">
          <Button onPress={() => print()}>{t(shell.print)}</Button>
        </span>
      </header>
      {vehicle ? (
        <p>
          {code('vehicle_kind', vehicle.kind)} · {vehicle.driver} · <a href={`tel:${vehicle.phone.replaceAll(' ', '')}`}>{vehicle.phone}</a>
        </p>
      ) : null}
      {planner && vehicle ? <SheetLinks edition={edition} vehicle={id} /> : null}
      {trips.length === 0 ? <Empty>{t(words.noSheet)}</Empty> : null}
      <ol>
        {trips.map((one) => (
          <Drive key={one.id} edition={edition} trip={one} />
        ))}
      </ol>
    </article>
  )
}

function Drive({ edition, trip }: { edition: string; trip: Trip }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const arrivals = useQuery(arrivalsOf(edition)).data
  return (
    <li className="drive">
      <div className="drive-time">
        <strong>{times.clock(trip.departs)}</strong>
        <span className="quiet">{times.day(trip.departs)}</span>
      </div>
      <div>
        <h2>
          {code('place', trip.origin)} → {code('place', trip.destination)}
        </h2>
        <p className="quiet">
          {code('trip_kind', trip.kind)} · {t(words.arrives)} {times.clock(trip.arrives)}
        </p>
        <ul>
          {trip.passengers.map((one) => {
            const arrival = trip.kind === 'pick_up' ? arrivals?.find((each) => each.guest_id === one.guest_id) : undefined
            return (
              <li key={one.leg_id}>
                <span className="passenger">{one.name}</span> {one.own_script_name && one.own_script_name !== one.name ? <span>{one.own_script_name}</span> : null}
                {arrival ? (
                  <span className="quiet">
                    {' '}
                    · {arrival.number} {times.clock(arrival.expected)}
                  </span>
                ) : null}
                {one.interpreter_name ? <span className="quiet"> · {t(words.interpreter, one.interpreter_name)}</span> : null}
              </li>
            )
          })}
        </ul>
      </div>
    </li>
  )
}
