/**
 * Demands × interpreters. Each cell says how the pair stands. With the mouse or the keyboard an interpreter's name is carried
 * to a demand, or the mark of who serves to somebody else; on the way matching says which rules the pair would break.
 */
import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type SyntheticEvent } from 'react'
import { byId, useGuests } from '../../data/named'
import type { Demand, Interpreter } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Aim, useRested } from '../../ui/Aim'
import { Empty } from '../../ui/answers'
import { Rank } from '../../ui/state'
import { Assign } from './Assign'
import { Explained } from './Explained'
import { fit, servingNow, type Fit, type Standing } from './fit'
import { useNameOf } from './naming'
import { pairUnder, whyNotOf, type Held, type Pair } from './carrying'

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
  const nameOf = useNameOf(edition)
  const times = useTimes(useZone())
  const role = useSession()?.role
  const box = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<Pair | null>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const [aim, setAim] = useState<Pair | null>(null)
  const broken = useBroken(edition, aim)
  const serving = useMemo(() => servingNow(all), [all])
  const columns = useMemo(() => [...roster].filter((one) => !language || one.languages.includes(language)).sort((a, b) => a.languages.join().localeCompare(b.languages.join()) || a.id.localeCompare(b.id)), [roster, language])
  const rows = useMemo(() => [...demands].sort((a, b) => order(a) - order(b) || a.rank.localeCompare(b.rank) || a.starts.localeCompare(b.starts)), [demands])
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 10 })
  const known = useMemo(() => byId(roster), [roster])
  const demand = all.find((one) => one.id === chosen)
  if (!rows.length && !demand) return <Empty>{t(all.length ? words.none : words.noneYet)}</Empty>
  const fitOf = (one: Demand, who: Interpreter) => fit(who, one, guests.get(one.guest_id), serving.get(who.id) ?? [])
  const says = (one: Demand, who: Interpreter, found: Fit) => {
    const whom = nameOf(one)
    const state = t({ serves: words.serves, could: words.could, busy: words.busy, cannot: words.cannot }[found.standing])
    const why = found.breaks.map((rule) => code('rule', rule)).join(', ')
    return `${whom} · ${name(who.name, who.name_zh)}: ${state}${why ? ` (${why})` : ''}`
  }
  const planner = may(role, 'plan')
  const under = (place: Place) => (held ? pairUnder(held, rows[place.row], columns[place.column]) : null)
  const take = (what: Held | null, place?: Place) => {
    setHeld(what)
    setAim(what && place ? pairUnder(what, rows[place.row], columns[place.column]) : null)
  }
  const drop = (pair: Pair | null) => {
    take(null)
    if (pair) setAsked(pair)
  }
  /** What is taken in hand at a place: the mark of who serves there, or else the interpreter of the column. */
  const inHand = (place: Place): Held | null => {
    const [one, who] = [rows[place.row], columns[place.column]]
    if (!planner || !who) return null
    return one && one.interpreter_id === who.id ? { demand: one } : { interpreter: who }
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const place = placeOf(event)
    if (!place || place.column < 0) return
    const { row, column } = place
    const [one, who] = [rows[row], columns[column]]
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -columns.length], End: [0, columns.length] }[event.key]
    if (event.key === 'Escape' && held) take(null)
    else if (event.key === ' ' && !held) take(inHand(place), place)
    else if ((event.key === ' ' || event.key === 'Enter') && held) drop(under(place))
    else if (event.key === 'Enter' && one && who) onChoose(one.id, who.id)
    else if (way) {
      const [dy = 0, dx = 0] = way
      // A mark stays in its row, a name in its column.
      const to = { row: held?.demand ? row : Math.max(row + dy, held ? 0 : -1), column: held?.interpreter ? column : clamp(column + dx, columns.length) }
      to.row = Math.min(to.row, rows.length - 1)
      if (to.row >= 0) virtual.scrollToIndex(to.row)
      setAim(under(to))
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-cell="${to.row},${to.column}"]`)?.focus())
    } else return
    event.preventDefault()
  }
  const pull = (event: DragEvent<HTMLElement>) => {
    const place = placeOf(event)
    const what = place ? inHand(place) : null
    if (!what) return event.preventDefault()
    event.dataTransfer.effectAllowed = 'move'
    event.dataTransfer.setData('text/plain', what.interpreter?.name ?? what.demand?.id ?? '')
    take(what)
  }
  const carry = (event: DragEvent<HTMLElement>) => {
    const place = placeOf(event)
    const pair = place ? under(place) : null
    if (pair) event.preventDefault()
    if (pair?.demand !== aim?.demand || pair?.interpreter !== aim?.interpreter) setAim(pair)
  }
  const open = (event: SyntheticEvent) => {
    const place = placeOf(event)
    const [one, who] = place ? [rows[place.row], columns[place.column]] : []
    if (one && who) onChoose(one.id, who.id)
  }
  return (
    <div className="board-page">
      <div className="stack">
        <div className="board" ref={box} role="grid" aria-label={t(words.board)} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1} onKeyDown={press} onClick={open} onDragStart={pull} onDragOver={carry} onDragEnd={() => take(null)} onDrop={(event) => { event.preventDefault(); drop(aim) }}>
          <div className="board-head" role="row">
            <span role="columnheader" className="board-name">
              {t(words.demands)} {rows.length}
            </span>
            {columns.map((who, column) => (
              <span key={who.id} role="columnheader" className={`board-who${planner ? ' movable' : ''}${held?.interpreter === who ? ' held' : ''}`} tabIndex={-1} data-cell={`-1,${column}`} draggable={planner} title={`${name(who.name, who.name_zh)} · ${who.level} · ${who.languages.join(' ')}`}>
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
                  <span role="rowheader" className="board-name" data-cell={`${index},-1`}>
                    <button type="button" className={one.state === 'unfilled' ? 'open' : ''} onClick={() => onChoose(one.id, undefined)} title={`${nameOf(one)} · ${times.span(one.starts, one.ends)}`}>
                    {one.state === 'unfilled' ? <span aria-hidden="true">⚠ </span> : null}
                    <Rank rank={one.rank} /> {nameOf(one)} <small>{one.language}{one.purpose === 'one_to_one' ? '' : ` · ${times.clock(one.starts)}`}</small>
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
                        over={aim?.demand === one && aim.interpreter === who ? (broken === undefined ? 'over' : broken.length ? 'over bad' : 'over ok') : ''}
                        current={one.id === chosen && who.id === interpreter}
                        first={index === 0 && column === 0}
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
      {aim ? <Aim what={`${name(aim.interpreter.name, aim.interpreter.name_zh)} → ${nameOf(aim.demand)} · ${times.span(aim.demand.starts, aim.demand.ends)}`} broken={broken?.map((rule) => code('rule', rule))} /> : null}
      {asked ? <Assign edition={edition} demand={asked.demand} interpreter={asked.interpreter} onClose={() => setAsked(null)} /> : null}
    </div>
  )
}

function order(demand: Demand): number {
  return demand.state === 'unfilled' ? 0 : demand.is_fallback ? 1 : 2
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value))
}

interface Place {
  row: number
  column: number
}

/** The cell that an event happened on; row -1 are the names of interpreters, column -1 those of demands. */
function placeOf(event: SyntheticEvent): Place | null {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  if (!cell) return null
  const [row = 0, column = 0] = (cell.dataset['cell'] ?? '').split(',').map(Number)
  return { row, column }
}

/** The rules that the pair would break, as matching says; undefined while it is asked. */
function useBroken(edition: string, aim: Pair | null): readonly string[] | undefined {
  const rested = useRested(aim)
  const { data } = useQuery({ ...whyNotOf(edition, rested?.demand.id ?? '', rested?.interpreter.id ?? ''), enabled: rested !== null })
  return rested === aim ? data?.breaks : undefined
}

interface CellProps {
  place: string
  mark: string
  standing: Standing
  label: string
  draggable: boolean
  /** How it stands with what is carried over it. */
  over: string
  current: boolean
  first: boolean
}

const Cell = memo(function Cell({ place, mark, standing, label, draggable, over, current, first }: CellProps) {
  return (
    <span role="gridcell" tabIndex={current || first ? 0 : -1} data-cell={place} className={`cell ${standing} ${over}${current ? ' current' : ''}`} aria-label={label} title={label} draggable={draggable}>
      {mark}
    </span>
  )
})
