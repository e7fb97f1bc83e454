/** One act on several guests: each is asked for by itself, and each refusal is shown with its guest. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fullName } from '../../data/named'
import type { Guest } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'

type Act = 'confirm' | 'withdraw' | 'badge'
const AT_ONCE = 6

export function Bulk({ edition, guests, onDone }: { edition: string; guests: readonly Guest[]; onDone: () => void }) {
  const t = useWords()
  const role = useSession()?.role
  const [act, setAct] = useState<Act | null>(null)
  if (!guests.length) return null
  return (
    <>
      <strong>{t(words.selected, guests.length)}</strong>
      {may(role, 'plan') ? (
        <>
          <Button onPress={() => setAct('confirm')}>{t(words.confirm)}</Button>
          <Button onPress={() => setAct('withdraw')}>{t(words.withdraw)}</Button>
        </>
      ) : null}
      <Button onPress={() => setAct('badge')}>{t(words.issueBadge)}</Button>
      {act ? <Ask act={act} edition={edition} guests={guests} onClose={() => setAct(null)} onDone={onDone} /> : null}
    </>
  )
}

function Ask({ act, edition, guests, onClose, onDone }: { act: Act; edition: string; guests: readonly Guest[]; onClose: () => void; onDone: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const [refused, setRefused] = useState<{ guest: Guest; why: string }[]>([])
  const what = t({ confirm: words.confirm, withdraw: words.withdraw, badge: words.issueBadge }[act])
  const run = async () => {
    let finished = 0
    const failures: { guest: Guest; why: string }[] = []
    const waiting = [...guests]
    setDone(0)
    const worker = async () => {
      for (let guest = waiting.shift(); guest; guest = waiting.shift()) {
        try {
          await perform(act, edition, guest, reason)
        } catch (error) {
          failures.push({ guest, why: refusal(error) })
        }
        setDone(++finished)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    void client.invalidateQueries({ queryKey: [edition] })
    setRefused(failures)
    if (!failures.length) {
      onDone()
      onClose()
    }
  }
  return (
    <Dialog title={what} onClose={onClose}>
      <p>{t(words.bulkAsk, what, guests.length)}</p>
      {act === 'withdraw' ? <Field label={t(words.reason)} value={reason} onChange={setReason} autoFocus /> : null}
      {done === null ? null : <p role="status">{t(words.bulkDone, done - refused.length, guests.length)}</p>}
      <ul className="stack">
        {refused.map(({ guest, why }) => (
          <li key={guest.id}>
            <strong>{fullName(guest)}</strong>: {why}
          </li>
        ))}
      </ul>
      <div className="row">
        <Button look="main" disabled={done !== null} onPress={() => void run()}>
          {what}
        </Button>
        <Button onPress={onClose}>{t(done === null ? shell.cancel : shell.close)}</Button>
      </div>
    </Dialog>
  )
}

function perform(act: Act, edition: string, guest: Guest, reason: string): Promise<unknown> {
  const path = { edition, guest_id: guest.id }
  if (act === 'badge') return api.POST('/api/v1/editions/{edition}/guests/{guest_id}/badge', { params: { path } })
  if (act === 'confirm') return api.POST('/api/v1/editions/{edition}/guests/{guest_id}/confirm', { params: { path }, body: {} })
  return api.POST('/api/v1/editions/{edition}/guests/{guest_id}/withdraw', { params: { path }, body: reason ? { reason } : {} })
}
