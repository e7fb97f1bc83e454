/** Before a pair is made by hand: the rules that are in the way, then the act with its reason. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import type { Demand, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'
import { useNameOf } from './naming'
import { whyNotOf } from './carrying'

export function Assign({ edition, demand, interpreter, onClose }: { edition: string; demand: Demand; interpreter: Interpreter; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const nameOf = useNameOf(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const whom = nameOf(demand)
  const who = name(interpreter.name, interpreter.name_zh)
  const path = { edition, demand_id: demand.id }
  const checked = useQuery(whyNotOf(edition, demand.id, interpreter.id))
  const [acted, setActed] = useState<Shapes['Acted'] | null>(null)
  const assign = async () => {
    try {
      const done = await answer(
        api.POST('/api/v1/editions/{edition}/demands/{demand_id}/assign', { params: { path }, body: { interpreter_id: interpreter.id, reason } }),
      )
      void client.invalidateQueries({ queryKey: [edition] })
      if (!done.in_force) return setActed(done)
      onClose()
      const takeBack = async () => {
        await api.POST('/api/v1/editions/{edition}/demands/{demand_id}/acts/{act_id}/undo', { params: { path: { ...path, act_id: done.act.id } } })
        await client.invalidateQueries({ queryKey: [edition] })
      }
      notice(t(words.assigned, who, whom), takeBack)
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.assignAsk, who, whom)} onClose={onClose}>
      {checked.error ? <Refusal error={checked.error} /> : null}
      {checked.isPending ? <Waiting /> : null}
      {checked.data && !acted ? (
        checked.data.breaks.length ? (
          <ul className="stack">
            {checked.data.breaks.map((one, place) => (
              <li key={one}>
                <State tone="bad">{code('rule', one)}</State> <span className="quiet">{checked.data.waived_by[place] ? t(words.waivedBy, checked.data.waived_by[place]) : t(words.notWaivable)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <State tone="ok">{t(words.clean)}</State>
        )
      ) : null}
      {checked.data?.moves.length ? <p>{t(words.alsoMoves, checked.data.moves.length)}</p> : null}
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
