/** A device that is not enrolled, or no longer: it shows nothing of the conference and takes a token. */
import { useEffect, useState } from 'react'
import { useWords, type Saying } from '../i18n/language'
import { Button, Field } from '../ui/controls'
import { AsideFiles } from './AsideFiles'
import { DEVICE_SHAPE } from './codes'
import type { Desk, Phase } from './desk'
import { isAway } from './server'
import { Settings } from './Settings'
import { words } from './words'

export function Enrol({ desk, phase, aside }: { desk: Desk; phase: Phase; aside: number }) {
  const t = useWords()
  const [token, setToken] = useState('')
  const [fault, setFault] = useState<Saying | null>(null)
  const [busy, setBusy] = useState(false)

  const enrol = async (given: string) => {
    const found = DEVICE_SHAPE.exec(given)?.[0]
    if (!found) return setFault(words.enrolRefused)
    setBusy(true)
    try {
      await desk.enrol(found)
    } catch (error) {
      setFault(enrolFault(error))
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    // A link made by the console carries the token behind the #, which is never sent to a server.
    if (!DEVICE_SHAPE.test(location.hash)) return
    const given = location.hash
    history.replaceState(null, '', location.pathname)
    void enrol(given)
  })

  return (
    <main className="enrol">
      <Settings />
      {phase === 'revoked' || phase === 'ended' ? (
        <section className="enrol-ended" role="alert" data-testid={phase}>
          <h1>{t(phase === 'revoked' ? words.revokedTitle : words.endedTitle)}</h1>
          <p>{t(phase === 'revoked' ? words.revokedHint : words.endedHint)}</p>
        </section>
      ) : null}
      {aside ? (
        <p className="panel">
          <AsideFiles desk={desk} count={aside} />
        </p>
      ) : null}
      <form
        className="panel stack"
        onSubmit={(event) => {
          event.preventDefault()
          void enrol(token)
        }}
      >
        <h1>{t(words.enrolTitle)}</h1>
        <p className="quiet">{t(words.enrolHint)}</p>
        <Field label={t(words.token)} value={token} onChange={setToken} error={fault ? t(fault) : undefined} autoFocus autoComplete="off" />
        <Button type="submit" look="main" disabled={busy || token === ''}>
          {t(words.enrol)}
        </Button>
      </form>
    </main>
  )
}

/** Why a token was not taken. */
export function enrolFault(error: unknown): Saying {
  return isAway(error) ? words.enrolAway : words.enrolRefused
}
