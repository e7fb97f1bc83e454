/** Everything that happened to one thing, newest first, each with what it made different. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { answer } from '../../api/client'
import type { Entry } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { changes as words } from '../../i18n/words/changes'
import { guests } from '../../i18n/words/guests'
import { api } from '../../session/api'
import { useZone } from '../../shell/editions'
import { Refusal, Waiting } from '../../ui/answers'
import { State } from '../../ui/state'
import { differences } from './chain'
import { toneOf, useTold } from './entry'

export const historyOf = (edition: string, subject: string) => ({
  queryKey: [edition, 'history', subject],
  queryFn: () => answer(api.GET('/api/v1/editions/{edition}/history', { params: { path: { edition }, query: { subject, limit: 200 } } })),
  meta: { hears: [''], edition },
})

export function History({ edition, subject }: { edition: string; subject: string }) {
  const t = useWords()
  const times = useTimes(useZone())
  const told = useTold(edition)
  const { data, error, isPending } = useQuery(historyOf(edition, subject))
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  if (!data?.items.length) return <p className="quiet">{t(guests.noHistory)}</p>
  const entries: Entry[] = data.items
  return (
    <ol className="stack">
      {entries.map((entry, place) => (
        <li key={entry.id}>
          <span className="quiet">{times.dayAndClock(entry.at)}</span> <State tone={toneOf(entry.kind)}>{told.kind(entry)}</State>{' '}
          {differences(entries[place + 1]?.data, entry.data)
            .slice(0, place === entries.length - 1 ? 0 : 8)
            .map((one) => `${told.field(one)}: ${told.value(one.field, one.before)} → ${told.value(one.field, one.after)}`)
            .join('; ')}{' '}
          <span className="quiet">{t(words.by, entry.actor)}</span>{' '}
          <Link to="/editions/$edition/changes" params={{ edition }} search={{ change: entry.correlation_id }}>
            {t(words.chain)}
          </Link>
        </li>
      ))}
    </ol>
  )
}
