/** An offer under way: how long its wave may still answer, who said what, and the link to send to each who is asked now. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useCalled } from '../../data/named'
import { useClock } from '../../data/now'
import { useWords } from '../../i18n/language'
import { MINUTE } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { CopyLink } from '../../ui/CopyLink'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'

interface Props {
  edition: string
  offer: Shapes['Offer']
}

export function OpenOffer({ edition, offer }: Props) {
  const t = useWords()
  const code = useCode()
  const called = useCalled(edition)
  const clock = useClock()
  const [ending, setEnding] = useState(false)
  const path = { edition, offer_id: offer.id }
  const links = useQuery({
    queryKey: [edition, 'offers', offer.id, 'links', offer.wave],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/offers/{offer_id}/links', { params: { path } })),
  }).data
  return (
    <div className="stack">
      <p>
        <State tone="info">{t(words.offerLeft, Math.round((Date.parse(offer.deadline) - clock.getTime()) / MINUTE))}</State> {code('tier', offer.waves[offer.wave]?.tier)}
      </p>
      <p className="meta">{t(words.offerLinks)}</p>
      <ul className="stack">
        {links?.items.map(({ interpreter, path: page }) => {
          const reply = offer.replies.find((one) => one.interpreter_id === interpreter.id)
          return (
            <li key={interpreter.id} className="row">
              <span className="grow">
                {called.interpreter(interpreter.id)} <span className="meta">{reply ? code('offer', reply.answer) : interpreter.email || interpreter.phone}</span>
              </span>
              {reply ? null : <CopyLink link={location.origin + page} />}
            </li>
          )
        })}
      </ul>
      <div className="row">
        <Button look="bad" onPress={() => setEnding(true)}>
          {t(words.withdrawOffer)}…
        </Button>
      </div>
      {ending ? <EndOffer edition={edition} offer={offer.id} onClose={() => setEnding(false)} /> : null}
    </div>
  )
}

/** Whoever was asked hears that the question is withdrawn, and why. */
function EndOffer({ edition, offer, onClose }: { edition: string; offer: string; onClose: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const end = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/offers/{offer_id}/withdraw', { params: { path: { edition, offer_id: offer } }, body: { reason } })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.withdrawOffer)} onClose={onClose}>
      <p className="quiet">{t(words.withdrawHint)}</p>
      <Field label={t(words.reason)} value={reason} onChange={setReason} required autoFocus />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={!reason} onPress={() => void end()}>
          {t(words.withdrawOffer)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
