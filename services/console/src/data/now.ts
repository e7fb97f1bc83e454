/** The hour that a page is about: now, or during an edition that is past or to come an hour of it. */
import { useEffect, useState } from 'react'
import { DAY, HOST_ZONE, instant, MINUTE } from '../i18n/time'

interface Days {
  first_day: string
  opening_day: string
  last_day: string
  timezone: string
}

export interface Now {
  at: Date
  /** The edition is not under way: the hour is one of it, not the clock's. */
  imagined: boolean
}

/** Two days before the first day until one after the last, guests travel. */
export function hourOf(edition: Days | undefined, clockNow: Date): Now {
  if (!edition) return { at: clockNow, imagined: false }
  const zone = edition.timezone || HOST_ZONE
  const from = instant(edition.first_day, '00:00', zone).getTime() - 2 * DAY
  const until = instant(edition.last_day, '00:00', zone).getTime() + 2 * DAY
  const under = clockNow.getTime() >= from && clockNow.getTime() < until
  return under ? { at: clockNow, imagined: false } : { at: instant(edition.first_day, '09:00', zone), imagined: true }
}

export function useNow(edition: Days | undefined): Now {
  return hourOf(edition, useClock())
}

/** The clock's own time, told anew every half minute. */
export function useClock(): Date {
  const [clockNow, setClockNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setClockNow(new Date()), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
  return clockNow
}
