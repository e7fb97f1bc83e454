/** What was just done, at the foot of every page, with a way back for as long as it stands there. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useWords } from '../i18n/language'
import { answers } from '../i18n/words/answers'
import { useRefusal } from './answers'
import { Button } from './controls'
import './notice.css'

interface Notice {
  text: string
  undo: (() => Promise<unknown>) | undefined
}

const STANDS_MS = 20_000
let standing: Notice | null = null
const watchers = new Set<() => void>()

function put(notice: Notice | null): void {
  standing = notice
  for (const tell of watchers) tell()
}

/** Said at the foot of the page; a later notice takes its place. */
export function notice(text: string, undo?: () => Promise<unknown>): void {
  put({ text, undo })
}

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

export function Notices() {
  const t = useWords()
  const refusal = useRefusal()
  const shown = useSyncExternalStore(watch, () => standing)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!shown || held) return
    const timer = setTimeout(() => put(null), STANDS_MS)
    return () => clearTimeout(timer)
  }, [shown, held])
  const undo = async () => {
    const back = shown?.undo
    if (!back) return
    put(null)
    try {
      await back()
      notice(t(answers.undone))
    } catch (error) {
      notice(refusal(error))
    }
  }
  return (
    <div role="status" className="notices no-print" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      {shown ? (
        <div className="notice">
          <span>{shown.text}</span>
          {shown.undo ? <Button onPress={() => void undo()}>{t(answers.undo)}</Button> : null}
          <Button look="bare" aria-label={t(answers.dismiss)} onPress={() => put(null)}>
            ✕
          </Button>
        </div>
      ) : null}
    </div>
  )
}
