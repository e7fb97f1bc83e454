/** Rooms × time, hosts × time, and the list of leaders' meetings with their ready light. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useLights, useReasons } from '../../data/lights'
import { byId, useCalled } from '../../data/named'
import { useNow } from '../../data/now'
import { hostsOf, meetingPlanOf, meetingsOf, roomsOf, sessionsOf, type Meeting } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { DAY, dayKey, instant, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { drafts } from '../../i18n/words/drafts'
import { programme as words } from '../../i18n/words/programme'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition, useEditionId, useZone } from '../../shell/editions'
import { Timeline, type Move } from '../../timeline/Timeline'
import type { Axis } from '../../timeline/lanes'
import { Aim, useRested } from '../../ui/Aim'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Choice } from '../../ui/controls'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'
import { hostRows, roomRows } from './bars'
import { CalendarLinks } from './CalendarLinks'
import { MeetingDetail } from './MeetingDetail'
import { Meetings } from './Meetings'
import { Matchmaking } from './Matchmaking'
import { MoveDialog } from './MoveDialog'
import { Release } from './Release'
import { verdictsOf, type Target } from './verdicts'
import './programme.css'

const VIEWS = ['rooms', 'hosts', 'meetings', 'matchmaking'] as const

export function Programme() {
  const t = useWords()
  const edition = useEditionId()
  const search = useSearch({ from: '/editions/$edition/programme' })
  const go = useNavigate({ from: '/editions/$edition/programme' })
  const view = search.view ?? 'rooms'
  const set = (more: Partial<typeof search>) => void go({ search: (was) => Object.fromEntries(Object.entries({ ...was, ...more }).filter(([, value]) => value)), replace: true })
  return (
    <div className="stack programme">
      <h1 className="hidden">{t(words.title)}</h1>
      <div className="row">
        {VIEWS.map((one) => (
          <Button key={one} aria-pressed={view === one} onPress={() => set({ view: one })}>
            {t(words[one])}
          </Button>
        ))}
        {view === 'meetings' || view === 'matchmaking' ? null : <Days chosen={search.day} onChoose={(day) => set({ day })} />}
        <span className="grow" />
        {view === 'matchmaking' ? null : <PlanLine edition={edition} />}
      </div>
      {view === 'matchmaking' ? <Matchmaking edition={edition} /> : view === 'meetings' ? <Meetings light={search.light} chosen={search.meeting} onLight={(light) => set({ light })} onOpen={(meeting) => set({ meeting })} /> : <Grid view={view} day={search.day} chosen={search.meeting} onOpen={(meeting) => set({ meeting })} />}
      {search.meeting ? <MeetingDetail edition={edition} id={search.meeting} onClose={() => set({ meeting: undefined })} /> : null}
    </div>
  )
}

function Days({ chosen, onChoose }: { chosen: string | undefined; onChoose: (day: string | undefined) => void }) {
  const t = useWords()
  const zone = useZone()
  const times = useTimes(zone)
  const edition = useEdition()
  if (!edition) return null
  const options = [{ id: '', label: t(words.whole) }]
  for (let at = instant(edition.first_day, '12:00', zone).getTime(); dayKey(at, zone) <= edition.last_day; at += DAY) options.push({ id: dayKey(at, zone), label: times.day(at) })
  return <Choice label={t(words.day)} hideLabel value={chosen ?? ''} options={options} onChange={(day) => onChoose(day || undefined)} />
}

function PlanLine({ edition }: { edition: string }) {
  const t = useWords()
  const role = useSession()?.role
  const plan = useQuery(meetingPlanOf(edition)).data
  const [releasing, setReleasing] = useState(false)
  const [linking, setLinking] = useState(false)
  const refusal = useRefusal()
  const order = useMutation({ mutationFn: () => api.POST('/api/v1/editions/{edition}/plans/scheduling/order', { params: { path: { edition } } }), onError: (error) => notice(refusal(error)) })
  if (!plan) return null
  const proven = plan.levels.every((level) => level.value === level.bound)
  return (
    <>
      <span className="quiet">{t(words.plan, plan.number, plan.placed, plan.wanted)}</span>
      <State tone={proven ? 'ok' : 'idle'}>{t(proven ? words.proven : words.notProven)}</State>
      {may(role, 'plan') ? (
        <Button disabled={order.isPending} onPress={() => order.mutate()}>
          {t(words.order)}
        </Button>
      ) : null}
      {may(role, 'plan') ? <Button onPress={() => setReleasing(true)}>{t(words.release)}</Button> : null}
      {may(role, 'plan') ? <Button onPress={() => setLinking(true)}>{t(drafts.links)}</Button> : null}
      {linking ? <CalendarLinks edition={edition} onClose={() => setLinking(false)} /> : null}
      {releasing ? <Release edition={edition} onClose={() => setReleasing(false)} /> : null}
    </>
  )
}

/** Hours of a day that are worth showing, and how wide one is where one day or the whole edition is shown. */
const FROM = '07:00'
const UNTIL = '23:00'

