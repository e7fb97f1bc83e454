/** One row an interpreter: whom they serve when, absences, and whether duty and rest are kept. */
import { useMemo } from 'react'
import type { Demand, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { DAY, dayKey, instant, useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { useEdition, useZone } from '../../shell/editions'
import { from, until } from '../../timeline/lanes'
import { Timeline, type Bar, type Row } from '../../timeline/Timeline'
import { Waiting } from '../../ui/answers'
import { useNameOf } from './naming'
import { duty } from './duty'
import { servingNow } from './fit'

export function Timelines({ edition, demands, roster, language, onOpen }: { edition: string; demands: readonly Demand[]; roster: readonly Interpreter[]; language: string | undefined; onOpen: (demand: string) => void }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const zone = useZone()
  const times = useTimes(zone)
  const nameOf = useNameOf(edition)
  const days = useEdition()
  const axis = useMemo(() => (days ? { stretches: hoursOf(days.first_day, days.last_day, zone), pxPerHour: 28 } : null), [days, zone])
  const rows = useMemo(() => {
    const serving = servingNow(demands)
    const shown = roster.filter((one) => !language || one.languages.includes(language))
    return shown.map((who): Row => {
      const mine = serving.get(who.id) ?? []
      const hours = duty(mine, zone)
      const note = hours ? t(words.duty, hours.longestHours.toFixed(1), hours.shortestRestHours === null ? '–' : hours.shortestRestHours.toFixed(0)) : t(mine.length ? words.serves : words.free)
      return {
        id: who.id,
        label: (
          <span title={`${name(who.name, who.name_zh)} · ${who.level} · ${who.languages.join(' ')} · ${note}${hours?.breaks ? ` · ${t(words.tooLong)}` : ''}`}>
            {hours?.breaks ? '⚠ ' : ''}
            {name(who.name, who.name_zh)} <span className="meta">{who.languages.join(' ')}</span>
          </span>
        ),
        bars: [
          ...mine.map((one): Bar => {
            const whom = nameOf(one)
            return {
              id: one.id,
              starts: Date.parse(one.starts),
              ends: Date.parse(one.ends),
              label: [one.rank, whom].filter(Boolean).join(' '),
              title: [name(who.name, who.name_zh), code('purpose', one.purpose), [one.rank, whom].filter(Boolean).join(' '), times.span(one.starts, one.ends), one.serves_in ?? ''].join(' · '),
              tone: one.purpose === 'one_to_one' ? 'info' : one.is_fallback ? 'warn' : 'ok',
            }
          }),
          ...who.absences.map((one, place): Bar => ({ id: `${who.id} absence ${place}`, starts: Date.parse(one.starts), ends: Date.parse(one.ends), label: t(words.absent, one.reason), title: `${name(who.name, who.name_zh)} · ${t(words.absent, one.reason)} · ${times.span(one.starts, one.ends)}`, tone: 'bad' })),
        ],
        closed: [
          ...(who.available_from && axis && Date.parse(who.available_from) > from(axis) ? [{ id: `${who.id} before`, starts: from(axis), ends: Date.parse(who.available_from) }] : []),
          ...(who.available_until && axis && Date.parse(who.available_until) < until(axis) ? [{ id: `${who.id} after`, starts: Date.parse(who.available_until), ends: until(axis) }] : []),
        ],
      }
    })
    // oxlint-disable-next-line react/exhaustive-deps -- t, code and times change with the language, as name does
  }, [demands, roster, language, zone, nameOf, axis, name])
  if (!axis) return <Waiting />
  return <Timeline label={t(words.timeline)} rows={rows} axis={axis} tick={times.clock} day={times.day} onOpen={(bar) => demands.some((one) => one.id === bar.id) && onOpen(bar.id)} />
}

/** The hours in which guests are accompanied, day by day. */
function hoursOf(first: string, last: string, zone: string): { from: number; until: number }[] {
  const stretches: { from: number; until: number }[] = []
  for (let at = instant(first, '12:00', zone).getTime(); dayKey(at, zone) <= last; at += DAY) stretches.push({ from: instant(dayKey(at, zone), '06:00', zone).getTime(), until: instant(dayKey(at, zone), '23:30', zone).getTime() })
  return stretches
}
