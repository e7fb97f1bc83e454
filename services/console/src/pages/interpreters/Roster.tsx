/** The roster: who can do what, with whose consent, how loaded; absences are recorded here. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Demand, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { instant, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition, useZone } from '../../shell/editions'
import { Empty, useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { servingNow } from './fit'

const HOUR_MS = 3_600_000

export function Roster({ edition, demands, roster, language }: { edition: string; demands: readonly Demand[]; roster: readonly Interpreter[]; language: string | undefined }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const times = useTimes(useZone())
  const planner = may(useSession()?.role, 'plan')
  const serving = useMemo(() => servingNow(demands), [demands])
  const [absent, setAbsent] = useState<Interpreter | null>(null)
  const shown = roster.filter((one) => !language || one.languages.includes(language))
  if (!shown.length) return <Empty>{t(words.none)}</Empty>
  return (
    <div className="panel scroll">
      <table className="rows">
        <thead>
          <tr>
            {[words.name, words.languages, words.level, words.topics, words.unit, words.consent, words.pledge, words.available, words.load].map((one) => (
              <th key={one.en} scope="col">
                {t(one)}
              </th>
            ))}
            {planner ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => {
            const mine = serving.get(one.id) ?? []
            const hours = mine.filter((each) => each.purpose !== 'one_to_one').reduce((sum, each) => sum + (Date.parse(each.ends) - Date.parse(each.starts)) / HOUR_MS, 0)
            return (
              <tr key={one.id}>
                <th scope="row" className="person">
                  {name(one.name, one.name_zh)} <span className="meta">{one.reference}</span>
                </th>
                <td>{one.languages.join(' ')}</td>
                <td>
                  {one.level} {one.booth ? <span className="meta">{t(words.booth)}</span> : null}
                </td>
                <td>{one.topics.join(', ')}</td>
                <td>{one.home_unit}</td>
                <td>
                  <State tone={one.consent === 'given' ? 'ok' : one.consent === 'asked' ? 'idle' : 'bad'}>{code('consent', one.consent)}</State>
                </td>
                <td>{t(one.pledge_signed_on ? words.signed : words.notSigned)}</td>
                <td>
                  {one.absences.map((each) => (
                    <div key={each.starts}>
                      <State tone="bad">{t(words.absent, each.reason)}</State> <span className="meta">{times.span(each.starts, each.ends)}</span>
                    </div>
                  ))}
                  {one.available_from && one.available_until ? <span className="meta">{`${times.day(one.available_from)} – ${times.day(one.available_until)}`}</span> : null}
                </td>
                <td className="nowrap">{t(words.loadOf, mine.length, Math.round(hours * 10) / 10)}</td>
                {planner ? (
                  <td>
                    <Button look="bare" onPress={() => setAbsent(one)}>
                      {t(words.absence)}
                    </Button>
                  </td>
                ) : null}
              </tr>
            )
          })}
        </tbody>
      </table>
      {absent ? <Absence edition={edition} interpreter={absent} onClose={() => setAbsent(null)} /> : null}
    </div>
  )
}

function Absence({ edition, interpreter, onClose }: { edition: string; interpreter: Interpreter; onClose: () => void }) {
  const t = useWords()
  const name = useName()
  const zone = useZone()
  const days = useEdition()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [from, setFrom] = useState(`${days?.first_day ?? ''}T08:00`)
  const [until, setUntil] = useState(`${days?.last_day ?? ''}T22:00`)
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState('')
  const record = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/interpreters/{interpreter_id}/absences', {
        params: { path: { edition, interpreter_id: interpreter.id } },
        body: { starts: moment(from, zone), ends: moment(until, zone), reason },
      })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.absenceTitle, name(interpreter.name, interpreter.name_zh))} onClose={onClose}>
      <p className="quiet">{t(words.absenceHint)}</p>
      <Field label={t(words.from)} type="datetime-local" value={from} onChange={setFrom} />
      <Field label={t(words.to)} type="datetime-local" value={until} onChange={setUntil} />
      <Field label={t(words.reason)} value={reason} onChange={setReason} required autoFocus />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={!reason || !from || !until} onPress={() => void record()}>
          {t(shell.save)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}

/** `2019-10-18T08:00` on the clock of the host city. */
function moment(local: string, zone: string): string {
  return instant(local.slice(0, 10), local.slice(11, 16), zone).toISOString()
}
