/** An offer under way: how long its wave may still answer, who said what, and the link to send to each who is asked now. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useCalled } from '../../data/named'
import { useWords } from '../../i18n/language'
import { MINUTE } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { api } from '../../session/api'
import { Button } from '../../ui/controls'
import { State } from '../../ui/state'

interface Props {
  edition: string
  offer: Shapes['Offer']
  act: (call: Promise<unknown>) => Promise<void>
}

export function OpenOffer({ edition, offer, act }: Props) {
  const t = useWords()
  const code = useCode()
  const called = useCalled(edition)
  const path = { edition, offer_id: offer.id }
  const links = useQuery({
    queryKey: [edition, 'offers', offer.id, 'links', offer.wave],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/offers/{offer_id}/links', { params: { path } })),
  }).data
  return (
    <div className="stack">
      <p>
        <State tone="info">{t(words.offerLeft, Math.round((Date.parse(offer.deadline) - Date.now()) / MINUTE))}</State> {code('tier', offer.waves[offer.wave]?.tier)}
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
        <Button look="bad" onPress={() => void act(api.POST('/api/v1/editions/{edition}/offers/{offer_id}/withdraw', { params: { path }, body: { reason: t(words.withdrawnByHand) } }))}>
          {t(words.withdrawOffer)}
        </Button>
      </div>
    </div>
  )
}

function CopyLink({ link }: { link: string }) {
  const t = useWords()
  const [copied, setCopied] = useState(false)
  return (
    <>
      <a href={link} target="_blank" rel="noreferrer" className="meta">
        {new URL(link).pathname.slice(0, 14)}…
      </a>
      <Button onPress={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>{t(copied ? words.linkCopied : words.copyLink)}</Button>
    </>
  )
}
