/** The draft against what people were told, meeting by meeting: then, and now. */
import { useQuery } from '@tanstack/react-query'
import { answer } from '../../api/client'
import { byId, reference, useCalled } from '../../data/named'
import { meetingPlanOf, meetingsOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { drafts as words } from '../../i18n/words/drafts'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { Refusal, Waiting } from '../../ui/answers'
import { State } from '../../ui/state'
import { changed, counted, type Changed } from './draft'

const TONE = { added: 'ok', moved: 'warn', cancelled: 'bad' } as const

/** `released` is the number of the plan that was released last; without one every placed meeting is new. */
export function Unreleased({ edition, released }: { edition: string; released: number | undefined }) {
  const t = useWords()
  const plan = useQuery(meetingPlanOf(edition)).data
  const meetings = useQuery(meetingsOf(edition)).data
  const path = { edition }
  const compared = useQuery({
    queryKey: [edition, 'draft-difference', released, plan?.number],
    queryFn: async () => (await answer(api.GET('/api/v1/editions/{edition}/plans/scheduling/difference', { params: { path, query: { one: released ?? 0, other: plan?.number ?? 0 } } }))).items,
    enabled: released !== undefined && plan !== undefined && plan.number !== released,
    meta: { hears: ['scheduling.'], edition },
  })
  if (!plan || !meetings) return <Waiting />
  if (released === undefined) {
    const fresh = meetings.filter((one) => one.placement).map((one) => ({ meeting_id: one.id, before: null, after: one.placement ?? null }))
    return <Table edition={edition} rows={changed(fresh)} none={t(words.never)} />
  }
  if (plan.number === released) return <State tone="ok">{t(words.same)}</State>
  if (compared.error) return <Refusal error={compared.error} />
  if (!compared.data) return <Waiting />
  return <Table edition={edition} rows={changed(compared.data)} none={t(words.same)} />
}

function Table({ edition, rows, none }: { edition: string; rows: readonly Changed[]; none: string }) {
  const t = useWords()
  const called = useCalled(edition)
  const meetings = byId(useQuery(meetingsOf(edition)).data)
  if (!rows.length) return <State tone="ok">{none}</State>
  return (
    <>
      <p>{t(words.counts, counted(rows, 'added'), counted(rows, 'moved'), counted(rows, 'cancelled'))}</p>
      <div className="scroll compared" tabIndex={0} role="region" aria-label={t(words.title)}>
        <table className="rows">
          <thead>
            <tr>
              {[words.what, words.meeting, words.told, words.now].map((one) => (
                <th key={one.en} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.meeting_id}>
                <td>
                  <State tone={TONE[one.what]}>{t(words[one.what])}</State>
                </td>
                <td>
                  {called.guest(meetings.get(one.meeting_id)?.guest_id)} <span className="meta">{reference(one.meeting_id)}</span>
                </td>
                <td>
                  <Place edition={edition} one={one.before} other={one.after} />
                </td>
                <td>
                  <Place edition={edition} one={one.after} other={one.before} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** A place; what is not the same on the other side stands out. */
function Place({ edition, one, other }: { edition: string; one: Changed['before']; other: Changed['before'] }) {
  const times = useTimes(useZone())
  const called = useCalled(edition)
  if (!one) return <>–</>
  const part = (text: string, same: boolean) => (same || !other ? <span>{text}</span> : <strong>{text}</strong>)
  return (
    <>
      {part(times.span(one.starts, one.ends), one.starts === other?.starts && one.ends === other?.ends)} · {part(called.room(one.room_id), one.room_id === other?.room_id)} · {part(called.host(one.host_id), one.host_id === other?.host_id)}
    </>
  )
}
