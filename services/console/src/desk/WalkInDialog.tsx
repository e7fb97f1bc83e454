/** Somebody who is on no list: registered, confirmed and badged in one go. */
import { useState } from 'react'
import { Problem } from '../api/client'
import { useWords } from '../i18n/language'
import { Button, Choice, Field } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { reasonOf } from './Badges'
import type { Desk } from './desk'
import type { BadgePrint, WalkIn } from './server'
import { words } from './words'

const EMPTY: WalkIn = { family_name: '', given_name: '', own_script_name: '', organisation: '', post: '', country: '', rank: 'V5', language: 'en', although_known: false }
const RANKS = ['V1', 'V2', 'V3', 'V4', 'V5'] as const

interface Alike {
  reference: string
  family_name: string
  given_name: string
  own_script_name: string
  organisation: string
}

export function WalkInDialog({ desk, onClose, onMade }: { desk: Desk; onClose: () => void; onMade: (made: BadgePrint) => void }) {
  const t = useWords()
  const [who, setWho] = useState<WalkIn>(EMPTY)
  const [alike, setAlike] = useState<readonly Alike[]>([])
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (field: keyof WalkIn) => (value: string) => {
    setAlike([])
    setWho({ ...who, [field]: value })
  }
  const register = async (although_known: boolean) => {
    setBusy(true)
    setFault(null)
    try {
      if (!desk.server) throw new TypeError('not enrolled')
      const body = { ...who, country: who.country.toUpperCase(), language: who.language.toLowerCase(), although_known }
      onMade(await desk.server.walkIn(body))
      desk.hurry()
    } catch (error) {
      if (error instanceof Problem && error.code === 'looks_known') setAlike((error.data['alike'] ?? []) as Alike[])
      else setFault(reasonOf(error, t))
      setBusy(false)
    }
  }
  const text = (field: 'family_name' | 'given_name' | 'own_script_name' | 'organisation' | 'post', label: string, required = false) => (
    <Field label={label} value={who[field] ?? ''} onChange={set(field)} required={required} autoComplete="off" />
  )
  return (
    <Dialog title={t(words.walkIn)} onClose={onClose} wide>
      <form
        className="stack walk-in"
        onSubmit={(event) => {
          event.preventDefault()
          void register(false)
        }}
      >
        <p className="quiet">{t(words.walkInHint)}</p>
        <div className="pair">
          {text('family_name', t(words.familyName), true)}
          {text('given_name', t(words.givenName))}
        </div>
        {text('own_script_name', t(words.ownScript))}
        <div className="pair">
          {text('organisation', t(words.organisation))}
          {text('post', t(words.post))}
        </div>
        <div className="triple">
          <Field label={t(words.country)} value={who.country} onChange={set('country')} required autoComplete="off" />
          <Field label={t(words.language)} value={who.language} onChange={set('language')} required autoComplete="off" />
          <Choice label={t(words.rank)} value={who.rank} onChange={set('rank')} options={RANKS.map((id) => ({ id, label: id }))} />
        </div>
        {alike.length ? (
          <div className="alike" role="alert">
            <h3>{t(words.knownTitle)}</h3>
            <ul>
              {alike.map((one) => (
                <li key={one.reference}>
                  {one.family_name} {one.given_name} {one.own_script_name} · {[one.reference, one.organisation].filter(Boolean).join(' · ')}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {fault ? <p className="field-error" role="alert">{fault}</p> : null}
        <div className="row dialog-foot">
          {alike.length ? (
            <Button look="main" disabled={busy} onPress={() => void register(true)}>
              {t(words.anotherPerson)}
            </Button>
          ) : (
            <Button type="submit" look="main" disabled={busy}>
              {t(words.register)}
            </Button>
          )}
          <Button onPress={onClose}>{t(words.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}
