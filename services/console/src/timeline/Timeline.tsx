/**
 * Rows × time. Bars are plain elements laid out by `lanes`; arrows move the focus between them in time and
 * between rows, Enter opens one. A movable bar is carried with the mouse or with Alt and arrows (Shift: an hour): a ghost
 * stands where it would be, whoever uses the timeline says how it would stand there, Enter drops it and Escape lets it be.
 */
import { memo, useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { from, instantAt, lanes, left, snapped, stepped, ticks, until, visible, width, type Axis, type Span } from './lanes'
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
  /** Where a bar is carried at the moment; both or none of them. */
  onAim?: (aim: Move | null) => void
  onMove?: (move: Move) => void
  aim?: Move | null
  aimTone?: 'ok' | 'bad' | 'wait'
  selected?: string | undefined
  now?: number | undefined
  stepMinutes?: number
}

const BAR_PX = 24
const GAP_PX = 2

export function Timeline({ label, rows, axis, tick, day, onOpen, onAim, onMove, aim = null, aimTone = 'wait', selected, now, stepMinutes = 5 }: TimelineProps) {
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
    const carried = aim?.bar.id === bar.id ? aim : null
    if (event.key === 'Escape' && carried) onAim?.(null)
    else if (carried && (event.key === 'Enter' || event.key === ' ')) drop(carried, row.id)
    else if (event.key === 'Enter' || event.key === ' ') onOpen?.(bar)
    else if (way && (event.altKey || carried) && bar.movable && onAim) onAim(nudged(carried ?? { bar, rowId: row.id, starts: bar.starts }, rows, axis, way as [number, number], event.shiftKey ? 60 : stepMinutes))
    else if (way) focusNext(box.current, rows, row, bar, way as [number, number])
    else return
    event.preventDefault()
  }
  const drop = (move: Move, rowId: string) => {
    onAim?.(null)
    if (move.rowId !== rowId || move.starts !== move.bar.starts) onMove?.(move)
  }
  const drag = useDrag(axis, stepMinutes, rows, onAim, drop)
  return (
    <div className="timeline" ref={box} role="group" aria-label={label} onKeyDown={press} onPointerDown={drag} onBlur={() => aim && onAim?.(null)}>
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
        <TimelineRow key={row.id} row={row} axis={axis} full={full} first={place === 0} selected={row.bars.some((bar) => bar.id === selected) ? selected : undefined} ghost={aim?.rowId === row.id ? aim : null} tone={aim?.rowId === row.id ? aimTone : 'wait'} carried={row.bars.some((bar) => bar.id === aim?.bar.id) ? aim?.bar.id : undefined} onOpen={onOpen} />
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
  ghost: Move | null
  tone: string
  carried: string | undefined
  onOpen: ((bar: Bar) => void) | undefined
}

const TimelineRow = memo(function TimelineRow({ row, axis, full, first, selected, ghost, tone, carried, onOpen }: RowProps) {
  const { placed, lanes: count } = lanes(row.bars)
  const where = ghost ? visible(axis, { ...ghost.bar, starts: ghost.starts, ends: ghost.starts + ghost.bar.ends - ghost.bar.starts }) : null
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
              className={`tl-bar ${item.tone}${item.provisional ? ' provisional' : ''}${item.movable ? ' movable' : ''}${item.id === carried ? ' carried' : ''}`}
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
        {ghost && where ? (
          <span className={`tl-ghost ${tone}`} style={where} aria-hidden="true">
            {{ ok: '✓ ', bad: '✕ ' }[tone] ?? ''}
            {ghost.bar.label}
          </span>
        ) : null}
      </div>
    </div>
  )
})

function nudged({ bar, rowId, starts }: Move, rows: readonly Row[], axis: Axis, [dx, dy]: [number, number], minutes: number): Move {
  const place = rows.findIndex((one) => one.id === rowId) + dy
  const target = rows[Math.max(0, Math.min(rows.length - 1, place))]
  const span = { id: bar.id, starts, ends: starts + bar.ends - bar.starts }
  return { bar, rowId: target?.id ?? rowId, starts: dx ? stepped(axis, span, dx * minutes * 60_000) : starts }
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

/** The mouse carries a bar in time and to another row; `aim` hears of every place it is carried over. */
function useDrag(axis: Axis, stepMinutes: number, rows: readonly Row[], aim: ((move: Move | null) => void) | undefined, drop: (move: Move, rowId: string) => void) {
  return (event: PointerEvent<HTMLDivElement>) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-bar]')
    const home = rows.find((one) => one.id === element?.dataset['row'])
    const bar = home?.bars.find((one) => one.id === element?.dataset['bar'])
    if (!element || !home || !bar?.movable || !aim || event.button !== 0) return
    const startX = event.clientX
    const startY = event.clientY
    let over: Move | null = null
    const target = (at: globalThis.PointerEvent): Move => {
      const rowElement = document.elementsFromPoint(at.clientX, at.clientY).find((one) => one instanceof HTMLElement && one.dataset['rowId'])
      const rowId = rowElement instanceof HTMLElement ? rowElement.dataset['rowId'] : undefined
      return { bar, rowId: rowId ?? home.id, starts: snapped(instantAt(axis, left(axis, bar.starts) + at.clientX - startX), stepMinutes) }
    }
    const follow = (at: globalThis.PointerEvent) => {
      if (!over && Math.abs(at.clientX - startX) + Math.abs(at.clientY - startY) <= 4) return
      const now = target(at)
      if (now.rowId === over?.rowId && now.starts === over.starts) return
      over = now
      aim(now)
    }
    const release = () => {
      cancel()
      if (!over) return
      // The click that ends the drag opens nothing.
      element.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => element.removeEventListener('click', swallow, { capture: true }), 0)
      drop(over, home.id)
    }
    const letBe = (pressed: globalThis.KeyboardEvent) => pressed.key === 'Escape' && abandon()
    const abandon = () => {
      cancel()
      aim(null)
    }
    const cancel = () => {
      removeEventListener('pointermove', follow)
      removeEventListener('pointerup', release)
      removeEventListener('pointercancel', abandon)
      removeEventListener('keydown', letBe)
    }
    addEventListener('pointermove', follow)
    addEventListener('pointerup', release)
    addEventListener('pointercancel', abandon)
    addEventListener('keydown', letBe)
  }
}

function swallow(event: Event): void {
  event.stopPropagation()
  event.preventDefault()
}
