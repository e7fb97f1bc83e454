/** What is on this device, what is still to be sent, and since when it is alone. */
import { useWords } from '../i18n/language'
import { clock } from '../i18n/time'
import { Button } from '../ui/controls'
import { AsideFiles } from './AsideFiles'
import type { Desk, SyncState } from './desk'
import { renewedAt } from './offline'
import { words } from './words'

/** A clock nearer than this needs no word. */
const SKEW_SHOWN_MS = 2000

export function SyncBar({ desk, sync, kept, zone, restart }: { desk: Desk; sync: SyncState; kept: boolean; zone: string; restart: (() => void) | null }) {
  const t = useWords()
  const skew = sync.skew ?? 0
  const renewed = renewedAt()
  return (
    <div className={`sync ${sync.reached ? 'reached' : 'away'}`} role="status" data-testid="sync" data-waiting={sync.waiting} data-cards={sync.cards} data-reached={sync.reached}>
      <strong>
        <span aria-hidden="true">{sync.reached ? '✓' : '⚠'}</span> {t(sync.reached ? words.reached : words.away)}
      </strong>
      {sync.reached ? null : <span>{t(words.awayHint)}</span>}
      <span>{sync.at ? t(words.lastSync, clock(sync.at, zone)) : t(words.neverSynced)}</span>
      <span>{sync.waiting ? t(words.waiting, sync.waiting) : t(words.nothingWaiting)}</span>
      {sync.at && !sync.loading && sync.cards === 0 ? (
        <span className="sync-warn">⚠ {t(words.noCards)}</span>
      ) : (
        <span>
          {sync.loading ? t(words.loading) : null} {t(words.cards, sync.cards)}
        </span>
      )}
      {kept ? null : <strong className="sync-warn">⚠ {t(words.notKept)}</strong>}
      {sync.conflicts ? <span className="sync-warn">⚠ {t(words.conflicts, sync.conflicts)}</span> : null}
      {sync.rejected ? <AsideFiles desk={desk} count={sync.rejected} /> : null}
      {Math.abs(skew) > SKEW_SHOWN_MS ? <span className="sync-warn">⚠ {t(words.skew, Math.round(skew / 1000))}</span> : null}
      <span className="grow" />
      {restart ? (
        <>
          <span data-testid="new-version">
            {t(words.newVersion)} · {t(words.newVersionHint)}
          </span>
          <Button look="main" disabled={!kept && sync.waiting > 0} onPress={restart}>
            {t(words.restart)}
          </Button>
        </>
      ) : renewed ? (
        <span data-testid="renewed">✓ {t(words.renewed, clock(renewed, zone))}</span>
      ) : null}
      <Button look="bare" onPress={() => desk.hurry()}>
        {t(words.syncNow)}
      </Button>
    </div>
  )
}
