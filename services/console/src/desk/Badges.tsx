/** Cards made at the desk: a new one for a lost one, shown and printed on 86 × 124 mm. */
import { useState } from 'react'
import { renderSVG } from 'uqr'
import { useWords, type Saying } from '../i18n/language'
import { Problem } from '../api/client'
import { Button, Choice } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import type { Desk } from './desk'
import type { BadgePrint, Place } from './server'
import type { Entry } from './verdict'
import { words } from './words'

export interface BadgesProps {
  desk: Desk
  place: Place
  badge: BadgePrint | null
  losing: Entry | null
  onBadge: (badge: BadgePrint | null) => void
  onLosing: (entry: Entry | null) => void
}

export function Badges({ desk, place, badge, losing, onBadge, onLosing }: BadgesProps) {
  const t = useWords()
  if (badge) {
    return (
      <>
        <Dialog title={`${t(words.badgeReady)} ${badge.reference}`} onClose={() => onBadge(null)}>
          <Card badge={badge} place={place} />
          <div className="row dialog-foot">
            <Button look="main" autoFocus onPress={() => window.print()}>
              {t(words.print)}
            </Button>
            <Button onPress={() => onBadge(null)}>{t(words.close)}</Button>
          </div>
        </Dialog>
        <div className="print-only">
          <Card badge={badge} place={place} />
        </div>
      </>
    )
  }
  return losing ? (
    <Losing
      key={losing.guest_id}
      desk={desk}
      entry={losing}
      onClose={() => onLosing(null)}
      onMade={(made) => {
        onLosing(null)
        onBadge(made)
      }}
    />
  ) : null
}

function Losing({ desk, entry, onClose, onMade }: { desk: Desk; entry: Entry; onClose: () => void; onMade: (made: BadgePrint) => void }) {
  const t = useWords()
  const [reason, setReason] = useState<'lost' | 'damaged'>('lost')
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const reissue = async () => {
    setBusy(true)
    try {
      if (!desk.server) throw new TypeError('not enrolled')
      onMade(await desk.server.reissue(entry.guest_id, reason))
      desk.hurry()
    } catch (error) {
      setFault(reasonOf(error, t))
      setBusy(false)
    }
  }
  return (
    <Dialog title={t(words.newBadge)} onClose={onClose}>
      <div className="stack">
        <p>
          <strong>
            {entry.family_name} {entry.given_name}
          </strong>{' '}
          {entry.own_script_name} · {entry.reference}
        </p>
        <p className="quiet">{t(words.newBadgeHint)}</p>
        <Choice
          label={t(words.reason)}
          value={reason}
          onChange={setReason}
          options={[
            { id: 'lost', label: t(words.lost) },
            { id: 'damaged', label: t(words.damaged) },
          ]}
        />
        {fault ? <p className="field-error" role="alert">{fault}</p> : null}
        <div className="row dialog-foot">
          <Button look="main" disabled={busy} onPress={() => void reissue()}>
            {t(words.newBadge)}
          </Button>
          <Button onPress={onClose}>{t(words.cancel)}</Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Why something was refused, for the person at the desk. */
export function reasonOf(error: unknown, t: <A extends readonly unknown[]>(saying: Saying<A>, ...args: A) => string): string {
  return error instanceof Problem && error.status < 500 ? t(words.refused, error.message) : t(words.needsServer)
}

/** The face of a badge in millimetres. */
export function Card({ badge, place }: { badge: BadgePrint; place: Place }) {
  const qr = renderSVG(badge.token, { ecc: 'M', border: 1, whiteColor: '#ffffff', blackColor: '#000000' })
  const name = `${badge.family_name} ${badge.given_name}`.trim()
  return (
    <article className={`card rank-${badge.rank.toLowerCase()}`} data-testid="card">
      <header>
        <p className="card-zh">{place.name_zh}</p>
        <p className="card-en">{place.name_en}</p>
      </header>
      <div className="card-who">
        <p className={name.length > 22 ? 'card-name long' : 'card-name'}>{name}</p>
        {badge.own_script_name ? <p className="card-own">{badge.own_script_name}</p> : null}
        <p className="card-post">{badge.post}</p>
        <p className="card-organisation">{badge.organisation}</p>
        <p className="card-group">{badge.group ? [badge.group.name_zh, badge.group.name_en].filter(Boolean).join(' ') : ''}</p>
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
