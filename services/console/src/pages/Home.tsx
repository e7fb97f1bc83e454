/** The editions that are mine; with one only, its overview at once. */
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useName, useWords } from '../i18n/language'
import { useTimes } from '../i18n/time'
import { shell } from '../i18n/words/shell'
import { editionsQuery } from '../shell/editions'
import { Empty, Refusal, Waiting } from '../ui/answers'
import { Panel } from '../ui/controls'

export function Home() {
  const t = useWords()
  const name = useName()
  const times = useTimes()
  const { data, error, isPending, refetch } = useQuery(editionsQuery)
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  const [only] = data
  if (!only) return <Empty act={<p className="meta">{t(shell.noEditionAct)}</p>}>{t(shell.noEdition)}</Empty>
  if (data.length === 1) return <Navigate to="/editions/$edition/overview" params={{ edition: only.id }} replace />
  return (
    <Panel title={t(shell.editions)}>
      <ul className="stack">
        {data.map((one) => (
          <li key={one.id}>
            <Link to="/editions/$edition/overview" params={{ edition: one.id }}>
              {name(one.name_en, one.name_zh)}
            </Link>{' '}
            <span className="quiet">
              {times.fullDay(one.first_day)} – {times.fullDay(one.last_day)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function NotFound() {
  const t = useWords()
  return <Empty act={<Link to="/">{t(shell.home)}</Link>}>{t(shell.notFound)}</Empty>
}
