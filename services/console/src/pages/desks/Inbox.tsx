/** What desks did alone and what others saw, where both cannot be right; looked at, and settled with a note. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, everything, PAGE, type Shapes } from '../../api/client'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { desks as words } from '../../i18n/words/desks'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Check, Field, Panel } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { BringFile } from './BringFile'

type Conflict = Shapes['AdmissionConflict']
type Side = Shapes['Seen']

export function Inbox({ edition }: { edition: string }) {
  const t = useWords()
  const times = useTimes(useZone())
  const [isAll, setAll] = useState(false)
  const [settling, setSettling] = useState<Conflict | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: [edition, 'admission-conflicts'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/admission-conflicts', { params: { path: { edition }, query: { limit: PAGE, ...(after ? { after } : {}) } } })),
    meta: { hears: ['registration.admission_conflict'], edition },
  })
  const openOnes = data?.filter((one) => one.open) ?? []
  const shown = isAll ? (data ?? []) : openOnes
  return (
    <Panel title={t(words.inbox)} tools={<><BringFile edition={edition} /><Check label={t(words.showSettled)} checked={isAll} onChange={setAll} /></>}>
      {error ? <Refusal error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data ? <State tone={openOnes.length ? 'bad' : 'ok'}>{openOnes.length ? t(words.open, openOnes.length) : t(words.noConflicts)}</State> : null}
      <ul className="desk-lines">
        {shown.map((one) => (
          <li key={one.id} className="row conflict">
            <State tone={one.open ? 'bad' : 'idle'}>{t(words.kind[one.kind])}</State>
            <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: one.guest_id }}>
              {one.guest_id.split('.g.')[1]}
            </Link>
            <span className="grow">
              {one.other ? <SideLine side={one.other} /> : <span className="block">{t(words.listSaid, result(one.listed, t))}</span>}
              <SideLine side={one.late} />
            </span>
            {one.open ? (
              <Button onPress={() => setSettling(one)}>{t(words.settle)}</Button>
            ) : (
              <span className="quiet">
                {t(words.settledBy, one.settled_by, times.dayAndClock(one.settled_at ?? one.found_at))}
                {one.note ? ` · ${one.note}` : ''}
              </span>
            )}
          </li>
        ))}
      </ul>
      {settling ? <Settle edition={edition} conflict={settling} onClose={() => setSettling(null)} /> : null}
    </Panel>
  )
}

function SideLine({ side }: { side: Side }) {
  const t = useWords()
  const times = useTimes(useZone())
  const seconds = side.skew_ms === null ? 0 : side.skew_ms / 1000
  return (
    <span className="block">
      {result(side.result, t)} · {t(words.side, side.device, side.door, times.dayAndClock(side.at))}
      {Math.abs(seconds) >= 1 ? <span className="quiet"> · {t(words.skew, seconds)}</span> : null}
    </span>
  )
}

function result(code: string, t: ReturnType<typeof useWords>): string {
  const known = words.result[code]
  return known ? t(known) : code
}

function Settle({ edition, conflict, onClose }: { edition: string; conflict: Conflict; onClose: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<unknown>(null)
  const settle = async () => {
    try {
      const path = { edition, conflict_id: conflict.id }
      await answer(api.POST('/api/v1/editions/{edition}/admission-conflicts/{conflict_id}/settle', { params: { path }, body: { note } }))
      await client.invalidateQueries({ queryKey: [edition, 'admission-conflicts'] })
      onClose()
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <Dialog title={t(words.kind[conflict.kind])} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void settle()
        }}
      >
        <Field label={t(words.note)} value={note} onChange={setNote} autoFocus autoComplete="off" />
        {fault ? <p className="field-error" role="alert">{refusal(fault)}</p> : null}
        <div className="row">
          <Button type="submit" look="main">
            {t(words.settle)}
          </Button>
          <Button onPress={onClose}>{t(shell.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}
