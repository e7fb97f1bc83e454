/** Before a meeting is moved by hand: rule by rule whether it could be there; then it is put and stays there. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { useCalled } from '../../data/named'
import type { Meeting } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { programme as words } from '../../i18n/words/programme'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'
import { verdictsOf, type Target } from './verdicts'

export function MoveDialog({ edition, meeting, to, onClose }: { edition: string; meeting: Meeting; to: Target; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const { data: broken, error } = useQuery(verdictsOf(edition, meeting.id, to))
  const hopeless = broken?.some((one) => !one.waived_by)
  const put = async () => {
    try {
      const said = t(words.putBack)
      const done = await putThere(edition, meeting, to, reason, broken ?? [])
      void client.invalidateQueries({ queryKey: [edition] })
      onClose()
      const was = meeting.placement
      notice(t(words.moved, called.guest(meeting.guest_id), times.dayAndClock(to.starts), called.room(to.roomId)), was ? () => takeBack(client, edition, meeting, done.version, said) : undefined)
    } catch (refused) {
      setWhy(refusal(refused))
    }
  }
  return (
    <Dialog title={called.guest(meeting.guest_id)} onClose={onClose}>
      <p>
        {t(words.moveProposal)}: <strong>{times.dayAndClock(to.starts)}</strong> · {called.room(to.roomId)} · {called.host(to.hostId)}
      </p>
      {error ? <Refusal error={error} /> : null}
      {!broken && !error ? <Waiting /> : null}
      {broken ? (
        broken.length ? (
          <ul className="stack">
            {broken.map((one) => (
              <li key={one.rule}>
                <State tone="bad">{code('rule', one.rule)}</State> <span className="quiet">{one.waived_by ? t(words.waivedBy, one.waived_by) : t(words.notWaivable)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <State tone="ok">{t(words.noConflict)}</State>
        )
      ) : null}
      <Field label={t(words.reason)} hint={t(words.reasonHint)} value={reason} onChange={setReason} required autoFocus />
      <p className="meta">{t(words.moveExplained)}</p>
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={!broken || hopeless || !reason} onPress={() => void put()}>
          {t(broken?.length ? words.putWaiving : words.put)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}

function putThere(edition: string, meeting: Pick<Meeting, 'id' | 'version'>, to: Target, reason: string, broken: readonly { rule: string }[]) {
  return answer(
    api.PUT('/api/v1/editions/{edition}/meetings/{meeting_id}/place', {
      params: { path: { edition, meeting_id: meeting.id } },
      headers: { 'If-Match': `"${meeting.version}"` },
      body: { host_id: to.hostId, room_id: to.roomId, starts: to.starts, reason, waive: broken.map((one) => one.rule) },
    }),
  )
}

/** Where it was before, and left to the planner again if it was; refused where that place is taken by now. */
async function takeBack(client: QueryClient, edition: string, meeting: Meeting, version: number, reason: string): Promise<void> {
  const was = meeting.placement
  if (!was) return
  await putThere(edition, { id: meeting.id, version }, { hostId: was.host_id, roomId: was.room_id, starts: was.starts }, reason, [])
  if (!meeting.pinned) await api.POST('/api/v1/editions/{edition}/meetings/{meeting_id}/unpin', { params: { path: { edition, meeting_id: meeting.id } } })
  await client.invalidateQueries({ queryKey: [edition] })
}
