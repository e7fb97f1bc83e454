/** A figure that opens the rows behind it. */
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Tone } from '../../ui/state'

export function Tile({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="tile" aria-label={title}>
      <h2>{title}</h2>
      <div className="figures">{children}</div>
    </section>
  )
}

type FigureProps = Pick<LinkProps, 'to' | 'params' | 'search'> & {
  value: number | undefined
  of?: number
  label: string
  tone?: Tone
}

const MARK: Partial<Record<Tone, string>> = { warn: '⚠', bad: '✕', ok: '✓' }

export function Figure({ value, of, label, tone = 'idle', ...link }: FigureProps) {
  return (
    <Link {...(link as LinkProps)} className={`figure ${tone}`}>
      <span className="value">
        {value === undefined ? '–' : value.toLocaleString('en')}
        {of === undefined ? null : <span className="of"> / {of}</span>}
        {MARK[tone] ? (
          <span className="mark" aria-hidden="true">
            {MARK[tone]}
          </span>
        ) : null}
      </span>
      <span className="label">{label}</span>
    </Link>
  )
}
