/** Gaps before D-7: what is still open, most important first, with the reason and who comes nearest. */
import { Link } from '@tanstack/react-router'
import { useCalled } from '../../data/named'
import { useNow } from '../../data/now'
import type { Demand } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { dayKey, instant, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { useEdition, useZone } from '../../shell/editions'
import { Empty } from '../../ui/answers'
import { Rank, State } from '../../ui/state'
import { daysUntil, deadlineOf, openGaps } from './gaps'

export function Gaps({ edition, demands }: { edition: string; demands: readonly Demand[] }) {
  const t = useWords()
  const code = useCode()
  const zone = useZone()
  const times = useTimes(zone)
  const called = useCalled(edition)
  const about = useEdition()
  const now = useNow(about)
  const gaps = openGaps(demands)
  const deadline = about ? deadlineOf(about.first_day) : null
  const left = deadline ? daysUntil(deadline, dayKey(now.at, zone)) : 0
  const nobody = gaps.filter((one) => one.state === 'unfilled').length
  return (
    <>
      <div className="row">
        {deadline ? (
          <>
            <span>{t(words.deadline, times.fullDay(instant(deadline, '12:00', zone)))}</span>
            <State tone={gaps.length && left < 0 ? 'bad' : left < 7 && gaps.length ? 'warn' : 'idle'}>{t(words.daysLeft, left)}</State>
          </>
        ) : null}
        <State tone={nobody ? 'bad' : 'ok'}>{t(words.gapNobody, nobody)}</State>
        <State tone={gaps.length > nobody ? 'warn' : 'ok'}>{t(words.gapOpen, gaps.length - nobody)}</State>
      </div>
      {gaps.length === 0 ? (
        <Empty>{t(words.noGaps)}</Empty>
      ) : (
        <div className="panel scroll">
          <table className="rows">
            <thead>
              <tr>
                {[words.gapState, words.whom, words.purpose, words.language, words.when, words.inTheWay, words.nearest].map((one) => (
                  <th key={one.en} scope="col">
                    {t(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {gaps.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link to="/editions/$edition/interpreters" params={{ edition }} search={{ demand: one.id }}>
                      <State tone={one.state === 'unfilled' ? 'bad' : 'warn'}>{one.state === 'unfilled' ? code('demand_state', 'unfilled') : t(words.unconfirmed)}</State>
                    </Link>
                  </td>
                  <td>
                    <Rank rank={one.rank} /> {called.guest(one.guest_id)}
                  </td>
                  <td>{code('purpose', one.purpose)}</td>
                  <td>{one.language}</td>
                  <td className="nowrap">{times.span(one.starts, one.ends)}</td>
                  <td>{one.rules.map((rule) => code('rule', rule)).join(' · ')}</td>
                  <td>{called.interpreter(one.interpreter_id ?? one.nearest_id) || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
