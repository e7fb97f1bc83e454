/** The rows that are in view of a list of any length; arrows move, Enter opens, space selects. */
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState, type KeyboardEvent } from 'react'
import { fullName } from '../../data/named'
import type { Guest } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { useEditionId } from '../../shell/editions'
import type { Around, Column } from './columns'

const ROW_PX = 28

interface Props {
  guests: readonly Guest[]
  columns: readonly Column[]
  around: Around
  sort: string | undefined
  onSort: (sort: string | undefined) => void
  selected: ReadonlySet<string>
  onSelect: (selected: ReadonlySet<string>) => void
  selectable: boolean
}

export function GuestRows({ guests, columns, around, sort, onSort, selected, onSelect, selectable }: Props) {
  const t = useWords()
  const edition = useEditionId()
  const go = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(0)
  const rows = useVirtualizer({ count: guests.length, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 12 })
  const template = [selectable ? '32px' : '', ...columns.map((one) => one.width)].join(' ')
  const open = (guest: Guest) => void go({ to: '/editions/$edition/guests/$guest', params: { edition, guest: guest.id } })
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    onSelect(next)
  }
  const move = (to: number) => {
    const place = Math.max(0, Math.min(guests.length - 1, to))
    setFocused(place)
    rows.scrollToIndex(place)
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus())
  }
  const press = (event: KeyboardEvent, place: number, guest: Guest) => {
    const steps: Record<string, number> = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: guests.length - 1, PageDown: place + 20, PageUp: place - 20 }
    const to = steps[event.key]
    if (to !== undefined) move(to)
    else if (event.key === 'Enter') open(guest)
    else if (event.key === ' ' && selectable) toggle(guest.id)
    else return
    event.preventDefault()
  }
  const everybody = guests.length > 0 && guests.every((one) => selected.has(one.id))
  return (
    <div className="grid-box" ref={box} role="grid" aria-rowcount={guests.length + 1} aria-label={t(words.title)} aria-multiselectable={selectable}>
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        {selectable ? (
          <span role="columnheader">
            <input type="checkbox" aria-label={t(words.selectAll)} checked={everybody} onChange={() => onSelect(everybody ? new Set() : new Set(guests.map((one) => one.id)))} />
          </span>
        ) : null}
        {columns.map((one) => {
          const way = sort === one.id ? 'ascending' : sort === `-${one.id}` ? 'descending' : 'none'
          return (
            <span key={one.id} role="columnheader" aria-sort={way}>
              <button type="button" onClick={() => onSort(way === 'none' ? one.id : way === 'ascending' ? `-${one.id}` : undefined)}>
                {t(one.title)}
                <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[way]}</span>
              </button>
            </span>
          )
        })}
      </div>
      <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const guest = guests[index]
          if (!guest) return null
          return (
            <div
              key={guest.id}
              className="grid-row"
              role="row"
              data-place={index}
              aria-rowindex={index + 2}
              aria-selected={selectable ? selected.has(guest.id) : undefined}
              tabIndex={index === focused ? 0 : -1}
              style={{ gridTemplateColumns: template, transform: `translateY(${start}px)`, position: 'absolute' }}
              onKeyDown={(event) => press(event, index, guest)}
              onClick={() => open(guest)}
              onFocus={() => setFocused(index)}
            >
              {selectable ? (
                <span role="gridcell" onClick={(event) => event.stopPropagation()}>
                  <input type="checkbox" tabIndex={-1} aria-label={t(words.select, fullName(guest))} checked={selected.has(guest.id)} onChange={() => toggle(guest.id)} />
                </span>
              ) : null}
              {columns.map((one) => (
                <span key={one.id} role="gridcell" className={one.id === 'name' ? 'strong' : ''}>
                  {one.cell ? one.cell(guest, around) : one.plain(guest, around)}
                </span>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}
