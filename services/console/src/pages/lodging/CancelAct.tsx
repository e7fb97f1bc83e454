/** Cancels a visit or a meal as it was read; somebody faster is told, not overwritten. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { useWords } from '../../i18n/language'
import { lodging as words } from '../../i18n/words/lodging'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'

interface Cancellable {
  id: string
  name: string
  reference: string
  version: number
}

export function CancelAct({ edition, what, one }: { edition: string; what: 'outing' | 'sitting'; one: Cancellable }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [asked, setAsked] = useState(false)
  const [why, setWhy] = useState('')
  const cancel = async () => {
    const headers = { 'If-Match': `"${one.version}"` }
    try {
      await (what === 'outing'
        ? answer(api.POST('/api/v1/editions/{edition}/outings/{outing_id}/cancel', { params: { path: { edition, outing_id: one.id } }, headers }))
        : answer(api.POST('/api/v1/editions/{edition}/sittings/{sitting_id}/cancel', { params: { path: { edition, sitting_id: one.id } }, headers })))
      setAsked(false)
    } catch (error) {
      setWhy(refusal(error))
    }
    await client.invalidateQueries({ queryKey: [edition] })
  }
  return (
    <>
      <Button onPress={() => setAsked(true)}>{t(words.cancelAct)}</Button>
      {asked ? (
        <Dialog title={`${one.name} ${one.reference}`.trim()} onClose={() => setAsked(false)}>
          <p>{t(words.cancelWarning)}</p>
          {why ? <p role="alert">{why}</p> : null}
          <div className="row">
            <Button look="bad" onPress={() => void cancel()}>
              {t(words.cancelNow)}
            </Button>
            <Button onPress={() => setAsked(false)}>{t(shell.close)}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
