/** One line a flight, train or ship, as at an airport; news of it is entered here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCalled, useGuests } from '../../data/named'
import { useNow } from '../../data/now'
import { arrivalsOf, tripsOf, type Trip } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { dayKey, instant, MINUTE, useTimes } from '../../i18n/time'
import { arrivals as words } from '../../i18n/words/arrivals'
import { useCode } from '../../i18n/words/codes'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition, useZone } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Check, Choice, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { Rank, State } from '../../ui/state'
import { board, minutesLate, type Line } from './board'

const SOON_MS = 120 * MINUTE
type Show = 'all' | 'soon' | 'late'

interface Props {
  edition: string
  day: string | undefined
  gate: string | undefined
  show: Show
  onFilter: (more: { day?: string; gate?: string; show?: Show }) => void
}

export function ArrivalsBoard({ edition, day, gate, show, onFilter }: Props) {
  const t = useWords()
  const code = useCode()
  const zone = useZone()
  const times = useTimes(zone)
  const now = useNow(useEdition())
  const planner = may(useSession()?.role, 'plan')
  const { data, error, isPending, refetch } = useQuery(arrivalsOf(edition))
  const trips = useQuery(tripsOf(edition)).data
  const [news, setNews] = useState<Line | null>(null)
  const tripOf = useMemo(() => new Map((trips ?? []).filter((one) => one.state === 'planned' && one.kind === 'pick_up').flatMap((one) => one.guest_ids.map((id): [string, Trip] => [id, one]))), [trips])
  const lines = useMemo(() => board(data ?? []), [data])
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  const days = [...new Set(data.map((one) => dayKey(one.expected, zone)))].sort()
  const gates = [...new Set(data.map((one) => one.gate))].sort()
  const shown = lines.filter((line) => {
    const away = Date.parse(line.expected) - now.at.getTime()
    return (
      (!day || dayKey(line.expected, zone) === day) &&
      (!gate || line.gate === gate) &&
      (show !== 'soon' || (away >= 0 && away <= SOON_MS && !line.cancelled)) &&
      (show !== 'late' || line.cancelled || minutesLate(line) > 0)
    )
  })
  return (
    <>
      <div className="row no-print">
        <Choice label={t(words.day)} hideLabel value={day ?? ''} options={[{ id: '', label: `${t(words.day)}: ${t(words.all)}` }, ...days.map((id) => ({ id, label: times.day(instant(id, '12:00', zone)) }))]} onChange={(id) => onFilter({ day: id })} />
        <Choice label={t(words.gate)} hideLabel value={gate ?? ''} options={[{ id: '', label: `${t(words.gate)}: ${t(words.all)}` }, ...gates.map((id) => ({ id: id as string, label: code('place', id) }))]} onChange={(id) => onFilter({ gate: id })} />
        {(['all', 'soon', 'late'] as const).map((one) => (
          <Button key={one} aria-pressed={show === one} onPress={() => onFilter({ show: one })}>
            {t(words[one])}
          </Button>
        ))}
        <span className="quiet">{t(words.people, shown.reduce((sum, line) => sum + line.arrivals.length, 0))}</span>
      </div>
      {shown.length === 0 ? (
        <Empty>{t(data.length ? words.none : words.noneYet)}</Empty>
      ) : (
        <div className="panel scroll">
          <table className="rows flights">
            <thead>
              <tr>
                {[words.scheduled, words.expected, words.number, words.from, words.status, words.guest, words.car].map((one) => (
                  <th key={one.en} scope="col">
                    {t(one)}
                  </th>
                ))}
                {planner ? <td className="no-print" /> : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.key} className={line.cancelled ? 'gone' : ''}>
                  <td className="nowrap">{times.dayAndClock(line.scheduled)}</td>
                  <td className="nowrap">
                    <strong>{times.clock(line.expected)}</strong>
                  </td>
                  <td className="nowrap">{line.number || code('travel_mode', line.arrivals[0]?.mode)}</td>
                  <td className="nowrap">{code('place', line.gate)}</td>
                  <td>
                    <Status line={line} />
                  </td>
                  <td>
                    <People edition={edition} line={line} />
                  </td>
                  <td>
                    <Cars edition={edition} line={line} tripOf={tripOf} />
                  </td>
                  {planner ? (
                    <td className="no-print">
                      <Button look="bare" onPress={() => setNews(line)}>
                        {t(words.news)}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {news ? <News edition={edition} line={news} onClose={() => setNews(null)} /> : null}
    </>
  )
}

function Status({ line }: { line: Line }) {
  const t = useWords()
  const late = minutesLate(line)
  if (line.cancelled) return <State tone="bad">{t(words.cancelled)}</State>
  if (late > 0) return <State tone="warn">{t(words.delayed, late)}</State>
  if (late < 0) return <State tone="info">{t(words.early, -late)}</State>
  return <State tone="ok">{t(words.onTime)}</State>
}

function People({ edition, line }: { edition: string; line: Line }) {
  const t = useWords()
  const guests = useGuests(edition)
  const called = useCalled(edition)
  const inOrder = [...line.arrivals].sort((a, b) => (guests.get(a.guest_id)?.rank ?? '').localeCompare(guests.get(b.guest_id)?.rank ?? ''))
  return (
    <>
      {inOrder.map((one) => (
        <span key={one.id} className="who">
          <Rank rank={guests.get(one.guest_id)?.rank ?? ''} />{' '}
          <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: one.guest_id }}>
            {called.guest(one.guest_id)}
          </Link>
          {one.vip_lane ? <span className="meta"> {t(words.vip)}</span> : null}
        </span>
      ))}
    </>
  )
}

function Cars({ edition, line, tripOf }: { edition: string; line: Line; tripOf: ReadonlyMap<string, Trip> }) {
  const times = useTimes(useZone())
  const trips = [...new Map(line.arrivals.map((one) => tripOf.get(one.guest_id)).filter((one) => one !== undefined).map((one) => [one.id, one])).values()]
  if (!trips.length) return <span className="quiet">–</span>
  return (
    <>
      {trips.map((one) => (
        <span key={one.id} className="who nowrap">
          <Link to="/editions/$edition/sheets/$vehicle" params={{ edition, vehicle: one.vehicle_id }}>
            {one.plate}
          </Link>{' '}
          <span className="meta">{times.clock(one.departs)}</span>
        </span>
      ))}
    </>
  )
}

function News({ edition, line, onClose }: { edition: string; line: Line; onClose: () => void }) {
  const t = useWords()
  const zone = useZone()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [time, setTime] = useState(`${dayKey(line.expected, zone)}T${new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(line.expected))}`)
  const [cancelled, setCancelled] = useState(line.cancelled)
  const [source, setSource] = useState('')
  const [why, setWhy] = useState('')
  const tell = async () => {
    const said = { cancelled, received_at: new Date().toISOString(), source, ...(cancelled ? {} : { expected: instant(time.slice(0, 10), time.slice(11, 16), zone).toISOString() }) }
    const [only] = line.arrivals
    try {
      if (line.arrivals.length === 1 && only) await api.POST('/api/v1/editions/{edition}/arrivals/{arrival_id}/news', { params: { path: { edition, arrival_id: only.id } }, body: said })
      else await api.POST('/api/v1/editions/{edition}/arrival-news', { params: { path: { edition } }, body: { ...said, number: line.number, scheduled_on: dayKey(line.scheduled) } })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.newsTitle, line.number || code(line))} onClose={onClose}>
      <p className="quiet">{t(words.newsHint)}</p>
      <Field label={t(words.newTime)} type="datetime-local" value={time} onChange={setTime} disabled={cancelled} autoFocus />
      <Check label={t(words.isCancelled)} checked={cancelled} onChange={setCancelled} />
      <Field label={t(words.source)} value={source} onChange={setSource} />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" onPress={() => void tell()}>
          {t(shell.save)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}

function code(line: Line): string {
  return line.arrivals[0]?.guest_id.split('.').at(-1) ?? line.gate
}
