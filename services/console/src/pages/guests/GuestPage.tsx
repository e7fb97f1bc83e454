/** One guest with everything that awaits them, what is private for those who may see it, and the history. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer } from '../../api/client'
import type { BadgePrint } from '../../badge/Card'
import { PrintBadges } from '../../badge/PrintBadges'
import { fullName, ownName } from '../../data/named'
import { guestPageOf, guestsOf, privateOf, type Guest } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { guests as words } from '../../i18n/words/guests'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition, useZone } from '../../shell/editions'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { Rank, State } from '../../ui/state'
import { History } from '../changes/History'
import { Bulk } from './Bulk'
import { STATE_TONE } from './columns'
import { EditGuest } from './EditGuest'
import { OwnPageLink } from './OwnPageLink'
import './guests.css'

/** What other services said of the guest; the API documents it only as objects. */
interface Assigned {
  id: string
  purpose: string
  standing: string
  starts: string
  ends: string
  interpreter_id: string | null
  interpreter_name: string
  serves_in: string | null
  fallback: boolean
}
interface Met {
  id: string
  meeting_kind: string
  standing: string
  host_name: string
  room_name: string
  starts: string | null
  ends: string | null
}
interface Driven {
  id: string
  trip_kind: string
  standing: string
  plate: string
  from_place: string
  to_place: string
  departs: string
  arrives: string
}
interface Scanned {
  id?: string
  scan_id?: string
  result: string
  direction: string
  door: string
  device: string
  at: string
}

