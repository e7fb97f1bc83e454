/** One meeting: light and reasons, what is in the way and what would have to be waived, seat plan, history. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { useLights, useReasons } from '../../data/lights'
import { useCalled } from '../../data/named'
import { meetingPlanOf, meetingsOf, type Meeting } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { programme as words } from '../../i18n/words/programme'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { History } from '../changes/History'
import { Lamps, LIGHT_TONE } from './Meetings'
import { MoveDialog } from './MoveDialog'
import { SeatPlan } from './SeatPlan'
import type { Target } from './verdicts'

export function MeetingDetail({ edition, id, onClose }: { edition: string; id: string; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const role = useSession()?.role
  const meeting = useQuery(meetingsOf(edition)).data?.find((one) => one.id === id)
  const refused = useQuery(meetingPlanOf(edition)).data?.refusals.find((one) => one.meeting_id === id)
  const light = useLights(edition)?.find((one) => one.meeting.id === id)
  const reasonsOf = useReasons()
  if (!meeting) return null
  const place = meeting.placement
  return (
    <Dialog title={`${code('meeting_kind', meeting.kind)} ${meeting.reference} · ${called.guest(meeting.guest_id)}`} onClose={onClose} wide>
      <div className="row">
        {light ? <State tone={LIGHT_TONE[light.light]}>{code('light', light.light)}</State> : <State tone="idle">{code('meeting_state', meeting.state)}</State>}
        {place ? (
          <strong>
            {times.span(place.starts, place.ends)} · {called.room(place.room_id)}
          </strong>
        ) : null}
        <span>
          {called.host(place?.host_id ?? meeting.wanted_host_id)} {meeting.delegated ? <span className="meta">{t(words.delegated, called.host(meeting.wanted_host_id))}</span> : null}
        </span>
        <span className="quiet">{t(words.speech, meeting.speech_minutes, code('mode', meeting.mode))}</span>
      </div>
      {light ? (
        <p>
          <Lamps lamps={light.lamps} /> {place ? reasonsOf(light).join(' · ') : null}
        </p>
      ) : null}
      {meeting.pinned ? <State tone="info">{t(words.pinned)}</State> : null}
      {meeting.rules.length ? (
        <div className="stack">
          <p>
            <State tone="bad">{t(words.unplaced)}</State> {meeting.rules.map((one) => code('rule', one)).join(' · ')}
          </p>
          {meeting.explanation ? <p className="quiet">{meeting.explanation}</p> : null}
          {refused?.waive.length ? <p>{t(words.waivable, refused.waive.map((one) => code('rule', one)).join(' · '))}</p> : null}
        </div>
      ) : null}
      {place ? <SeatPlan edition={edition} meetingId={id} /> : null}
      {may(role, 'plan') && meeting.state !== 'cancelled' ? <Places edition={edition} meeting={meeting} /> : null}
      <details>
        <summary>{t(words.history)}</summary>
        <History edition={edition} subject={id} />
      </details>
      <div className="row">
        {may(role, 'plan') && meeting.state !== 'cancelled' ? <CancelMeeting edition={edition} id={id} onDone={onClose} /> : null}
        <span className="grow" />
        <Button onPress={onClose}>{t(words.closeDetail)}</Button>
      </div>
    </Dialog>
  )
}

function CancelMeeting({ edition, id, onDone }: { edition: string; id: string; onDone: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const cancel = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/meetings/{meeting_id}/cancel', { params: { path: { edition, meeting_id: id } }, body: reason ? { reason } : {} })
      await client.invalidateQueries({ queryKey: [edition] })
      onDone()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  if (!asked) {
    return (
      <Button look="bad" onPress={() => setAsked(true)}>
        {t(words.cancel)}
      </Button>
    )
  }
  return (
    <div className="row">
      <Field label={t(words.cancelReason)} hint={t(words.cancelHint)} value={reason} onChange={setReason} autoFocus />
      <Button look="bad" onPress={() => void cancel()}>
        {t(words.cancel)}
      </Button>
      {why ? <span role="alert">{why}</span> : null}
    </div>
  )
}

/** Where else it could be, with what that would move; and the acts that concern its place. */
function Places({ edition, meeting }: { edition: string; meeting: Meeting }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [target, setTarget] = useState<Target | null>(null)
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const path = { edition, meeting_id: meeting.id }
  const { data, error } = useQuery({
    queryKey: [edition, 'alternatives', meeting.id],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/meetings/{meeting_id}/alternatives', { params: { path } })),
    enabled: open,
    meta: { hears: ['scheduling.'], edition },
  })
  const act = async (call: Promise<unknown>) => {
    try {
      setWhy('')
      await call
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (refused) {
      setWhy(refusal(refused))
    }
  }
  return (
    <>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t(words.alternatives)}</summary>
        {error ? <Refusal error={error} /> : null}
        {open && !data && !error ? <Waiting /> : null}
        {data && data.items.length === 0 ? <p className="quiet">{t(words.noAlternatives)}</p> : null}
        <ul className="stack">
          {data?.items.map(({ placement, consequences, waive }) => (
            <li key={`${placement.room_id} ${placement.host_id} ${placement.starts}`} className="row">
              <span>
                {times.span(placement.starts, placement.ends)} · {called.room(placement.room_id)} · {called.host(placement.host_id)}
              </span>
              {consequences.length ? <State tone="warn">{t(words.moves, consequences.length)}</State> : null}
              {waive.map((one) => (
                <State key={one.rule} tone="bad">
                  {code('rule', one.rule)}
                </State>
              ))}
              <Button look="bare" onPress={() => setTarget({ hostId: placement.host_id, roomId: placement.room_id, starts: placement.starts })}>
                {t(words.choose)}
              </Button>
            </li>
          ))}
        </ul>
      </details>
      <div className="row">
        {meeting.pinned ? <Button onPress={() => void act(api.POST('/api/v1/editions/{edition}/meetings/{meeting_id}/unpin', { params: { path } }))}>{t(words.unpin)}</Button> : null}
        {meeting.placement && !meeting.briefed ? <Button onPress={() => void act(api.POST('/api/v1/editions/{edition}/meetings/{meeting_id}/brief', { params: { path } }))}>{t(words.briefed)}</Button> : null}
      </div>
      {why ? <p role="alert">{why}</p> : null}
      {target ? <MoveDialog edition={edition} meeting={meeting} to={target} onClose={() => setTarget(null)} /> : null}
    </>
  )
}
