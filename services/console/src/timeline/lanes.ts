/** Where bars lie: overlapping ones in lanes below each other, and how far along they begin and end. */

export interface Span {
  id: string
  starts: number
  ends: number
}

export interface Placed<T extends Span> {
  item: T
  lane: number
}

/** Each span in the first lane that is free at its beginning; `lanes` is how many were needed, at least one. */
export function lanes<T extends Span>(items: readonly T[]): { placed: Placed<T>[]; lanes: number } {
  const ends: number[] = []
  const inTime = [...items].sort((a, b) => a.starts - b.starts || b.ends - a.ends || a.id.localeCompare(b.id))
  const placed = inTime.map((item) => {
    const free = ends.findIndex((end) => end <= item.starts)
    const lane = free < 0 ? ends.length : free
    ends[lane] = item.ends
    return { item, lane }
  })
  return { placed, lanes: Math.max(1, ends.length) }
}

/** Stretches of time side by side, e.g. three days without their nights, in the order of time. */
export interface Axis {
  stretches: readonly { from: number; until: number }[]
  pxPerHour: number
}

export const HOUR = 3_600_000

export function from(axis: Axis): number {
  return axis.stretches[0]?.from ?? 0
}

export function until(axis: Axis): number {
  return axis.stretches.at(-1)?.until ?? 0
}

/** How far along an instant lies; one between two stretches lies where they meet. */
export function left(axis: Axis, at: number): number {
  let before = 0
  for (const stretch of axis.stretches) {
    if (at <= stretch.from) break
    before += Math.min(at, stretch.until) - stretch.from
  }
  return (before / HOUR) * axis.pxPerHour
}

/** The instant that lies so far along; the inverse of `left`. */
export function instantAt(axis: Axis, px: number): number {
  let rest = (Math.max(0, px) / axis.pxPerHour) * HOUR
  for (const stretch of axis.stretches) {
    const length = stretch.until - stretch.from
    if (rest < length) return stretch.from + rest
    rest -= length
  }
  return until(axis)
}

export function width(axis: Axis): number {
  return left(axis, until(axis))
}

/** Cut to the axis; null where nothing of it can be seen. */
export function visible(axis: Axis, span: Span): { left: number; width: number } | null {
  const starts = left(axis, span.starts)
  const ends = left(axis, span.ends)
  return ends <= starts ? null : { left: starts, width: ends - starts }
}

/** To the next step; five minutes on leaders' programmes. */
export function snapped(at: number, stepMinutes: number): number {
  const step = stepMinutes * 60_000
  return Math.round(at / step) * step
}

/** So much later or earlier, over the nights that are left out: into the next stretch, or to the end of the one before. */
export function stepped(axis: Axis, span: Span, milliseconds: number): number {
  const at = span.starts + milliseconds
  const length = span.ends - span.starts
  if (axis.stretches.some((one) => at >= one.from && at < one.until)) return at
  const later = axis.stretches.find((one) => one.from > at)
  const earlier = axis.stretches.findLast((one) => one.until <= at)
  if (milliseconds > 0) return later?.from ?? span.starts
  return earlier ? earlier.until - length : span.starts
}

/** The hours to be written over an axis, not closer to each other than is readable. */
export function ticks(axis: Axis, leastPx = 48): number[] {
  const every = [1, 2, 3, 4, 6, 12, 24].find((hours) => hours * axis.pxPerHour >= leastPx) ?? 24
  return axis.stretches.flatMap((stretch) => {
    const found: number[] = []
    for (let at = stretch.from; at < stretch.until; at += every * HOUR) found.push(at)
    return found
  })
}
