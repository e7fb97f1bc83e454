/** Instants as clocks of the host city show them; every page shows the edition's zone, never the reader's. */
import { localeOf, useLanguage, type Language } from './language'

export const HOST_ZONE = 'Asia/Shanghai'
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

const formats = new Map<string, Intl.DateTimeFormat>()

function format(lang: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${zone} ${JSON.stringify(options)}`
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(localeOf(lang), { timeZone: zone, hourCycle: 'h23', ...options })
    formats.set(key, found)
  }
  return found
}

export function clock(at: string | number | Date, zone = HOST_ZONE): string {
  return format('en', zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

export function day(at: string | number | Date, lang: Language, zone = HOST_ZONE): string {
  return format(lang, zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at))
}

export function fullDay(at: string | number | Date, lang: Language, zone = HOST_ZONE): string {
  return format(lang, zone, { year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(at))
}

/** `2019-10-18`: the calendar day of an instant in the zone. */
export function dayKey(at: string | number | Date, zone = HOST_ZONE): string {
  const parts = format('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The instant of a clock time on a day in the zone (zones without a change of the clock on that day). */
export function instant(dayText: string, clockText: string, zone = HOST_ZONE): Date {
  const guess = new Date(`${dayText}T${clockText}:00Z`)
  const shown = new Date(`${dayKey(guess, zone)}T${clock(guess, zone)}:00Z`)
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime()))
}

export interface Times {
  clock: (at: string | number | Date) => string
  day: (at: string | number | Date) => string
  fullDay: (at: string | number | Date) => string
  dayAndClock: (at: string | number | Date) => string
  /** `Fri 18 Oct 09:00–10:30` */
  span: (starts: string, ends: string) => string
}

export function useTimes(zone = HOST_ZONE): Times {
  const lang = useLanguage()
  const both = (at: string | number | Date) => `${day(at, lang, zone)} ${clock(at, zone)}`
  return {
    clock: (at) => clock(at, zone),
    day: (at) => day(at, lang, zone),
    fullDay: (at) => fullDay(at, lang, zone),
    dayAndClock: both,
    span: (starts, ends) =>
      dayKey(starts, zone) === dayKey(ends, zone) ? `${both(starts)}–${clock(ends, zone)}` : `${both(starts)} – ${both(ends)}`,
  }
}

const UNITS = [
  [86_400, 'd', '天'],
  [3_600, 'h', '小时'],
  [60, 'min', '分钟'],
  [1, 's', '秒'],
] as const

/** How long something is, in its two largest units: `1 d 2 h`, `45 s`. */
export function lasting(seconds: number, lang: Language): string {
  let left = Math.round(Math.abs(seconds))
  const parts: string[] = []
  for (const [size, en, zh] of UNITS) {
    const many = Math.floor(left / size)
    left -= many * size
    if (many) parts.push(lang === 'zh' ? `${many} ${zh}` : `${many} ${en}`)
  }
  return parts.slice(0, 2).join(' ') || (lang === 'zh' ? '0 秒' : '0 s')
}
