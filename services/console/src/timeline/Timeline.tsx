/**
 * Rows × time. Bars are plain elements laid out by `lanes`; arrows move the focus between them in time and
 * between rows, Enter opens one, and where a bar may be moved, Alt with arrows or the mouse proposes a time or row.
 */
import { memo, useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { from, instantAt, lanes, left, snapped, ticks, until, visible, width, type Axis, type Span } from './lanes'
import './timeline.css'

export interface Bar extends Span {
  label: string
  /** Said by screen readers, with the time. */
  title: string
  tone: 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'soft'
  provisional?: boolean
  movable?: boolean
}

export interface Row {
  id: string
  label: ReactNode
  bars: readonly Bar[]
  /** Stretches in which nothing can be there, e.g. outside a host's windows. */
  closed?: readonly Span[]
}

export interface Move {
  bar: Bar
  rowId: string
  starts: number
}

export interface TimelineProps {
  label: string
  rows: readonly Row[]
  axis: Axis
  tick: (at: number) => string
  day: (at: number) => string
  onOpen?: (bar: Bar) => void
  onMove?: (move: Move) => void
  selected?: string | undefined
  now?: number | undefined
  stepMinutes?: number
}

const BAR_PX = 24
const GAP_PX = 2

export function Timeline({ label, rows, axis, tick, day, onOpen, onMove, selected, now, stepMinutes = 5 }: TimelineProps) {
  const box = useRef<HTMLDivElement>(null)
  const hours = useMemo(() => ticks(axis), [axis])
  const full = width(axis)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    const id = target.dataset['bar']
    const rowId = target.dataset['row']
    const row = rows.find((one) => one.id === rowId)
    const bar = row?.bars.find((one) => one.id === id)
    if (!row || !bar) return
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (event.key === 'Enter' || event.key === ' ') onOpen?.(bar)
    else if (way && event.altKey && bar.movable && onMove) onMove(nudged(bar, row, rows, way as [number, number], stepMinutes))
    else if (way) focusNext(box.current, rows, row, bar, way as [number, number])
    else return
    event.preventDefault()
  }
  const drag = useDrag(box, axis, stepMinutes, rows, onMove)
  return (
    <div className="timeline" ref={box} role="group" aria-label={label} onKeyDown={press} onPointerDown={drag}>
      <div className="tl-head" style={{ width: `calc(var(--tl-names) + ${full}px)` }}>
        <span className="tl-corner" />
        <div className="tl-hours" style={{ width: full }} aria-hidden="true">
          {axis.stretches.map((stretch) => (
            <b key={stretch.from} style={{ left: left(axis, stretch.from), maxWidth: left(axis, stretch.until) - left(axis, stretch.from) }}>
              {day(stretch.from)}
            </b>
          ))}
          {hours.map((at) => (
            <span key={at} style={{ left: left(axis, at) }}>
              {tick(at)}
            </span>
          ))}
        </div>
      </div>
      {rows.map((row, place) => (
        <TimelineRow key={row.id} row={row} axis={axis} full={full} first={place === 0} selected={row.bars.some((bar) => bar.id === selected) ? selected : undefined} onOpen={onOpen} />
      ))}
      {now !== undefined && now > from(axis) && now < until(axis) ? <span className="tl-now" style={{ left: `calc(var(--tl-names) + ${left(axis, now)}px)` }} aria-hidden="true" /> : null}
    </div>
  )
}

interface RowProps {
  row: Row
  axis: Axis
  full: number
  first: boolean
  selected: string | undefined
  onOpen: ((bar: Bar) => void) | undefined
}

