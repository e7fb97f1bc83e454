/** The face of a badge, 86 × 124 mm: everything of it fits, whatever somebody is called in whichever script. */
import { useLayoutEffect, useRef } from 'react'
import { renderSVG } from 'uqr'
import type { Shapes } from '../api/client'
import './card.css'

export type BadgePrint = Shapes['BadgePrint']

/** Whose conference it is. */
export interface Conference {
  name_en: string
  name_zh: string
}

/** Steps in which what stands on a card is made smaller until all of it fits; below the last one nobody can read it. */
const FITS = [1, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36]

export function Card({ badge, conference }: { badge: BadgePrint; conference: Conference }) {
  const face = useRef<HTMLElement>(null)
  const who = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = who.current
    if (!box) return
    for (const fit of FITS) {
      face.current?.style.setProperty('--fit', String(fit))
      if (box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth) return
    }
  }, [badge, conference])
  const qr = renderSVG(badge.token, { ecc: 'M', border: 1, whiteColor: '#ffffff', blackColor: '#000000' })
  const group = badge.group ? [badge.group.name_zh, badge.group.name_en].filter(Boolean) : []
  return (
    <article ref={face} className={`card rank-${badge.rank.toLowerCase()}`} data-testid="card">
      <header>
        <p className="card-zh" lang="zh-CN">
          {conference.name_zh}
        </p>
        <p className="card-en" lang="en">
          {conference.name_en}
        </p>
      </header>
      <div className="card-who" ref={who}>
        <p className="card-name" dir="auto">
          {`${badge.family_name} ${badge.given_name}`.trim()}
        </p>
        {badge.own_script_name ? (
          <p className="card-own" dir="auto">
            {badge.own_script_name}
          </p>
        ) : null}
        {[badge.post, badge.organisation].map((line, place) =>
          line ? (
            <p key={place ? 'organisation' : 'post'} className={place ? 'card-line card-organisation' : 'card-line'} dir="auto">
              {line}
            </p>
          ) : null,
        )}
        {group.length ? (
          <p className="card-line">
            {group.map((name) => (
              <bdi key={name}>{name} </bdi>
            ))}
          </p>
        ) : null}
      </div>
      <div className="card-qr" dangerouslySetInnerHTML={{ __html: qr }} />
      <footer>
        <span>{badge.country}</span>
        <span>{badge.reference}</span>
        <span>{badge.rank}</span>
      </footer>
    </article>
  )
}
