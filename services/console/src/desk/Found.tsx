/** Somebody without a badge in hand: found by name in any script, or by reference. */
import { useState } from 'react'
import { useName, useWords } from '../i18n/language'
import { Button, Field } from '../ui/controls'
import type { Desk } from './desk'
import type { Direction, Entry } from './verdict'
import { results, words } from './words'

export interface FoundProps {
  desk: Desk
  direction: Direction
  onNewBadge: ((entry: Entry) => void) | null
}

export function Found({ desk, direction, onNewBadge }: FoundProps) {
  const t = useWords()
  const name = useName()
  const [typed, setTyped] = useState('')
  const found = typed.trim() ? desk.names.search(typed) : []
  const admit = (entry: Entry) => {
    setTyped('')
    void desk.admit(entry)
  }
  /** What stands in the way of letting somebody in, said before the button is pressed. */
  const told = (entry: Entry) => {
    const decision = direction === 'in' ? desk.foresee(entry) : null
    return decision && decision.result !== 'admitted' ? <strong> · {t(results[decision.result])}</strong> : null
  }
  return (
    <section className="found" aria-label={t(words.search)}>
      <Field label={t(words.search)} type="search" value={typed} onChange={setTyped} autoComplete="off" />
      {typed.trim() && found.length === 0 ? <p className="quiet">{t(words.nobody)}</p> : null}
      <ul>
        {found.map((entry) => (
          <li key={entry.guest_id}>
            <span className="grow">
              <strong>
                {entry.family_name} {entry.given_name}
              </strong>{' '}
              {entry.own_script_name}
              <span className="quiet block">
                {[entry.reference, entry.rank, name(entry.group_en, entry.group_zh), entry.organisation].filter(Boolean).join(' · ')}
                {entry.card === 'none' ? ` · ${t(words.noBadge)}` : ''}
                {told(entry)}
              </span>
            </span>
            {onNewBadge ? <Button onPress={() => onNewBadge(entry)}>{t(entry.card === 'none' ? words.firstBadge : words.newBadge)}</Button> : null}
            <Button look="main" onPress={() => admit(entry)}>
              {t(direction === 'in' ? words.letIn : words.letOut)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
