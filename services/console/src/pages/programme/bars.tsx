/** Sessions and meetings as bars: in the row of their room, or of the host who receives. */
import type { LitMeeting } from '../../data/lights'
import type { Host, Meeting, Room, Session } from '../../data/queries'
import type { useCalled } from '../../data/named'
import type { Bar, Row } from '../../timeline/Timeline'
import type { Axis, Span } from '../../timeline/lanes'

export interface Told {
  called: ReturnType<typeof useCalled>
  code: (family: string, value: string) => string
  name: (en: string, zh: string) => string
  span: (starts: string, ends: string) => string
  lights: ReadonlyMap<string, LitMeeting>
  reasons: (one: LitMeeting) => string[]
  movable: boolean
}

const TONE = { ready: 'ok', amber: 'warn', red: 'bad' } as const

export function meetingBar(meeting: Meeting, told: Told, by: 'rooms' | 'hosts'): Bar | null {
  const { placement } = meeting
  if (!placement || meeting.state !== 'placed') return null
  const light = told.lights.get(meeting.id)
  const guest = told.called.guest(meeting.guest_id)
  const other = by === 'rooms' ? told.called.host(placement.host_id) : told.called.room(placement.room_id)
  const state = light ? `${told.code('light', light.light)}${light.light === 'ready' ? '' : `: ${told.reasons(light).join('; ')}`}` : ''
  return {
    id: meeting.id,
    starts: Date.parse(placement.starts),
    ends: Date.parse(placement.ends),
    label: `${guest} · ${other}`,
    title: [told.code('meeting_kind', meeting.kind), guest, other, told.span(placement.starts, placement.ends), state].filter(Boolean).join(' · '),
    tone: light ? TONE[light.light] : 'plain',
    movable: told.movable,
  }
}

function sessionBar(session: Session, told: Told): Bar {
  const title = told.name(session.title, session.title_zh)
  return {
    id: session.id,
    starts: Date.parse(session.starts),
    ends: Date.parse(session.ends),
    label: title,
    title: [told.code('session_type', session.session_type), title, told.span(session.starts, session.ends), session.working_languages.join(' ')].join(' · '),
    tone: 'soft',
  }
}

export function roomRows(rooms: readonly Room[], sessions: readonly Session[], meetings: readonly Meeting[], told: Told): Row[] {
  const bars = new Map<string, Bar[]>(rooms.map((room) => [room.id, []]))
  for (const session of sessions) if (session.room_id) bars.get(session.room_id)?.push(sessionBar(session, told))
  for (const meeting of meetings) {
    const bar = meetingBar(meeting, told, 'rooms')
    if (bar && meeting.placement) bars.get(meeting.placement.room_id)?.push(bar)
  }
  return [...rooms]
    .sort((a, b) => b.seats - a.seats || a.id.localeCompare(b.id))
    .map((room) => ({ id: room.id, label: <RowName name={told.name(room.name, room.name_zh)} note={String(room.seats)} />, bars: bars.get(room.id) ?? [] }))
}

export function hostRows(hosts: readonly Host[], meetings: readonly Meeting[], axis: Axis, told: Told): Row[] {
  return [...hosts]
    .sort((a, b) => a.level.localeCompare(b.level) || a.id.localeCompare(b.id))
    .map((host) => ({
      id: host.id,
      label: <RowName name={told.name(host.name, host.name_zh)} note={host.level} />,
      bars: meetings
        .filter((one) => one.placement?.host_id === host.id)
        .map((one) => meetingBar(one, told, 'hosts'))
        .filter((one) => one !== null),
      closed: outside(host, axis),
    }))
}

/** The stretches of the axis in which a host does not receive. */
export function outside(host: Pick<Host, 'id' | 'windows'>, axis: Pick<Axis, 'stretches'>): Span[] {
  const windows = host.windows.map((one) => ({ starts: Date.parse(one.starts), ends: Date.parse(one.ends) })).sort((a, b) => a.starts - b.starts)
  const closed: Span[] = []
  let from = axis.stretches[0]?.from ?? 0
  const until = axis.stretches.at(-1)?.until ?? 0
  for (const window of windows) {
    if (window.starts > from) closed.push({ id: `${host.id} ${from}`, starts: from, ends: Math.min(window.starts, until) })
    from = Math.max(from, window.ends)
  }
  if (from < until) closed.push({ id: `${host.id} ${from}`, starts: from, ends: until })
  return closed
}

function RowName({ name, note }: { name: string; note: string }) {
  return (
    <span title={`${name} · ${note}`}>
      {name} <span className="meta">{note}</span>
    </span>
  )
}
