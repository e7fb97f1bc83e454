/** The whole desk on one screen. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { clock } from '../i18n/time'
import { useName, useWords } from '../i18n/language'
import { Button } from '../ui/controls'
import { Badges } from './Badges'
import { CameraBox } from './CameraBox'
import type { Desk } from './desk'
import { Enrol } from './Enrol'
import { Found } from './Found'
import type { Offline } from './offline'
import { Settings } from './Settings'
import { play } from './sound'
import { SyncBar } from './SyncBar'
import { lookOf, type Entry } from './verdict'
import { Face, Recent } from './VerdictView'
import { WalkInDialog } from './WalkInDialog'
import { Wedge } from './wedge'
import { words } from './words'
import type { BadgePrint, Place } from './server'

export function DeskPage({ desk, offline }: { desk: Desk; offline: Offline }) {
  const state = useSyncExternalStore(desk.subscribe, () => desk.state)
  const fresh = useSyncExternalStore(offline.subscribe, offline.waiting)
  const t = useWords()
  const name = useName()
  const [isLoud, setLoud] = useState(true)
  const [dialog, setDialog] = useState<'walk-in' | null>(null)
  const [badge, setBadge] = useState<BadgePrint | null>(null)
  const [losing, setLosing] = useState<Entry | null>(null)
  const { place, phase } = state
  const verdict = state.verdicts[0]
  const may = (right: Place['rights'][number]) => place?.rights.includes(right) ?? false

  const scanner = useMemo(() => new Wedge((code, at) => void desk.scan(code, at)), [desk])
  useEffect(() => (phase === 'open' ? scanner.listen(window) : undefined), [scanner, phase])
  useEffect(() => {
    if (verdict && isLoud) play(lookOf(verdict))
    // The sound belongs to the verdict, not to the switch.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [verdict?.nonce, verdict?.result])

  if (phase === 'starting') return null
  if (phase !== 'open' || !place) return <Enrol desk={desk} phase={phase} />
  return (
    <div className="desk">
      <header className="desk-top">
        <div className="grow">
          <h1>
            {place.door} <span className="quiet">· {place.device}</span>
          </h1>
          <p className="quiet">{name(place.name_en, place.name_zh)}</p>
        </div>
        <div className="faces" role="group" aria-label={t(words.directionLabel)}>
          {(['in', 'out'] as const).map((direction) => (
            <Button key={direction} aria-pressed={state.direction === direction} onPress={() => desk.face(direction)}>
              {t(words.direction[direction])}
            </Button>
          ))}
        </div>
        {may('walk_in') ? <Button onPress={() => setDialog('walk-in')}>{t(words.walkIn)}</Button> : null}
        <Button aria-pressed={isLoud} onPress={() => setLoud(!isLoud)}>
          {t(words.sound)}
        </Button>
        <Settings />
      </header>
      <SyncBar sync={state.sync} zone={place.timezone} onHurry={() => desk.hurry()} restart={fresh ? offline.restart : null} />
      <main className="desk-main">
        <Face verdict={verdict} zone={place.timezone} onNewBadge={may('reissue') ? setLosing : null} />
        <aside className="desk-side">
          <CameraBox onCode={(code, at) => void desk.scan(code, at)} />
          {may('search') ? <Found desk={desk} direction={state.direction} onNewBadge={may('reissue') ? setLosing : null} /> : null}
          <Recent verdicts={state.verdicts} clock={(at) => clock(at, place.timezone)} />
        </aside>
      </main>
      {dialog ? (
        <WalkInDialog
          desk={desk}
          onClose={() => setDialog(null)}
          onMade={(made) => {
            setDialog(null)
            setBadge(made)
          }}
        />
      ) : null}
      <Badges desk={desk} place={place} badge={badge} losing={losing} onBadge={setBadge} onLosing={setLosing} />
    </div>
  )
}
