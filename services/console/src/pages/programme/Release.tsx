/** The draft against what people were told: conflicts that hold a release up, and the release itself. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { drafts } from '../../i18n/words/drafts'
import { programme as words } from '../../i18n/words/programme'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State, type Tone } from '../../ui/state'
import { Unreleased } from './Unreleased'

const TONE: Record<string, Tone> = { block: 'bad', block_release: 'bad', warn: 'warn', ignore: 'idle' }

export function Release({ edition, onClose }: { edition: string; onClose: () => void }) {
  const t = useWords()
  const times = useTimes(useZone())
  const client = useQueryClient()
  const refusal = useRefusal()
  const [note, setNote] = useState('')
  const [why, setWhy] = useState('')
  const path = { edition }
  const meta = { hears: ['scheduling.'], edition }
  const conflicts = useQuery({ queryKey: [edition, 'conflicts'], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/scheduling/conflicts', { params: { path } })), meta }).data
  const releases = useQuery({ queryKey: [edition, 'releases'], queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/scheduling/releases', { params: { path, query: { limit: 500 } } })), meta }).data
  const latest = [...(releases?.items ?? [])].sort((a, b) => b.number - a.number)[0]
  const release = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/plans/scheduling/releases', { params: { path }, headers: { 'Idempotency-Key': crypto.randomUUID() }, body: { note } })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.release)} onClose={onClose} wide>
      <p>{latest ? t(words.lastRelease, latest.number, times.dayAndClock(latest.at), latest.changelog.length) : t(words.neverReleased)}</p>
      {latest?.changelog.length ? (
        <details>
          <summary>{t(words.changelog)}</summary>
          <ul>
            {latest.changelog.map((one) => (
              <li key={one.id}>
                {one.title} · {times.span(one.starts, one.ends)} · {one.room_name} {one.was_starts ? <span className="quiet">({times.dayAndClock(one.was_starts)})</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <h3>{t(drafts.title)}</h3>
      <Unreleased edition={edition} />
      <h3>{t(words.conflicts)}</h3>
      {conflicts?.items.length ? (
        <ul className="stack">
          {conflicts.items.map((one) => (
            <li key={`${one.code} ${one.about.join(' ')}`}>
              <State tone={TONE[one.grade] ?? 'warn'}>{one.says}</State>
            </li>
          ))}
        </ul>
      ) : (
        <State tone="ok">{t(words.noConflict)}</State>
      )}
      <Field label={t(words.note)} value={note} onChange={setNote} />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" onPress={() => void release()}>
          {t(words.releaseAct)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
