/** Where something that is carried over the page would be put, and whether it could be there: said before the drop. */
import { useEffect, useState } from 'react'
import { useWords } from '../i18n/language'
import { answers } from '../i18n/words/answers'
import { State } from './state'
import './aim.css'

export interface Checked {
  /** Names of the rules in the way; none yet while it is being asked. */
  broken: readonly string[] | undefined
}

export function Aim({ what, broken }: Checked & { what: string }) {
  const t = useWords()
  return (
    <div className="aim" role="status">
      <strong>{what}</strong>
      {broken === undefined ? <State tone="idle">{t(answers.checking)}</State> : broken.length ? broken.map((one) => <State key={one} tone="bad">{one}</State>) : <State tone="ok">{t(answers.clear)}</State>}
      <span className="meta">{t(answers.aimHint)}</span>
    </div>
  )
}

const REST_MS = 120

/** A value once it has been the same for a moment, so that a quick hand does not ask about every place it passes. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
