/** What followed from what: entries of the trail as a tree, and what one entry made different. */
import type { Entry } from '../../data/queries'

export interface Link {
  entry: Entry
  depth: number
}

/** Causes before their effects, effects below their cause in the order of time; an unknown cause counts as none. */
export function chain(entries: readonly Entry[]): Link[] {
  const known = new Set(entries.map((one) => one.id))
  const effects = new Map<string | null, Entry[]>()
  const inTime = [...entries].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
  for (const entry of inTime) {
    const cause = entry.causation_id && known.has(entry.causation_id) && entry.causation_id !== entry.id ? entry.causation_id : null
    effects.set(cause, [...(effects.get(cause) ?? []), entry])
  }
  const links: Link[] = []
  const told = new Set<string>()
  const tell = (cause: string | null, depth: number) => {
    for (const entry of effects.get(cause) ?? []) {
      if (told.has(entry.id)) continue
      told.add(entry.id)
      links.push({ entry, depth })
      tell(entry.id, depth + 1)
    }
  }
  tell(null, 0)
  for (const entry of inTime) if (!told.has(entry.id)) links.push({ entry, depth: 0 })
  return links
}

export interface Group {
  correlationId: string
  entries: Entry[]
  began: string
  last: string
  first: Entry
}

/** Entries newest first, put together by the change that they answer. */
export function groups(entries: readonly Entry[]): Group[] {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) found.set(entry.correlation_id, [...(found.get(entry.correlation_id) ?? []), entry])
  return [...found].map(([correlationId, members]) => {
    const inTime = [...members].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
    const first = inTime.find((one) => one.causation_id === null) ?? (inTime[0] as Entry)
    return { correlationId, entries: inTime, began: (inTime[0] as Entry).at, last: (inTime.at(-1) as Entry).at, first }
  })
}

export interface Difference {
  field: string
  before: unknown
  after: unknown
}

/** Bookkeeping and ids say nothing to people. */
const HIDDEN = /(^|_)(ids?|version|edition|reference|objective|bound|leg|nonce)$|^guest_ids$/

export function differences(before: Entry['data'] | undefined, after: Entry['data']): Difference[] {
  const was = (before ?? {}) as Record<string, unknown>
  const is = after as Record<string, unknown>
  return Object.keys(is)
    .filter((field) => !HIDDEN.test(field) && JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({ field, before: was[field], after: is[field] }))
}
