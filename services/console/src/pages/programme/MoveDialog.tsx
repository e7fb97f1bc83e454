/** Before a meeting is moved by hand: rule by rule whether it could be there; then it is put and stays there. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
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
import { State } from '../../ui/state'

export interface Target {
  hostId: string
  roomId: string
  starts: string
}

export function MoveDialog({ edition, meeting, to, onClose }: { edition: string; meeting: Meeting; to: Target; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const place = { host_id: to.hostId, room_id: to.roomId, starts: to.starts }
  const path = { edition, meeting_id: meeting.id }
  const { data, error } = useQuery({
    queryKey: [edition, 'verdicts', meeting.id, to],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/meetings/{meeting_id}/verdicts', { params: { path, query: place } })),
    meta: { hears: ['scheduling.'], edition },
  })
  const broken = data?.items.filter((one) => !one.kept) ?? []
  const hopeless = broken.some((one) => !one.waived_by)
  const put = async () => {
    try {
      await api.PUT('/api/v1/editions/{edition}/meetings/{meeting_id}/place', {
        params: { path },
        headers: { 'If-Match': `"${meeting.version}"` },
        body: { ...place, reason, waive: broken.map((one) => one.rule) },
      })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
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
      {!data && !error ? <Waiting /> : null}
      {data ? (
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
        <Button look="main" disabled={!data || hopeless || !reason} onPress={() => void put()}>
          {t(broken.length ? words.putWaiving : words.put)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
