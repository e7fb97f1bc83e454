/** The whole desk on one screen. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { clock } from '../i18n/time'
import { useName, useWords, type Saying } from '../i18n/language'
import { Button } from '../ui/controls'
import { Badges } from './Badges'
import { isPageInUse, whenCalm } from './calm'
import { CameraBox } from './CameraBox'
import { DEVICE_SHAPE } from './codes'
import type { Desk, Phase } from './desk'
import { Enrol, enrolFault } from './Enrol'
import { Found } from './Found'
import type { Newer, Offline } from './offline'
import { Settings } from './Settings'
import { play } from './sound'
import { SyncBar } from './SyncBar'
import { lookOf, type Entry } from './verdict'
import { Face, Recent } from './VerdictView'
import { WalkInDialog } from './WalkInDialog'
import { Wedge } from './wedge'
import { words } from './words'
import type { BadgePrint, Place } from './server'

export function DeskPage({ desk, offline, onTake }: { desk: Desk; offline: Offline; onTake: () => void }) {
  const state = useSyncExternalStore(desk.subscribe, () => desk.state)
  const newer = useNewVersion(desk, offline)
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

  const fault = useLinkedToken(desk, phase)

  if (phase === 'starting') return null
  if (phase === 'elsewhere') return <Elsewhere onTake={onTake} />
  if (phase !== 'open' || !place) return <Enrol desk={desk} phase={phase} aside={state.sync.waiting + state.sync.rejected} />
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
      <SyncBar desk={desk} sync={state.sync} kept={state.kept} zone={place.timezone} restart={newer === 'none' ? null : offline.restart} />
      {fault ? <p className="field-error desk-fault" role="alert">{t(fault)}</p> : null}
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

/** A new version is looked for whenever the server is back, and taken at a calm moment; a tab that is not the desk follows. */
function useNewVersion(desk: Desk, offline: Offline): Newer {
  const newer = useSyncExternalStore(offline.subscribe, offline.newer)
  const { phase, sync } = useSyncExternalStore(desk.subscribe, () => desk.state)
  useEffect(() => {
    if (sync.reached) offline.look()
  }, [offline, sync.reached])
  useEffect(() => {
    if (phase === 'elsewhere' && newer === 'taken') offline.restart()
    if (phase === 'elsewhere' || newer === 'none') return
    return whenCalm(() => desk.isBusy || isPageInUse(document), offline.restart)
  }, [desk, offline, phase, newer])
  return newer
}

/** A link that enrols, opened where a desk is already: the device moves to another door or conference. */
function useLinkedToken(desk: Desk, phase: Phase): Saying | null {
  const [fault, setFault] = useState<Saying | null>(null)
  useEffect(() => {
    if (phase !== 'open') return
    const look = () => {
      const found = DEVICE_SHAPE.exec(location.hash)?.[0]
      if (!found) return
      history.replaceState(null, '', location.pathname)
      setFault(null)
      desk.enrol(found).catch((error: unknown) => setFault(enrolFault(error)))
    }
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [desk, phase])
  return fault
}

function Elsewhere({ onTake }: { onTake: () => void }) {
  const t = useWords()
  return (
    <main className="enrol">
      <Settings />
      <section className="panel stack" data-testid="elsewhere">
        <h1>{t(words.elsewhereTitle)}</h1>
        <p className="quiet">{t(words.elsewhereHint)}</p>
        <Button look="main" autoFocus onPress={onTake}>
          {t(words.takeHere)}
        </Button>
      </section>
    </main>
  )
}
