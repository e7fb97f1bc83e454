/** Another password: one's own with the present one, or as an organiser somebody else's. */
import { useState } from 'react'
import { useWords } from '../../i18n/language'
import { accounts as words } from '../../i18n/words/accounts'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'

export function Password({ name, own, onClose }: { name: string; own: boolean; onClose: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [why, setWhy] = useState('')
  const set = async () => {
    try {
      await api.PUT('/api/v1/access/accounts/{name}/password', { params: { path: { name } }, body: own ? { password, present } : { password } })
      onClose()
      notice(t(words.changed, name))
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={own ? t(words.own) : t(words.resetOf, name)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void set()
        }}
      >
        {own ? <Field label={t(words.present)} type="password" value={present} onChange={setPresent} required autoFocus autoComplete="current-password" /> : null}
        <Field label={t(words.password)} type="password" value={password} onChange={setPassword} hint={own ? undefined : t(words.passwordHint)} required autoFocus={!own} autoComplete="new-password" />
        {why ? <p role="alert">{why}</p> : null}
        <div className="row">
          <Button type="submit" look="main">
            {t(words.set)}
          </Button>
          <Button onPress={onClose}>{t(shell.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}
