/** The list of leaders' meetings with ready light and reasons; those without a place first. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useLights, useReasons, type Lamp, type Light } from '../../data/lights'
import { useCalled, useGuests } from '../../data/named'
import { demandsOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { programme as words } from '../../i18n/words/programme'
import { shell } from '../../i18n/words/shell'
import { useEditionId, useZone } from '../../shell/editions'
import { Empty, Waiting } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { Rank, State } from '../../ui/state'

export const LIGHT_TONE = { ready: 'ok', amber: 'warn', red: 'bad' } as const
const LIGHTS = ['red', 'amber', 'ready'] as const

interface Props {
  light: Light | undefined
  chosen: string | undefined
  onLight: (light: Light | undefined) => void
  onOpen: (id: string) => void
}

export function Meetings({ light, chosen, onLight, onOpen }: Props) {
  const t = useWords()
  const code = useCode()
  const edition = useEditionId()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const guests = useGuests(edition)
  const lights = useLights(edition)
  const reasonsOf = useReasons()
  const demands = useQuery(demandsOf(edition)).data
  if (!lights || !demands) return <Waiting />
  const demandOf = new Map(demands.filter((one) => one.meeting_id).map((one) => [one.meeting_id, one]))
  const shown = lights
    .filter((one) => !light || one.light === light)
    .sort((a, b) => (a.meeting.placement?.starts ?? '').localeCompare(b.meeting.placement?.starts ?? '') || (a.meeting.priority ?? 9) - (b.meeting.priority ?? 9))
  return (
    <>
      <div className="row">
        <Button aria-pressed={!light} onPress={() => onLight(undefined)}>
          {t(shell.all)} {lights.length}
        </Button>
        {LIGHTS.map((one) => (
          <Button key={one} aria-pressed={light === one} onPress={() => onLight(one)}>
            <State tone={LIGHT_TONE[one]}>{code('light', one)}</State> {lights.filter((lit) => lit.light === one).length}
          </Button>
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty>{t(lights.length ? words.none : words.noMeetings)}</Empty>
      ) : (
        <div className="panel scroll">
          <table className="rows">
            <thead>
              <tr>
                {[words.light, words.when, words.kind, words.guest, words.host, words.room, words.interpreter, words.why].map((one) => (
                  <th key={one.en} scope="col">
                    {t(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((lit) => {
                const { meeting } = lit
                const place = meeting.placement
                const demand = demandOf.get(meeting.id)
                return (
                  <tr key={meeting.id} className={meeting.id === chosen ? 'chosen' : ''}>
                    <td>
                      <State tone={LIGHT_TONE[lit.light]}>{code('light', lit.light)}</State> <Lamps lamps={lit.lamps} />
                    </td>
                    <td className="nowrap">{place ? times.span(place.starts, place.ends) : '–'}</td>
                    <td>
                      <button type="button" className="link" onClick={() => onOpen(meeting.id)}>
                        {code('meeting_kind', meeting.kind)} {meeting.reference}
                      </button>
                    </td>
                    <td>
                      <Rank rank={guests.get(meeting.guest_id)?.rank ?? ''} />{' '}
                      <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: meeting.guest_id }}>
                        {called.guest(meeting.guest_id)}
                      </Link>
                    </td>
                    <td>
                      {called.host(place?.host_id ?? meeting.wanted_host_id)}
                      {meeting.delegated ? <span className="meta"> {t(words.delegated, called.host(meeting.wanted_host_id))}</span> : null}
                    </td>
                    <td>{called.room(place?.room_id)}</td>
                    <td>
                      {demand ? (
                        <Link to="/editions/$edition/interpreters" params={{ edition }} search={{ demand: demand.id }}>
                          {called.interpreter(demand.interpreter_id) || code('demand_state', demand.state)}
                        </Link>
                      ) : (
                        '–'
                      )}
                    </td>
                    <td>{reasonsOf(lit).join(' · ')}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

const LAMP_MARK = { green: '●', amber: '◐', red: '○', off: '·' } as const

/** Host, room, seats, interpreter, car, brief: one small lamp each. */
export function Lamps({ lamps }: { lamps: readonly Lamp[] }) {
  const code = useCode()
  const words = lamps.map((lamp) => `${code('lamp', lamp.part)}: ${code('lamp_light', lamp.light)}`).join(', ')
  return (
    <span className="lamps" role="img" aria-label={words} title={words}>
      {lamps.map((lamp) => (
        <span key={lamp.part} className={lamp.light}>
          {LAMP_MARK[lamp.light]}
        </span>
      ))}
    </span>
  )
}
