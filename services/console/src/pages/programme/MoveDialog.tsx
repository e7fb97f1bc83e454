/** Before a meeting is moved: what is in the way there; then the request is limited to that time and planned again. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { byId, useCalled } from '../../data/named'
import { arrivalsOf, hostsOf, meetingsOf, roomsOf, sessionsOf, type Meeting } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { programme as words } from '../../i18n/words/programme'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import type { Move } from '../../timeline/Timeline'
import { useRefusal } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { conflicts, type Conflict } from './conflicts'

export function MoveDialog({ edition, meeting, move, by, onClose }: { edition: string; meeting: Meeting; move: Move; by: 'rooms' | 'hosts'; onClose: () => void }) {
  const t = useWords()
  const zone = useZone()
  const times = useTimes(zone)
  const called = useCalled(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const said = useConflictWords(edition)
  const place = meeting.placement
  const roomId = by === 'rooms' ? move.rowId : (place?.room_id ?? '')
  const hostId = by === 'hosts' ? move.rowId : (place?.host_id ?? '')
  const length = move.bar.ends - move.bar.starts
  const found = useConflicts(edition, meeting, { roomId, hostId, starts: move.starts, ends: move.starts + length })
  const starts = new Date(move.starts).toISOString()
  const ends = new Date(move.starts + length).toISOString()
  const ask = async () => {
    try {
      await requestTime(edition, meeting, hostId, starts, ends)
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={called.guest(meeting.guest_id)} onClose={onClose}>
      <dl className="facts">
        <dt>{t(words.moveProposal)}</dt>
        <dd>
          <strong>{times.span(starts, ends)}</strong> · {called.room(roomId)} · {called.host(hostId)}
        </dd>
        <dt>{t(words.conflicts)}</dt>
        <dd>
          {found.length ? (
            <ul>
              {found.map((one) => (
                <li key={JSON.stringify(one)}>
                  <State tone="bad">{said(one)}</State>
                </li>
              ))}
            </ul>
          ) : (
            <State tone="ok">{t(words.noConflict)}</State>
          )}
        </dd>
      </dl>
      <p className="meta">{t(words.moveExplained)}</p>
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={found.length > 0} onPress={() => void ask()}>
          {t(words.askMove)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}

function useConflicts(edition: string, meeting: Meeting, to: { roomId: string; hostId: string; starts: number; ends: number }): Conflict[] {
  const zone = useZone()
  const meetings = useQuery(meetingsOf(edition)).data
  const sessions = useQuery(sessionsOf(edition)).data
  const rooms = useQuery(roomsOf(edition)).data
  const hosts = useQuery(hostsOf(edition)).data
  const arrivals = useQuery(arrivalsOf(edition)).data
  return useMemo(
    () =>
      conflicts(
        { meeting, ...to },
        { meetings: meetings ?? [], sessions: sessions ?? [], room: byId(rooms).get(to.roomId), host: byId(hosts).get(to.hostId), arrival: arrivals?.find((one) => one.guest_id === meeting.guest_id), zone },
      ),
    [meeting, to, meetings, sessions, rooms, hosts, arrivals, zone],
  )
}

function useConflictWords(edition: string): (conflict: Conflict) => string {
  const t = useWords()
  const name = useName()
  const called = useCalled(edition)
  const meetings = byId(useQuery(meetingsOf(edition)).data)
  const sessions = byId(useQuery(sessionsOf(edition)).data)
  const thing = (id: string) => {
    const session = sessions.get(id)
    const meeting = meetings.get(id)
    return session ? name(session.title, session.title_zh) : meeting ? called.guest(meeting.guest_id) : id
  }
  return (conflict) => {
    if (conflict.what === 'room_taken') return t(words.taken, thing(conflict.by))
    if (conflict.what === 'host_taken') return t(words.hostBusy, thing(conflict.by))
    if (conflict.what === 'guest_taken') return t(words.guestBusy, thing(conflict.by))
    return t({ host_not_available: words.hostAway, room_closed: words.roomShut, guest_not_in_town: words.guestAway }[conflict.what])
  }
}

/** The same request again under its reference, limited to the time; the plan answers with the place. */
async function requestTime(edition: string, meeting: Meeting, hostId: string, starts: string, ends: string): Promise<void> {
  const { reference, kind, guest_id, accompanying, may_be_delegated, speech_minutes, mode, language, priority } = meeting
  const wish = { reference, kind, guest_id, wanted_host_id: hostId, speech_minutes, language, not_before: starts, not_after: ends }
  const more = { accompanying: accompanying ?? [], may_be_delegated: may_be_delegated ?? false, ...(mode ? { mode } : {}), ...(priority ? { priority } : {}) }
  await api.POST('/api/v1/editions/{edition}/meetings', { params: { path: { edition } }, headers: { 'Idempotency-Key': crypto.randomUUID() }, body: { ...wish, ...more } })
}
