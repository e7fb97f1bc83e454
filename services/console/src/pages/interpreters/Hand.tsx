/** What was done by hand on a demand, how to take it back, and how to allow what a rule forbids. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useCalled } from '../../data/named'
import type { Demand } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { DAY, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { OpenOffer } from './OpenOffer'

export function Hand({ edition, demand }: { edition: string; demand: Demand }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const [waiving, setWaiving] = useState<Shapes['Breach'] | null>(null)
  const path = { edition, demand_id: demand.id }
  const hand = useQuery({ queryKey: [edition, 'hand', demand.id], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/demands/{demand_id}/hand', { params: { path } })), meta: { hears: ['matching.'], edition } }).data
  const offers = useQuery({ queryKey: [edition, 'offers'], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/offers', { params: { path: { edition }, query: { limit: 500 } } })), meta: { hears: ['matching.'], edition } }).data
  const act = async (call: Promise<unknown>) => {
    try {
      setWhy('')
      await call
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  const standing = hand?.acts.filter((one) => one.stands) ?? []
  const broken = hand?.breaks.filter((one) => !one.waiver_id) ?? []
  const offer = offers?.items.find((one) => one.demand_id === demand.id && one.state === 'open')
  return (
    <section>
      <h3>{t(words.acts)}</h3>
      <ul className="stack">
        {standing.map((one) => (
          <li key={one.id} className="row">
            <span className="grow">
              {code('hand', one.kind)} · {called.interpreter(one.interpreter_id)} <span className="meta">{[one.by, times.dayAndClock(one.at), one.reason].filter(Boolean).join(' · ')}</span>
            </span>
            <Button look="bare" onPress={() => void act(api.POST('/api/v1/editions/{edition}/demands/{demand_id}/acts/{act_id}/undo', { params: { path: { ...path, act_id: one.id } } }))}>
              {t(words.undo)}
            </Button>
          </li>
        ))}
        {broken.map((one) => (
          <li key={one.rule} className="row">
            <State tone="bad">{code('rule', one.rule)}</State>
            <span className="meta">{t(words.breaks)}</span>
            {one.waived_by ? (
              <Button look="bare" onPress={() => setWaiving(one)}>
                {t(words.waive)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {offer ? <OpenOffer edition={edition} offer={offer} /> : null}
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        {demand.state === 'filled' ? <Button onPress={() => void act(api.POST('/api/v1/editions/{edition}/demands/{demand_id}/lock', { params: { path }, body: {} }))}>{t(words.lock)}</Button> : null}
        {demand.interpreter_id ? (
          <Button onPress={() => void act(api.POST('/api/v1/editions/{edition}/demands/{demand_id}/forbid', { params: { path }, body: { interpreter_id: demand.interpreter_id ?? '' } }))}>{t(words.forbid)}</Button>
        ) : null}
        {offer ? null : <Button onPress={() => void act(api.POST('/api/v1/editions/{edition}/demands/{demand_id}/offers', { params: { path }, body: { minutes: 120 } }))}>{t(words.offer)}</Button>}
      </div>
      {waiving ? <Waive edition={edition} demand={demand} held={hand?.held ?? null} breach={waiving} onClose={() => setWaiving(null)} /> : null}
    </section>
  )
}

const A_WEEK = 7 * DAY

/** For the person held there only: anybody else who breaks the same rule needs a leave of their own. */
function Waive({ edition, demand, held, breach, onClose }: { edition: string; demand: Demand; held: string | null; breach: Shapes['Breach']; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [by, setBy] = useState('')
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const record = async () => {
    const until = new Date(Math.max(Date.now(), Date.parse(demand.ends)) + A_WEEK).toISOString()
    try {
      await api.POST('/api/v1/editions/{edition}/interpreter-waivers', { params: { path: { edition } }, body: { demand_id: demand.id, rule: breach.rule, interpreter_id: held, granted_by: by, reason, until } })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.waive)} onClose={onClose}>
      <p>
        <State tone="bad">{code('rule', breach.rule)}</State> {breach.waived_by ? t(words.waivedBy, breach.waived_by) : null}
      </p>
      <Field label={t(words.grantedBy)} value={by} onChange={setBy} required autoFocus />
      <Field label={t(words.reason)} value={reason} onChange={setReason} required />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={!by || !reason} onPress={() => void record()}>
          {t(shell.save)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