const TimelineRow = memo(function TimelineRow({ row, axis, full, first, selected, onOpen }: RowProps) {
  const { placed, lanes: count } = lanes(row.bars)
  return (
    <div className="tl-row" data-row-id={row.id} style={{ height: count * (BAR_PX + GAP_PX) + 2 * GAP_PX, width: `calc(var(--tl-names) + ${full}px)` }}>
      <div className="tl-name">{row.label}</div>
      <div className="tl-lane" style={{ width: full, backgroundSize: `${axis.pxPerHour}px 100%` }}>
        {axis.stretches.slice(1).map((stretch) => (
          <i key={stretch.from} className="tl-night" style={{ left: left(axis, stretch.from) }} />
        ))}
        {row.closed?.map((span) => {
          const box = visible(axis, span)
          return box ? <span key={span.id} className="tl-closed" style={box} /> : null
        })}
        {placed.map(({ item, lane }, place) => {
          const box = visible(axis, item)
          if (!box) return null
          return (
            <button
              key={item.id}
              type="button"
              className={`tl-bar ${item.tone}${item.provisional ? ' provisional' : ''}${item.movable ? ' movable' : ''}`}
              data-bar={item.id}
              data-row={row.id}
              tabIndex={(first && place === 0) || item.id === selected ? 0 : -1}
              aria-label={item.title}
              aria-pressed={item.id === selected}
              title={item.title}
              style={{ left: box.left, width: Math.max(box.width - 1, 6), top: GAP_PX + lane * (BAR_PX + GAP_PX) }}
              onClick={() => onOpen?.(item)}
            >
              {item.tone === 'bad' ? '⚠ ' : ''}
              {item.label}
            </button>
          )
        })}
      </div>
    </div>
  )
})

function nudged(bar: Bar, row: Row, rows: readonly Row[], [dx, dy]: [number, number], stepMinutes: number): Move {
  const place = rows.indexOf(row) + dy
  const target = rows[Math.max(0, Math.min(rows.length - 1, place))] ?? row
  return { bar, rowId: target.id, starts: snapped(bar.starts + dx * stepMinutes * 60_000, stepMinutes) }
}

function focusNext(box: HTMLElement | null, rows: readonly Row[], row: Row, bar: Bar, [dx, dy]: [number, number]): void {
  let target: Bar | undefined
  let rowId = row.id
  if (dx) {
    const inTime = [...row.bars].sort((a, b) => a.starts - b.starts)
    target = inTime[inTime.findIndex((one) => one.id === bar.id) + dx]
  } else {
    for (let place = rows.indexOf(row) + dy; place >= 0 && place < rows.length; place += dy) {
      const next = rows[place]
      if (!next?.bars.length) continue
      target = [...next.bars].sort((a, b) => Math.abs(a.starts - bar.starts) - Math.abs(b.starts - bar.starts))[0]
      rowId = next.id
      break
    }
  }
  if (target) box?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(target.id)}"][data-row="${CSS.escape(rowId)}"]`)?.focus()
}

/** The mouse moves a bar in time and to another row; a ghost shows where, and nothing is told before the drop. */
function useDrag(box: { current: HTMLDivElement | null }, axis: Axis, stepMinutes: number, rows: readonly Row[], onMove: ((move: Move) => void) | undefined) {
  return (event: PointerEvent<HTMLDivElement>) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-bar]')
    const bar = rows.find((one) => one.id === element?.dataset['row'])?.bars.find((one) => one.id === element?.dataset['bar'])
    if (!element || !bar?.movable || !onMove || event.button !== 0) return
    const startX = event.clientX
    const startY = event.clientY
    let moved = false
    const target = (at: globalThis.PointerEvent) => {
      const rowElement = document.elementsFromPoint(at.clientX, at.clientY).find((one) => one instanceof HTMLElement && one.dataset['rowId'])
      const rowId = rowElement instanceof HTMLElement ? rowElement.dataset['rowId'] : undefined
      return { rowId: rowId ?? element.dataset['row'] ?? '', starts: snapped(instantAt(axis, left(axis, bar.starts) + at.clientX - startX), stepMinutes) }
    }
    const follow = (at: globalThis.PointerEvent) => {
      moved ||= Math.abs(at.clientX - startX) + Math.abs(at.clientY - startY) > 4
      if (moved) element.style.transform = `translate(${left(axis, target(at).starts) - left(axis, bar.starts)}px, ${at.clientY - startY}px)`
      element.classList.toggle('dragged', moved)
    }
    const drop = (at: globalThis.PointerEvent) => {
      cancel()
      if (!moved) return
      box.current?.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => box.current?.removeEventListener('click', swallow, { capture: true }), 0)
      onMove({ bar, ...target(at) })
    }
    const cancel = () => {
      element.style.transform = ''
      element.classList.remove('dragged')
      removeEventListener('pointermove', follow)
      removeEventListener('pointerup', drop)
      removeEventListener('pointercancel', cancel)
    }
    addEventListener('pointermove', follow)
    addEventListener('pointerup', drop)
    addEventListener('pointercancel', cancel)
  }
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
