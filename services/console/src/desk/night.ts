/** A stay ends at night by itself, as on the server: nobody scans out in the evening, and everybody comes again. */

const NIGHT_ENDS_MS = 4 * 60 * 60_000
const DAY_MS = 24 * 60 * 60_000

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const made = clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' })
  clocks.set(zone, made)
  return made
}

/** The last end of a night before this moment (milliseconds), by the clock of the zone. */
export function dayBegan(at: number, zone: string): number {
  const parts = clockOf(zone).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0)
  const sinceMidnight = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 + (at % 1000)
  const intoDay = sinceMidnight - NIGHT_ENDS_MS
  return at - (intoDay >= 0 ? intoDay : intoDay + DAY_MS)
}
