/** State is never colour alone: each has a mark and words. */
import type { ReactNode } from 'react'
import './state.css'

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle'
const MARKS: Record<Tone, string> = { ok: '✓', warn: '⚠', bad: '✕', info: '●', idle: '○' }

export function State({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`state ${tone}`}>
      <span aria-hidden="true">{MARKS[tone]}</span>
      {children}
    </span>
  )
}

/** A rank as a fixed-width mark: V1 to V5. */
export function Rank({ rank }: { rank: string }) {
  return <span className={`rank ${rank === 'V1' || rank === 'V2' ? 'high' : ''}`}>{rank}</span>
}
