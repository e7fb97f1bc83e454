/** Why a demand is decided as it is, why not somebody else, who could step in, and what was done by hand. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { explanationOf, type Demand, type Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { Rank, State } from '../../ui/state'
import { useNameOf } from './naming'
import type { Fit } from './fit'
import { Hand } from './Hand'

interface Props {
  edition: string
  demand: Demand | undefined
  interpreter: Interpreter | undefined
  fitOf: (demand: Demand, interpreter: Interpreter) => Fit
  roster: readonly Interpreter[]
  onAssign: (interpreter: Interpreter) => void
}

const MOST = 8

export function Explained({ edition, demand, interpreter, fitOf, roster, onAssign }: Props) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const times = useTimes(useZone())
  const nameOf = useNameOf(edition)
  const planner = may(useSession()?.role, 'plan')
  if (!demand) {
    return (
      <Panel title={t(words.why)}>
        <Empty>{t(words.pick)}</Empty>
      </Panel>
    )
  }
  const pair = interpreter ? fitOf(demand, interpreter) : null
  const ready = roster.filter((one) => fitOf(demand, one).standing === 'could')
  return (
    <Panel>
      <div className="stack explained">
        <h2>
          <Rank rank={demand.rank} />{' '}
          {demand.guest_id ? (
            <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: demand.guest_id }}>
              {nameOf(demand)}
            </Link>
          ) : (
            nameOf(demand)
          )}
        </h2>
        <p className="quiet">
          {code('purpose', demand.purpose)} · {code('mode', demand.mode)} · {[demand.language, demand.fallback].filter(Boolean).join(' → ')} · {times.span(demand.starts, demand.ends)}
        </p>
        {interpreter && pair ? (
          <section>
            <h3>{t(words.whyOf, name(interpreter.name, interpreter.name_zh))}</h3>
            <p>
              {pair.standing === 'serves' ? <State tone="ok">{t(words.serves)}</State> : pair.standing === 'could' ? <State tone="info">{t(words.could)}</State> : pair.standing === 'busy' ? <State tone="warn">{t(words.busy)}</State> : <State tone="bad">{t(words.cannot)}</State>} {pair.breaks.map((one) => code('rule', one)).join(' · ')}
            </p>
            {planner && pair.standing !== 'serves' ? <Button onPress={() => onAssign(interpreter)}>{t(words.assign)}</Button> : null}
          </section>
        ) : null}
        <Decision edition={edition} demand={demand} />
        {planner ? <Hand edition={edition} demand={demand} /> : null}
        <section>
          <h3>{t(words.stepIn)}</h3>
          {ready.length === 0 ? <p className="quiet">{t(words.nobodyCould)}</p> : null}
          <ul className="stack">
            {ready.slice(0, MOST).map((one) => (
              <li key={one.id} className="row">
                <span className="grow">
                  {name(one.name, one.name_zh)} <small className="quiet">{[one.level, one.languages.join(' '), code('team', one.team)].join(' · ')}</small>
                </span>
                {planner ? (
                  <Button look="bare" onPress={() => onAssign(one)}>
                    {t(words.assign)}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  )
}

function Decision({ edition, demand }: { edition: string; demand: Demand }) {
  const t = useWords()
  const code = useCode()
  const { data, error, isPending } = useQuery(explanationOf(edition, demand.id))
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  return (
    <>
      <section>
        <h3>{t(words.why)}</h3>
        {data.serving ? (
          <p>
            <State tone="ok">{data.serving.name}</State> {t(words.points, data.serving.total)}{' '}
            <small className="quiet">
              {Object.entries(data.serving.points)
                .filter(([, value]) => value !== 0)
                .map(([one, value]) => `${code('points', one)} ${value > 0 ? '+' : ''}${value}`)
                .join(' · ')}
            </small>
          </p>
        ) : null}
        {data.summary ? <p>{data.summary}</p> : null}
        {data.rules_met.length ? (
          <details>
            <summary>{t(words.met)}</summary>
            <ul>
              {data.rules_met.map((one) => (
                <li key={one}>✓ {one.replaceAll('_', ' ')}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </section>
      {data.obstacles.length ? (
        <section>
          <h3>{t(words.obstacles)}</h3>
          <ul className="stack">
            {data.obstacles.map((one) => (
              <li key={one.rule}>
                <strong>{code('rule', one.rule)}</strong> <span className="quiet">{t(words.rulesOut, one.rules_out)} · {one.waived_by ? t(words.waivedBy, one.waived_by) : t(words.notWaivable)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data.next_best.length ? (
        <section>
          <h3>{t(words.next)}</h3>
          <ul>
            {data.next_best.map((one) => (
              <li key={one.interpreter_id}>
                {one.name} · {t(words.points, one.total)} <span className="quiet">{one.breaks.map((rule) => code('rule', rule)).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
