/** How an entry of the trail is told: its kind, whom it is about, and the values in it. */
import { useMemo } from 'react'
import { reference, useCalled } from '../../data/named'
import type { Entry } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { changes as words } from '../../i18n/words/changes'
import { useZone } from '../../shell/editions'
import type { Tone } from '../../ui/state'
import type { Difference } from './chain'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

export function useTold(edition: string) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  return useMemo(() => {
    const kind = (entry: Pick<Entry, 'kind'>) => {
      const known = words.kinds[entry.kind.replace(/\.v\d+$/, '')]
      return known ? t(known) : entry.kind.replace(/\.v\d+$/, '').replaceAll('_', ' ')
    }
    const about = (entry: Pick<Entry, 'data' | 'subject'>): string => {
      const data = entry.data as Record<string, unknown>
      const parts = [
        typeof data['guest_id'] === 'string' ? called.guest(data['guest_id']) : null,
        ...texts(data['guest_ids']).map(called.guest),
        typeof data['interpreter_name'] === 'string' ? data['interpreter_name'] : typeof data['interpreter_id'] === 'string' ? called.interpreter(data['interpreter_id']) : null,
        typeof data['host_name'] === 'string' ? data['host_name'] : null,
        typeof data['number'] === 'string' ? data['number'] : null,
        typeof data['plate'] === 'string' ? data['plate'] : null,
      ].filter((one): one is string => !!one)
      return parts.length ? parts.slice(0, 4).join(' · ') : reference(entry.subject)
    }
    const value = (field: string, given: unknown): string => {
      if (given === undefined || given === null || given === '') return '–'
      if (typeof given === 'boolean') return given ? '✓' : '–'
      if (typeof given === 'string' && INSTANT.test(given)) return times.dayAndClock(given)
      if (field === 'state' && typeof given === 'string') return code('guest_state', given)
      if (Array.isArray(given)) return given.map((one) => (field === 'rules' ? code('rule', String(one)) : value(field, one))).join(', ') || '–'
      if (typeof given === 'object') return Object.values(given).map(String).join(' ')
      if (typeof given !== 'string') return String(given)
      return ['gate', 'place', 'destination', 'from_place', 'to_place', 'origin', 'base'].includes(field) ? code('place', given) : given
    }
    const field = ({ field: name }: Difference) => {
      const known = (words.fields as Record<string, (typeof words.fields)['state']>)[name]
      return known ? t(known) : name.replaceAll('_', ' ')
    }
    return { kind, about, value, field }
    // oxlint-disable-next-line react/exhaustive-deps -- t, code and times change with the language, as called does
  }, [called])
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

export function toneOf(kind: string): Tone {
  if (/unfilled|unplaceable|without_trip|cancelled|refused/.test(kind)) return 'bad'
  if (/delayed|moved|retimed|withdrew|released|absence_recorded|recalled|revoked|no_show/.test(kind)) return 'warn'
  if (/assigned|scheduled|planned|confirmed|received|checked_in|given/.test(kind)) return 'ok'
  return 'info'
}
