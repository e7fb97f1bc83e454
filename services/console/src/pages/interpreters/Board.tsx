/** Demands × interpreters. Each cell says how the pair stands; the mark of who serves can be dragged to somebody else. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { byId, fullName, useGuests } from '../../data/named'
import type { Demand, Guest, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Empty } from '../../ui/answers'
import { Rank } from '../../ui/state'
import { Assign } from './Assign'
import { Explained } from './Explained'
import { fit, servingNow, type Fit, type Standing } from './fit'

export const MARK: Record<Standing, string> = { serves: '●', could: '○', busy: '△', cannot: '×' }
const ROW_PX = 26

interface Props {
  edition: string
  demands: readonly Demand[]
  all: readonly Demand[]
  roster: readonly Interpreter[]
  language: string | undefined
  chosen: string | undefined
  interpreter: string | undefined
  onChoose: (demand: string | undefined, interpreter: string | undefined) => void
}

export function Board({ edition, demands, all, roster, language, chosen, interpreter, onChoose }: Props) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const guests = useGuests(edition)
  const times = useTimes(useZone())
  const role = useSession()?.role
  const box = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<{ demand: Demand; interpreter: Interpreter } | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const dragged = useRef<Demand | null>(null)
  const serving = useMemo(() => servingNow(all), [all])
  const columns = useMemo(() => [...roster].filter((one) => !language || one.languages.includes(language)).sort((a, b) => a.languages.join().localeCompare(b.languages.join()) || a.id.localeCompare(b.id)), [roster, language])
  const rows = useMemo(() => [...demands].sort((a, b) => order(a) - order(b) || a.rank.localeCompare(b.rank) || a.starts.localeCompare(b.starts)), [demands])
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 10 })
  const known = useMemo(() => byId(roster), [roster])
  const demand = all.find((one) => one.id === chosen)
  if (!rows.length && !demand) return <Empty>{t(all.length ? words.none : words.noneYet)}</Empty>
  const fitOf = (one: Demand, who: Interpreter) => fit(who, one, guests.get(one.guest_id), serving.get(who.id) ?? [])
  const says = (one: Demand, who: Interpreter, found: Fit) => {
    const whom = nameOf(guests.get(one.guest_id), one)
    const state = t({ serves: words.serves, could: words.could, busy: words.busy, cannot: words.cannot }[found.standing])
    const why = found.breaks.map((rule) => code('rule', rule)).join(', ')
    return `${whom} · ${name(who.name, who.name_zh)}: ${state}${why ? ` (${why})` : ''}`
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
    if (!cell) return
    const [row = 0, column = 0] = (cell.dataset['cell'] ?? '').split(',').map(Number)
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -columns.length], End: [0, columns.length] }[event.key]
    if (!way) return
    event.preventDefault()
    const [dy = 0, dx = 0] = way
    const to = [clamp(row + dy, rows.length), clamp(column + dx, columns.length)]
    virtual.scrollToIndex(to[0] ?? 0)
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-cell="${to.join(',')}"]`)?.focus())
  }
  const planner = may(role, 'plan')
  return (
    <div className="board-page">
      <div className="stack">
        <div className="board" ref={box} role="grid" aria-label={t(words.board)} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1} onKeyDown={press}>
          <div className="board-head" role="row">
            <span role="columnheader" className="board-name">
              {t(words.demands)} {rows.length}
            </span>
            {columns.map((who) => (
              <span key={who.id} role="columnheader" className="board-who" title={`${name(who.name, who.name_zh)} · ${who.level} · ${who.languages.join(' ')}`}>
                <span>
                  {name(who.name, who.name_zh)} <small>{who.languages.join(' ')}</small>
                </span>
              </span>
            ))}
          </div>
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative', minWidth: 'max-content' }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const one = rows[index]
              if (!one) return null
              return (
                <div key={one.id} role="row" className={one.id === chosen ? 'board-row chosen' : 'board-row'} style={{ transform: `translateY(${start}px)` }}>
                  <span role="rowheader" className="board-name">
                    <button type="button" className={one.state === 'unfilled' ? 'open' : ''} onClick={() => onChoose(one.id, undefined)} title={`${nameOf(guests.get(one.guest_id), one)} · ${times.span(one.starts, one.ends)}`}>
                    {one.state === 'unfilled' ? <span aria-hidden="true">⚠ </span> : null}
                    <Rank rank={one.rank} /> {nameOf(guests.get(one.guest_id), one)} <small>{one.language}{one.purpose === 'one_to_one' ? '' : ` · ${times.clock(one.starts)}`}</small>
                  </button>
                  </span>
                  {columns.map((who, column) => {
                    const found = fitOf(one, who)
                    const key = `${index},${column}`
                    return (
                      <Cell
                        key={who.id}
                        place={key}
                        mark={MARK[found.standing]}
                        standing={found.standing}
                        label={says(one, who, found)}
                        draggable={planner && found.standing === 'serves'}
                        over={over === key}
                        current={one.id === chosen && who.id === interpreter}
                        first={index === 0 && column === 0}
                        onOpen={() => onChoose(one.id, who.id)}
                        onDragStart={() => {
                          dragged.current = one
                        }}
                        onDragOver={() => {
                          const may = dragged.current?.id === one.id
                          setOver(may ? key : null)
                          return may
                        }}
                        onDrop={() => {
                          setOver(null)
                          if (dragged.current?.id === one.id && one.interpreter_id !== who.id) setAsked({ demand: one, interpreter: who })
                          dragged.current = null
                        }}
                      />
                    )
                  })}
                </div>
              )
            })}
          </div>
        </div>
        <p className="meta">{t(words.legend)}</p>
        <p className="meta">{t(words.keysHint)}</p>
      </div>
      <Explained edition={edition} demand={demand} interpreter={interpreter ? known.get(interpreter) : undefined} fitOf={fitOf} roster={roster} onAssign={(who) => demand && setAsked({ demand, interpreter: who })} />
      {asked ? <Assign edition={edition} demand={asked.demand} interpreter={asked.interpreter} fit={fitOf(asked.demand, asked.interpreter)} onClose={() => setAsked(null)} /> : null}
    </div>
  )
}

export function nameOf(guest: Guest | undefined, demand: Demand): string {
  return guest ? fullName(guest) : (demand.guest_id?.split('.').at(-1) ?? demand.id)
}

function order(demand: Demand): number {
  return demand.state === 'unfilled' ? 0 : demand.is_fallback ? 1 : 2
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value))
}

interface CellProps {
  place: string
  mark: string
  standing: Standing
  label: string
  draggable: boolean
  over: boolean
  current: boolean
  first: boolean
  onOpen: () => void
  onDragStart: () => void
  onDragOver: () => boolean
  onDrop: () => void
}

const Cell = memo(
  function Cell({ place, mark, standing, label, draggable, over, current, first, onOpen, onDragStart, onDragOver, onDrop }: CellProps) {
    return (
      <span
        role="gridcell"
        tabIndex={current || first ? 0 : -1}
        data-cell={place}
        className={`cell ${standing}${over ? ' over' : ''}${current ? ' current' : ''}`}
        aria-label={label}
        title={label}
        draggable={draggable}
        onClick={onOpen}
        onKeyDown={(event) => event.key === 'Enter' && onOpen()}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          event.dataTransfer.setData('text/plain', label)
          onDragStart()
        }}
        onDragOver={(event) => onDragOver() && event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          onDrop()
        }}
      >
        {mark}
      </span>
    )
  },
  (was, is) => was.label === is.label && was.over === is.over && was.current === is.current && was.draggable === is.draggable && was.place === is.place && was.onOpen === is.onOpen,
)
