/** An edition at a glance: every figure opens its rows, and what needs somebody stands below. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLights, useReasons } from '../../data/lights'
import { useCalled, useGuests } from '../../data/named'
import { useNow } from '../../data/now'
import { arrivalsOf, demandsOf, flowNow, overviewOf, tripPlanOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { dayKey, MINUTE, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { overview as words } from '../../i18n/words/overview'
import { useEdition, useEditionId, useZone } from '../../shell/editions'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Panel } from '../../ui/controls'
import { Rank, State } from '../../ui/state'
import { Figure, Tile } from './Figure'
import { openMatters, type OpenMatter } from './open'
import './overview.css'

const SHOWN = 40

export function Overview() {
  const t = useWords()
  const id = useEditionId()
  const edition = useEdition()
  const zone = useZone()
  const times = useTimes(zone)
  const now = useNow(edition)
  const figures = useQuery(overviewOf(id))
  const flow = useQuery(flowNow).data
  const demands = useQuery(demandsOf(id)).data
  const arrivals = useQuery(arrivalsOf(id)).data
  const tripPlan = useQuery(tripPlanOf(id)).data
  const lights = useLights(id)
  if (figures.isPending) return <Waiting />
  if (!figures.data) return <Refusal error={figures.error} retry={() => void figures.refetch()} />

  const registration = part(figures.data.figures, 'registration')
  const trips = part(figures.data.figures, 'logistics')
  const stays = demands?.filter((one) => one.purpose === 'one_to_one' && one.state !== 'closed') ?? []
  const unfilled = stays.filter((one) => one.state === 'unfilled').length
  const fallback = stays.filter((one) => one.state === 'filled' && one.is_fallback).length
  const lit = (light: string) => lights?.filter((one) => one.light === light).length ?? 0
  const soon = arrivals?.filter((one) => !one.cancelled && within(one.expected, now.at, 120)).length ?? 0
  const today = arrivals?.filter((one) => !one.cancelled && dayKey(one.expected, zone) === dayKey(now.at, zone)).length ?? 0
  const late = arrivals?.filter((one) => one.cancelled || one.expected > one.scheduled).length ?? 0
  const doubled = Object.values(figures.data.double_booked as Record<string, number>).reduce((sum, one) => sum + one, 0)
  const without = tripPlan?.guests_without_trip ?? []
  const at = { edition: id }
  return (
    <div className="stack">
      <h1 className="hidden">{t(words.title)}</h1>
      {now.imagined ? <p className="meta">{t(words.imagined, times.dayAndClock(now.at))}</p> : null}
      <div className="tiles">
        <Tile title={t(words.guests)}>
          <Figure value={registration['registered']} label={t(words.invited)} to="/editions/$edition/guests" params={at} search={{}} />
          {(['confirmed', 'received', 'withdrew', 'no_show'] as const).map((state) => (
            <GuestFigure key={state} state={state} value={registration[state]} />
          ))}
        </Tile>
        <Tile title={t(words.interpreters)}>
          <Figure value={stays.length - unfilled} of={stays.length} label={t(words.coveredLabel)} tone={unfilled ? 'warn' : 'ok'} to="/editions/$edition/interpreters" params={at} search={{ purpose: 'one_to_one' }} />
          <Figure value={fallback} label={t(words.fallback)} to="/editions/$edition/interpreters" params={at} search={{ purpose: 'one_to_one', show: 'fallback' }} />
          <Figure value={unfilled} label={t(words.nobody)} tone={unfilled ? 'bad' : 'ok'} to="/editions/$edition/interpreters" params={at} search={{ purpose: 'one_to_one', show: 'unfilled' }} />
        </Tile>
        <Tile title={t(words.meetings)}>
          <LightFigure light="ready" value={lit('ready')} />
          <LightFigure light="amber" value={lit('amber')} />
          <LightFigure light="red" value={lit('red')} />
        </Tile>
        <Tile title={t(words.arrivals)}>
          <Figure value={soon} label={t(words.nextHours)} to="/editions/$edition/arrivals" params={at} search={{ show: 'soon' }} />
          <Figure value={today} label={t(words.today)} to="/editions/$edition/arrivals" params={at} search={{ day: dayKey(now.at, zone) }} />
          <Figure value={late} label={t(words.late)} tone={late ? 'warn' : 'ok'} to="/editions/$edition/arrivals" params={at} search={{ show: 'late' }} />
        </Tile>
        <Tile title={t(words.trips)}>
          <Figure value={trips['trips']} label={t(words.planned)} to="/editions/$edition/arrivals" params={at} search={{ view: 'trips' }} />
          <Figure value={without.length} label={t(words.withoutTrip)} tone={without.length ? 'bad' : 'ok'} to="/editions/$edition/arrivals" params={at} search={{ view: 'without' }} />
        </Tile>
        <Tile title={t(words.changes)}>
          <Figure value={flow?.in_flight} label={t(words.inFlight)} to="/editions/$edition/changes" params={at} search={{}} />
          <Figure value={flow?.parked} label={t(words.parked)} tone={flow?.parked ? 'bad' : 'ok'} to="/editions/$edition/changes" params={at} search={{ view: 'parked' }} />
          <Figure value={doubled} label={t(words.doubled)} tone={doubled ? 'bad' : 'ok'} to="/editions/$edition/programme" params={at} search={{ view: 'hosts' }} />
        </Tile>
      </div>
      <Attention />
    </div>
  )
}

function GuestFigure({ state, value }: { state: 'confirmed' | 'received' | 'withdrew' | 'no_show'; value: number | undefined }) {
  const code = useCode()
  const edition = useEditionId()
  return <Figure value={value} label={code('guest_state', state)} to="/editions/$edition/guests" params={{ edition }} search={{ state }} />
}

function LightFigure({ light, value }: { light: 'ready' | 'amber' | 'red'; value: number }) {
  const code = useCode()
  const edition = useEditionId()
  const tone = value === 0 && light !== 'ready' ? 'ok' : ({ ready: 'ok', amber: 'warn', red: 'bad' } as const)[light]
  return <Figure value={value} label={code('light', light)} tone={tone} to="/editions/$edition/programme" params={{ edition }} search={{ view: 'meetings', light }} />
}

/** Figures of a service, which the API documents only as an object. */
function part(figures: unknown, service: string): Record<string, number | undefined> {
  return ((figures as Record<string, unknown>)[service] ?? {}) as Record<string, number | undefined>
}

