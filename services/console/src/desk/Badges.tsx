/** Cards made at the desk: a new one for a lost one, shown and printed on 86 × 124 mm. */
import { useState } from 'react'
import { PrintBadges } from '../badge/PrintBadges'
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
  if (badge) {
    return <PrintBadges badges={[badge]} conference={place} onClose={() => onBadge(null)} />
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
  const isFirst = entry.card === 'none'
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
    <Dialog title={t(isFirst ? words.firstBadge : words.newBadge)} onClose={onClose}>
      <div className="stack">
        <p>
          <strong>
            {entry.family_name} {entry.given_name}
          </strong>{' '}
          {entry.own_script_name} · {entry.reference}
        </p>
        {isFirst ? null : (
          <>
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
          </>
        )}
        {fault ? <p className="field-error" role="alert">{fault}</p> : null}
        <div className="row dialog-foot">
          <Button look="main" disabled={busy} onPress={() => void reissue()}>
            {t(isFirst ? words.firstBadge : words.newBadge)}
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