function useAxis(day: string | undefined): Axis | null {
  const edition = useEdition()
  const zone = useZone()
  return useMemo(() => {
    if (!edition) return null
    const first = day ?? edition.first_day
    const last = day ?? edition.last_day
    const stretches: { from: number; until: number }[] = []
    for (let at = instant(first, '12:00', zone).getTime(); dayKey(at, zone) <= last; at += DAY) stretches.push({ from: instant(dayKey(at, zone), FROM, zone).getTime(), until: instant(dayKey(at, zone), UNTIL, zone).getTime() })
    return { stretches, pxPerHour: day ? 76 : 44 }
  }, [edition, zone, day])
}

function Grid({ view, day, chosen, onOpen }: { view: 'rooms' | 'hosts'; day: string | undefined; chosen: string | undefined; onOpen: (id: string) => void }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const edition = useEditionId()
  const zone = useZone()
  const times = useTimes(zone)
  const called = useCalled(edition)
  const role = useSession()?.role
  const axis = useAxis(day)
  const now = useNow(useEdition())
  const rooms = useQuery(roomsOf(edition))
  const hosts = useQuery(hostsOf(edition))
  const sessions = useQuery(sessionsOf(edition))
  const meetings = useQuery(meetingsOf(edition))
  const lights = useLights(edition)
  const reasons = useReasons()
  const [aim, setAim] = useState<Move | null>(null)
  const [move, setMove] = useState<Move | null>(null)
  const carried = useCarried(edition, view, aim, meetings.data)
  const movable = may(role, 'plan')
  const rows = useMemo(() => {
    if (!axis || !rooms.data || !hosts.data || !sessions.data || !meetings.data) return null
    const told = { called, code, name, span: times.span, lights: new Map(lights?.map((one) => [one.meeting.id, one])), reasons, movable }
    return view === 'rooms' ? roomRows(rooms.data, sessions.data, meetings.data, told) : hostRows(hosts.data, meetings.data, axis, told)
    // oxlint-disable-next-line react/exhaustive-deps -- code and times change with the language, as called and name do
  }, [axis, rooms.data, hosts.data, sessions.data, meetings.data, lights, called, name, view, movable])
  const error = rooms.error ?? hosts.error ?? sessions.error ?? meetings.error
  if (error && !rows) return <Refusal error={error} />
  if (!axis || !rows || !meetings.data) return <Waiting />
  if (!rows.length) {
    return (
      <Empty
        act={
          movable ? (
            <Link to="/editions/$edition/import" params={{ edition }} search={{ what: view }} className="button plain">
              {t(words.imports)}
            </Link>
          ) : null
        }
      >
        {t(view === 'rooms' ? words.noRooms : words.noHosts)}
      </Empty>
    )
  }
  const meeting = move ? byId(meetings.data).get(move.bar.id) : undefined
  return (
    <>
      <Timeline
        label={t(words[view])}
        rows={rows}
        axis={axis}
        tick={times.clock}
        day={times.day}
        selected={chosen}
        now={now.imagined ? undefined : now.at.getTime()}
        onOpen={(bar) => bar.movable && onOpen(bar.id)}
        aim={aim}
        aimTone={carried?.broken === undefined ? 'wait' : carried.broken.length ? 'bad' : 'ok'}
        {...(movable ? { onAim: setAim, onMove: setMove } : {})}
      />
      {carried ? <Aim what={`${called.guest(carried.meeting.guest_id)} → ${times.dayAndClock(carried.to.starts)} · ${called.room(carried.to.roomId)} · ${called.host(carried.to.hostId)}`} broken={carried.broken?.map((rule) => code('rule', rule))} /> : null}
      <p className="meta">{t(words.keysHint)}</p>
      {move && meeting?.placement ? <MoveDialog edition={edition} meeting={meeting} to={targetOf(view, move, meeting.placement)} onClose={() => setMove(null)} /> : null}
    </>
  )
}

type Placement = NonNullable<Meeting['placement']>

function targetOf(view: 'rooms' | 'hosts', move: Move, was: Placement): Target {
  return { roomId: view === 'rooms' ? move.rowId : was.room_id, hostId: view === 'hosts' ? move.rowId : was.host_id, starts: new Date(move.starts).toISOString() }
}

/** The meeting that is carried, where to, and the rules that would be in the way there once they are known. */
function useCarried(edition: string, view: 'rooms' | 'hosts', aim: Move | null, meetings: readonly Meeting[] | undefined) {
  const rested = useRested(aim)
  const meeting = aim ? meetings?.find((one) => one.id === aim.bar.id) : undefined
  const to = aim && meeting?.placement ? targetOf(view, aim, meeting.placement) : null
  const asked = rested && meeting?.placement && rested.bar.id === meeting.id ? targetOf(view, rested, meeting.placement) : null
  const found = useQuery({ ...verdictsOf(edition, meeting?.id ?? '', asked ?? NOWHERE), enabled: asked !== null }).data
  if (!meeting || !to) return null
  const same = asked?.starts === to.starts && asked.roomId === to.roomId && asked.hostId === to.hostId
  return { meeting, to, broken: same ? found?.map((one) => one.rule) : undefined }
}

const NOWHERE: Target = { hostId: '', roomId: '', starts: '' }