export function GuestPage() {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const { edition, guest: id } = useParams({ from: '/editions/$edition/guests/$guest' })
  const times = useTimes(useZone())
  const role = useSession()?.role
  const [editing, setEditing] = useState<'' | 'edit' | 'replace'>('')
  const { data, error, isPending, refetch } = useQuery(guestPageOf(edition, id))
  const known = useQuery(guestsOf(edition)).data?.find((one) => one.id === id)
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  const guest = newer(data.guest, known)
  const own = ownName(guest)
  const assignments = data.assignments as unknown as Assigned[]
  const meetings = data.meetings as unknown as Met[]
  const trips = data.trips as unknown as Driven[]
  const scans = data.scans as unknown as Scanned[]
  return (
    <div className="stack guests">
      <div className="guest-head">
        <Link to="/editions/$edition/guests" params={{ edition }}>
          ← {t(words.back)}
        </Link>
        <h1>{fullName(guest)}</h1>
        {own ? <span className="quiet">{own}</span> : null}
        <Rank rank={guest.rank} />
        <State tone={STATE_TONE[guest.state]}>{code('guest_state', guest.state)}</State>
        <span className="grow" />
        {may(role, 'plan') || may(role, 'issue-badges') ? <Bulk edition={edition} guests={[guest]} onDone={() => void refetch()} /> : null}
        {may(role, 'plan') && (guest.state === 'registered' || guest.state === 'confirmed') ? <Button onPress={() => setEditing('replace')}>{t(words.replace)}</Button> : null}
        {may(role, 'plan') ? (
          <Button look="main" onPress={() => setEditing('edit')}>
            {t(words.edit)}
          </Button>
        ) : null}
      </div>
      <div className="two">
        <Panel>
          <dl className="facts">
            <Fact label={t(words.reference)} value={guest.reference} />
            <Fact label={t(words.organisation)} value={guest.organisation} />
            <Fact label={t(words.post)} value={guest.post} />
            <Fact label={t(words.country)} value={guest.country} />
            <Fact label={t(words.language)} value={[guest.language, guest.fallback_language].filter(Boolean).join(' → ')} />
            <Fact label={t(words.delegation)} value={data.delegation ? `${name(data.delegation.name_en, data.delegation.name_zh)}${guest.head_of_delegation ? ` · ${t(words.head)}` : ''}` : t(words.noDelegation)} />
            <Fact label={t(words.badge)} value={guest.badge_serial === 0 ? t(words.badgeNone) : guest.badge_revoked ? t(words.badgeRevoked) : t(words.badgeOf, guest.badge_serial)} />
            {guest.inside_since ? <Fact label={t(words.inside)} value={`${times.dayAndClock(guest.inside_since)} · ${guest.inside_door ?? ''}`} /> : null}
          </dl>
          {guest.badge_serial > 0 && !guest.badge_revoked && may(role, 'issue-badges') ? <ShowBadge edition={edition} guest={guest} /> : null}
          {guest.badge_serial > 0 && !guest.badge_revoked && may(role, 'issue-badges') ? <Revoke edition={edition} guest={guest} /> : null}
        </Panel>
        <Panel title={t(words.interpreter)}>
          {assignments.length === 0 ? <p className="quiet">{t(words.noInterpreter)}</p> : null}
          <ul className="stack">
            {assignments.map((one) => (
              <li key={one.id}>
                <State tone={one.interpreter_id ? (one.fallback ? 'warn' : 'ok') : 'bad'}>{one.interpreter_id ? one.interpreter_name : code('demand_state', 'unfilled')}</State> {code('purpose', one.purpose)}
                {one.serves_in ? ` · ${one.serves_in}` : ''} <span className="quiet">{times.span(one.starts, one.ends)}</span>{' '}
                <Link to="/editions/$edition/interpreters" params={{ edition }} search={{ demand: one.id }}>
                  {t(words.reason)}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t(words.meetings)}>
          {meetings.length === 0 ? <p className="quiet">{t(words.noMeetings)}</p> : null}
          <ul className="stack">
            {meetings.map((one) => (
              <li key={one.id}>
                <Link to="/editions/$edition/programme" params={{ edition }} search={{ view: 'meetings', meeting: one.id }}>
                  {code('meeting_kind', one.meeting_kind)}
                </Link>{' '}
                {one.host_name} · {one.room_name} <span className="quiet">{one.starts && one.ends ? times.span(one.starts, one.ends) : code('meeting_state', one.standing)}</span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t(words.trips)}>
          {trips.length === 0 ? <p className="quiet">{t(words.noTrips)}</p> : null}
          <ul className="stack">
            {trips.map((one) => (
              <li key={one.id}>
                {code('trip_kind', one.trip_kind)} {code('place', one.from_place)} → {code('place', one.to_place)} · {one.plate} <span className="quiet">{times.span(one.departs, one.arrives)}</span>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title={t(words.scans)}>
          {scans.length === 0 ? <p className="quiet">{t(words.noScans)}</p> : null}
          <ul className="stack">
            {scans.map((one, place) => (
              <li key={one.scan_id ?? one.id ?? place}>
                <State tone={one.result === 'admitted' || one.result === 'left' ? 'ok' : 'warn'}>{code('scan', one.result)}</State> {one.door} · {one.device} <span className="quiet">{times.dayAndClock(one.at)}</span>
              </li>
            ))}
          </ul>
        </Panel>
        {may(role, 'see-private') ? <Private edition={edition} id={id} /> : null}
        {may(role, 'plan') ? <OwnPageLink edition={edition} id={id} /> : null}
      </div>
      <Panel title={t(words.history)}>
        <History edition={edition} subject={id} />
      </Panel>
      {editing ? <EditGuest edition={edition} guest={guest} replacing={editing === 'replace'} onClose={() => setEditing('')} /> : null}
    </div>
  )
}

function newer(one: Guest, other: Guest | undefined): Guest {
  return other && other.version > one.version ? other : one
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value || '–'}</dd>
    </>
  )
}

function Private({ edition, id }: { edition: string; id: string }) {
  const t = useWords()
  const [asked, setAsked] = useState(false)
  const { data, error } = useQuery({ ...privateOf(edition, id), enabled: asked })
  return (
    <Panel title={t(words.private)}>
      {!asked ? <Button onPress={() => setAsked(true)}>{t(words.showPrivate)}</Button> : null}
      {error ? <Refusal error={error} /> : null}
      {data ? (
        <dl className="facts">
          <Fact label={t(words.birth)} value={data.birth_date ?? t(words.notGiven)} />
          <Fact label={t(words.email)} value={data.email || t(words.notGiven)} />
          <Fact label={t(words.passport)} value={data.passport || t(words.notGiven)} />
          <Fact label={t(words.needs)} value={data.dietary_needs || t(words.notGiven)} />
          {data.withdrew_because ? <Fact label={t(words.withdrewBecause)} value={data.withdrew_because} /> : null}
        </dl>
      ) : null}
    </Panel>
  )
}

/** The card a guest holds, to be printed once more. */
function ShowBadge({ edition, guest }: { edition: string; guest: Guest }) {
  const t = useWords()
  const refusal = useRefusal()
  const conference = useEdition()
  const [badge, setBadge] = useState<BadgePrint | null>(null)
  const [why, setWhy] = useState('')
  const show = async () => {
    try {
      setBadge(await answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}/badge/print', { params: { path: { edition, guest_id: guest.id } } })))
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <div className="row">
      <Button onPress={() => void show()}>{t(words.showBadge)}</Button> {why ? <span role="alert">{why}</span> : null}
      {badge && conference ? <PrintBadges badges={[badge]} conference={conference} onClose={() => setBadge(null)} /> : null}
    </div>
  )
}

function Revoke({ edition, guest }: { edition: string; guest: Guest }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const revoke = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/guests/{guest_id}/badge/revoke', { params: { path: { edition, guest_id: guest.id } }, body: {} })
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <p>
      <Button look="bad" onPress={() => void revoke()}>
        {t(words.revokeBadge)}
      </Button>{' '}
      {why ? <span role="alert">{why}</span> : null}
    </p>
  )
}
