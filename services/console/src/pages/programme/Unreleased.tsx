/** The draft against what people were told, item by item: then, and now; as a release made at this moment would tell it. */
import { useQuery } from '@tanstack/react-query'
import { answer, type Shapes } from '../../api/client'
import { reference } from '../../data/named'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { drafts as words } from '../../i18n/words/drafts'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { Refusal, Waiting } from '../../ui/answers'
import { State, type Tone } from '../../ui/state'

type Line = Shapes['Alteration']

const KINDS = ['added', 'moved', 'altered', 'cancelled'] as const
const TONE: Record<string, Tone> = { added: 'ok', moved: 'warn', altered: 'info', cancelled: 'bad' }

export function Unreleased({ edition }: { edition: string }) {
  const t = useWords()
  const { data, error } = useQuery({
    queryKey: [edition, 'unreleased'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/plans/scheduling/unreleased', { params: { path: { edition } } })),
    meta: { hears: ['scheduling.'], edition },
  })
  if (error) return <Refusal error={error} />
  if (!data) return <Waiting />
  if (!data.items.length) return <State tone="ok">{t(data.released ? words.same : words.nothingYet)}</State>
  const counts = KINDS.map((kind) => ({ kind, count: data.items.filter((one) => one.what === kind).length })).filter(({ count }) => count)
  return (
    <>
      {data.released ? null : <p>{t(words.never)}</p>}
      <p className="row">
        {counts.map(({ kind, count }) => (
          <State key={kind} tone={TONE[kind] ?? 'info'}>
            {t(words[kind])} {count}
          </State>
        ))}
      </p>
      <div className="scroll compared" tabIndex={0} role="region" aria-label={t(words.title)}>
        <table className="rows">
          <thead>
            <tr>
              {[words.what, words.item, words.told, words.now].map((one) => (
                <th key={one.en} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <Row key={one.id} line={one} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({ line }: { line: Line }) {
  const t = useWords()
  const times = useTimes(useZone())
  const what = KINDS.find((kind) => kind === line.what)
  const was = line.what === 'added' ? null : { starts: line.was_starts ?? line.starts, ends: line.was_ends ?? line.ends, room: line.was_room_name || line.room_name }
  const is = line.what === 'cancelled' ? null : { starts: line.starts, ends: line.ends, room: line.room_name }
  const place = (one: typeof is, other: typeof is) => {
    if (!one) return '–'
    const part = (text: string, same: boolean) => (same || !other ? <span>{text}</span> : <strong>{text}</strong>)
    return (
      <>
        {part(times.span(one.starts, one.ends), one.starts === other?.starts && one.ends === other.ends)} · {part(one.room, one.room === other?.room)}
      </>
    )
  }
  return (
    <tr>
      <td>
        <State tone={TONE[line.what] ?? 'info'}>{what ? t(words[what]) : line.what}</State>
      </td>
      <td>
        {line.title} <span className="meta">{reference(line.id)}</span>
      </td>
      <td>{place(was, is)}</td>
      <td>{place(is, was)}</td>
    </tr>
  )
}
