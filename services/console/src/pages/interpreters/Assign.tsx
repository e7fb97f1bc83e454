/** Before a pair is made by hand: the rules that are in the way, then the act with its reason. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useGuests } from '../../data/named'
import type { Demand, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { nameOf } from './Board'
import type { Fit } from './fit'

export function Assign({ edition, demand, interpreter, fit, onClose }: { edition: string; demand: Demand; interpreter: Interpreter; fit: Fit; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const guests = useGuests(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const [acted, setActed] = useState<Shapes['Acted'] | null>(null)
  const assign = async () => {
    try {
      const done = await answer(
        api.POST('/api/v1/editions/{edition}/demands/{demand_id}/assign', { params: { path: { edition, demand_id: demand.id } }, body: { interpreter_id: interpreter.id, reason } }),
      )
      await client.invalidateQueries({ queryKey: [edition] })
      if (done?.in_force) onClose()
      else setActed(done ?? null)
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.assignAsk, name(interpreter.name, interpreter.name_zh), nameOf(guests.get(demand.guest_id), demand))} onClose={onClose}>
      {fit.breaks.length ? (
        <div className="row">
          {fit.breaks.map((one) => (
            <State key={one} tone="bad">
              {code('rule', one)}
            </State>
          ))}
        </div>
      ) : (
        <State tone="ok">{t(words.clean)}</State>
      )}
      <p className="quiet">{t(words.assignHint)}</p>
      {acted ? (
        <div role="alert" className="stack">
          <State tone="warn">{t(words.notInForce)}</State>
          <ul>
            {acted.breaks
              .filter((one) => !one.waiver_id)
              .map((one) => (
                <li key={one.rule}>
                  {code('rule', one.rule)} <span className="quiet">{one.waived_by ? t(words.waivedBy, one.waived_by) : t(words.notWaivable)}</span>
                </li>
              ))}
          </ul>
        </div>
      ) : (
        <Field label={t(words.reason)} value={reason} onChange={setReason} autoFocus />
      )}
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        {acted ? null : (
          <Button look="main" onPress={() => void assign()}>
            {t(words.assign)}
          </Button>
        )}
        <Button onPress={onClose}>{t(acted ? shell.close : shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
