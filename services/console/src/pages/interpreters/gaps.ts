/** What must be settled before D-7: demands with nobody, and those whose interpreter is not confirmed yet. */
import type { Demand } from '../../data/queries'
import { DAY } from '../../i18n/time'

export const DAYS_BEFORE = 7

/** The day, as `2019-10-11`, by which every demand of an edition is to be settled. */
export function deadlineOf(firstDay: string): string {
  return new Date(Date.parse(`${firstDay}T00:00:00Z`) - DAYS_BEFORE * DAY).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative once it is past. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY)
}

/** Nobody before unconfirmed, then by rank, then by the hour. */
export function openGaps(demands: readonly Demand[]): Demand[] {
  return demands
    .filter((one) => one.state === 'unfilled' || (one.state === 'filled' && !one.confirmed))
    .sort((a, b) => Number(a.state === 'filled') - Number(b.state === 'filled') || a.rank.localeCompare(b.rank) || a.starts.localeCompare(b.starts) || a.id.localeCompare(b.id))
}
