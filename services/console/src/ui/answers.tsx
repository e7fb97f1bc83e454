/** What stands where an answer is awaited, empty, or refused. */
import type { ReactNode } from 'react'
import { isUnreachable, Problem } from '../api/client'
import { useWords } from '../i18n/language'
import { refusalOf } from '../i18n/words/refusals'
import { answers } from '../i18n/words/answers'
import { Button } from './controls'
import './answers.css'

export function Waiting() {
  const t = useWords()
  return (
    <p className="answer quiet" role="status">
      {t(answers.loading)}
    </p>
  )
}

export function Empty({ children, act }: { children: ReactNode; act?: ReactNode }) {
  return (
    <div className="answer quiet">
      <p>{children}</p>
      {act}
    </div>
  )
}

/** Says what went wrong and what to do about it. */
export function Refusal({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const t = useWords()
  const text = useRefusal()(error)
  return (
    <div className="answer refusal" role="alert">
      <p>
        <span aria-hidden="true">✕ </span>
        {text}
      </p>
      {retry ? <Button onPress={retry}>{t(answers.again)}</Button> : null}
    </div>
  )
}

export function useRefusal(): (error: unknown) => string {
  const t = useWords()
  return (error) => {
    if (isUnreachable(error)) return t(answers.unreachable)
    if (error instanceof Problem) {
      const known = refusalOf(error.code)
      return known ? t(known) : t(answers.refused, error.message, error.code)
    }
    return t(answers.broken, error instanceof Error ? error.message : String(error))
  }
}
