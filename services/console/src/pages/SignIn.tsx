/** The sign-in page, and the same form on top of a page whose session ran out. */
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answer, connect } from '../api/client'
import { useWords } from '../i18n/language'
import { shell, signIn as words } from '../i18n/words/shell'
import { begin, end, type Session } from '../session/session'
import { Refusal } from '../ui/answers'
import { Button, Field } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { LanguageSwitch } from '../shell/Settings'
import './SignIn.css'

/** Signing in brings no token of its own, so a wrong password is not an ended session. */
const open = connect(() => null)

export function SignInForm({ name: known = '' }: { name?: string }) {
  const t = useWords()
  const [name, setName] = useState(known)
  const [password, setPassword] = useState('')
  const signing = useMutation({
    mutationFn: () => answer(open.POST('/api/v1/access/tokens', { body: { name, password } })),
    onSuccess: (signedIn) => signedIn && begin(signedIn),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signing.mutate()
  }
  return (
    <form onSubmit={submit} className="stack sign-in-form">
      <Field label={t(words.name)} name="username" value={name} onChange={setName} autoFocus={!known} required autoComplete="username" />
      <Field label={t(words.password)} name="password" type="password" value={password} onChange={setPassword} autoFocus={!!known} required autoComplete="current-password" />
      {signing.isError ? <Refusal error={signing.error} /> : null}
      <Button type="submit" look="main" disabled={signing.isPending || !name || !password}>
        {t(words.act)}
      </Button>
    </form>
  )
}

export function SignInPage() {
  const t = useWords()
  return (
    <main className="sign-in" id="page">
      <section className="panel stack">
        <div className="row">
          <img src="/icon.svg" width="32" height="32" alt="" />
          <h1 className="grow">{t(shell.product)}</h1>
          <LanguageSwitch />
        </div>
        <p className="quiet">{t(words.purpose)}</p>
        <SignInForm />
        <p className="meta">{t(words.demo)}</p>
      </section>
    </main>
  )
}

/** The page underneath stays as it is, with everything typed into it. */
export function SessionEnded({ session }: { session: Session }) {
  const t = useWords()
  return (
    <Dialog title={t(words.ended)}>
      <p>{t(words.endedHint)}</p>
      <SignInForm name={session.name} />
      <Button look="bare" onPress={end}>
        {t(words.other)}
      </Button>
    </Dialog>
  )
}
