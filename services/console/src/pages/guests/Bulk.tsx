/** One act on several guests: each is asked for by itself, and each refusal is shown with its guest. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import type { BadgePrint } from '../../badge/Card'
import { PrintBadges } from '../../badge/PrintBadges'
import { fullName } from '../../data/named'
import type { Guest } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition } from '../../shell/editions'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'

type Act = 'confirm' | 'withdraw' | 'badge'
const AT_ONCE = 6

export function Bulk({ edition, guests, onDone }: { edition: string; guests: readonly Guest[]; onDone: () => void }) {
  const t = useWords()
  const role = useSession()?.role
  const conference = useEdition()
  const [act, setAct] = useState<Act | null>(null)
  const [made, setMade] = useState<readonly BadgePrint[]>([])
  if (!act && made.length && conference) return <PrintBadges badges={made} conference={conference} onClose={() => setMade([])} />
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
      {act ? <Ask act={act} edition={edition} guests={guests} onClose={() => setAct(null)} onDone={onDone} onMade={setMade} /> : null}
    </>
  )
}

interface AskProps {
  act: Act
  edition: string
  guests: readonly Guest[]
  onClose: () => void
  onDone: () => void
  /** The cards that were made, in the order of the guests: whoever makes them wants them printed. */
  onMade: (cards: readonly BadgePrint[]) => void
}

function Ask({ act, edition, guests, onClose, onDone, onMade }: AskProps) {
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
    const cards = new Map<string, BadgePrint>()
    const waiting = [...guests]
    setDone(0)
    const worker = async () => {
      for (let guest = waiting.shift(); guest; guest = waiting.shift()) {
        try {
          await perform(act, edition, guest, reason)
          if (act === 'badge') cards.set(guest.id, await answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}/badge/print', { params: { path: { edition, guest_id: guest.id } } })))
        } catch (error) {
          failures.push({ guest, why: refusal(error) })
        }
        setDone(++finished)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    void client.invalidateQueries({ queryKey: [edition] })
    setRefused(failures)
    onMade(guests.flatMap((guest) => cards.get(guest.id) ?? []))
    if (!failures.length) {
      onDone()
      onClose()
    }
  }
  return (
    <Dialog title={what} onClose={onClose}>
      <p>{t(words.bulkAsk, what, guests.length)}</p>
      {act === 'badge' ? null : <p className="quiet">{t(act === 'confirm' ? words.finalConfirm : words.finalWithdraw)}</p>}
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
