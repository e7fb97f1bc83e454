/** Two states of the programme side by side: what is new, moved or gone between what was released and the draft. */
import type { Shapes } from '../../api/client'

type Difference = Shapes['Difference']
type What = 'added' | 'moved' | 'cancelled'

export interface Changed extends Difference {
  what: What
}

/** By the hour of the draft (what is gone: of the release). */
export function changed(differences: readonly Difference[]): Changed[] {
  const whenOf = (one: Difference) => one.after?.starts ?? one.before?.starts ?? ''
  return differences
    .filter((one) => one.before !== null || one.after !== null)
    .map((one) => ({ ...one, what: (one.before === null ? 'added' : one.after === null ? 'cancelled' : 'moved') as What }))
    .sort((a, b) => whenOf(a).localeCompare(whenOf(b)) || a.meeting_id.localeCompare(b.meeting_id))
}

export function counted(rows: readonly Changed[], what: What): number {
  return rows.filter((one) => one.what === what).length
}
