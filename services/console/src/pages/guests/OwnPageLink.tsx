/** Makes the signed link under which a guest sees the own itinerary. */
import { useState } from 'react'
import { answer } from '../../api/client'
import { useWords } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button, Field, Panel } from '../../ui/controls'

export function OwnPageLink({ edition, id }: { edition: string; id: string }) {
  const t = useWords()
  const refusal = useRefusal()
  const [link, setLink] = useState('')
  const [why, setWhy] = useState('')
  const [copied, setCopied] = useState(false)
  const [ended, setEnded] = useState(false)
  const make = async () => {
    try {
      const made = await answer(api.POST('/api/v1/editions/{edition}/guests/{guest_id}/page-link', { params: { path: { edition, guest_id: id } } }))
      setLink(`${location.origin}/my/${made?.token ?? ''}`)
      setWhy('')
      setEnded(false)
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  const endAll = async () => {
    try {
      await api.DELETE('/api/v1/editions/{edition}/guests/{guest_id}/page-link', { params: { path: { edition, guest_id: id } } })
      setLink('')
      setEnded(true)
      setWhy('')
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Panel title={t(words.links)}>
      <div className="stack">
        <p className="quiet">{t(words.linkHint)}</p>
        <div className="row">
          <Button onPress={() => void make()}>{t(words.makeLink)}</Button>
          <Button look="bad" onPress={() => void endAll()}>
            {t(words.endLinks)}
          </Button>
          {ended ? <span role="status">{t(words.linksEnded)}</span> : null}
        </div>
        {why ? <p role="alert">{why}</p> : null}
        {link ? (
          <div className="row">
            <div className="grow">
              <Field label={t(words.links)} hideLabel value={link} onChange={() => undefined} />
            </div>
            <Button onPress={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>{t(copied ? words.copied : words.copy)}</Button>
            <a href={link} target="_blank" rel="noreferrer">
              {t(words.links)}
            </a>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}