function within(instantText: string, from: Date, minutes: number): boolean {
  const away = Date.parse(instantText) - from.getTime()
  return away >= 0 && away <= minutes * MINUTE
}

function Attention() {
  const t = useWords()
  const id = useEditionId()
  const guests = useGuests(id)
  const demands = useQuery(demandsOf(id)).data
  const plan = useQuery(tripPlanOf(id)).data
  const lights = useLights(id)
  const reasonsOf = useReasons()
  const matters = openMatters(demands ?? [], lights ?? [], plan?.guests_without_trip ?? [], guests, reasonsOf)
  if (!demands || !lights || !plan) return <Waiting />
  return (
    <Panel title={t(words.attention)}>
      {matters.length === 0 ? (
        <Empty>{t(words.nothing)}</Empty>
      ) : (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t(words.what)}</th>
              <th scope="col">{t(words.whom)}</th>
              <th scope="col">{t(words.why)}</th>
            </tr>
          </thead>
          <tbody>
            {matters.slice(0, SHOWN).map((matter) => (
              <MatterRow key={matter.key} matter={matter} />
            ))}
          </tbody>
        </table>
      )}
      {matters.length > SHOWN ? <p className="meta">{t(words.more, matters.length - SHOWN)}</p> : null}
    </Panel>
  )
}

const WHAT = { interpreter: words.gapInterpreter, meeting: words.gapMeeting, trip: words.gapTrip } as const

function MatterRow({ matter }: { matter: OpenMatter }) {
  const t = useWords()
  const code = useCode()
  const edition = useEditionId()
  const called = useCalled(edition)
  const label = t(WHAT[matter.what])
  return (
    <tr>
      <td>
        <State tone="bad">
          {matter.what === 'interpreter' ? (
            <Link to="/editions/$edition/interpreters" params={{ edition }} search={{ demand: matter.target }}>
              {label}
            </Link>
          ) : matter.what === 'meeting' ? (
            <Link to="/editions/$edition/programme" params={{ edition }} search={{ view: 'meetings', meeting: matter.target }}>
              {label}
            </Link>
          ) : (
            <Link to="/editions/$edition/arrivals" params={{ edition }} search={{ view: 'without' }}>
              {label}
            </Link>
          )}
        </State>
      </td>
      <td>
        <Rank rank={matter.rank} />{' '}
        <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: matter.guestId }}>
          {called.guest(matter.guestId)}
        </Link>
      </td>
      <td>{matter.reasons.map((reason) => (matter.family ? code(matter.family, reason) : reason)).join(' · ')}</td>
    </tr>
  )
}
