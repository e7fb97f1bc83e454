/** Who may sign in, and as what: an organiser opens and closes accounts and sets passwords. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { everything, PAGE, type Shapes } from '../../api/client'
import { useWords } from '../../i18n/language'
import { accounts as words } from '../../i18n/words/accounts'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may, ROLE_NAMES } from '../../session/roles'
import { useSession, type Role } from '../../session/session'
import { editionsQuery } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Check, Choice, Field, Panel } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'
import { Password } from './Password'

type Account = Shapes['Account']
const KEY = ['accounts']

export function Accounts() {
  const t = useWords()
  const session = useSession()
  if (!may(session?.role, 'manage')) return <Empty>{t(shell.notYours)}</Empty>
  return <List mine={session?.name ?? ''} />
}

function List({ mine }: { mine: string }) {
  const t = useWords()
  const [opening, setOpening] = useState(false)
  const [closing, setClosing] = useState<Account | null>(null)
  const [setting, setSetting] = useState<Account | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => everything((after) => api.GET('/api/v1/access/accounts', { params: { query: { limit: PAGE, ...(after ? { after } : {}) } } })),
    meta: { hears: ['access.account'] },
  })
  const tools = (
    <Button look="main" onPress={() => setOpening(true)}>
      {t(words.open)}
    </Button>
  )
  return (
    <div className="stack">
      <h1>{t(words.title)}</h1>
      <Panel title={t(words.hint)} tools={tools}>
        {error ? <Refusal error={error} retry={() => void refetch()} /> : null}
        {!data && !error ? <Waiting /> : null}
        {data ? (
          <div className="scroll">
            <table className="rows">
              <thead>
                <tr>
                  {[words.name, words.role, words.editions, words.state].map((one) => (
                    <th key={one.en} scope="col">
                      {t(one)}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {[...data].sort((a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name)).map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.name}</th>
                    <td>{t(ROLE_NAMES[one.role])}</td>
                    <td>{one.editions.join(', ') || t(words.all)}</td>
                    <td>
                      <State tone={one.open ? 'ok' : 'idle'}>{t(one.open ? words.inUse : words.closed)}</State>
                    </td>
                    <td>
                      {one.open && one.name !== mine ? (
                        <span className="row">
                          <Button onPress={() => setSetting(one)}>{t(words.reset)}</Button>
                          <Button look="bad" onPress={() => setClosing(one)}>
                            {t(words.close)}
                          </Button>
                        </span>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
      </Panel>
      {opening ? <Open onClose={() => setOpening(false)} /> : null}
      {closing ? <Close name={closing.name} onClose={() => setClosing(null)} /> : null}
      {setting ? <Password name={setting.name} own={false} onClose={() => setSetting(null)} /> : null}
    </div>
  )
}

function Open({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const known = useQuery(editionsQuery).data ?? []
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [editions, setEditions] = useState<readonly string[]>([])
  const [password, setPassword] = useState('')
  const [why, setWhy] = useState('')
  const open = async () => {
    try {
      await api.POST('/api/v1/access/accounts', { body: { name, role, password, editions: [...editions] } })
      await client.invalidateQueries({ queryKey: KEY })
      onClose()
      notice(t(words.opened, name))
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.open)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void open()
        }}
      >
        <Field label={t(words.name)} value={name} onChange={setName} required autoFocus autoComplete="off" />
        <Choice label={t(words.role)} value={role} options={(Object.keys(ROLE_NAMES) as Role[]).map((id) => ({ id, label: t(ROLE_NAMES[id]) }))} onChange={setRole} />
        <fieldset className="rights">
          <legend>
            {t(words.editions)} {editions.length ? null : <span className="meta">{t(words.all)}</span>}
          </legend>
          {known.map((one) => (
            <Check key={one.id} label={one.id} checked={editions.includes(one.id)} onChange={(is) => setEditions(is ? [...editions, one.id] : editions.filter((each) => each !== one.id))} />
          ))}
        </fieldset>
        <Field label={t(words.password)} type="password" value={password} onChange={setPassword} hint={t(words.passwordHint)} required autoComplete="new-password" />
        {why ? <p role="alert">{why}</p> : null}
        <div className="row">
          <Button type="submit" look="main">
            {t(words.open)}
          </Button>
          <Button onPress={onClose}>{t(shell.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function Close({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const close = async () => {
    try {
      await api.DELETE('/api/v1/access/accounts/{name}', { params: { path: { name } } })
      await client.invalidateQueries({ queryKey: KEY })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.closeAsk, name)} onClose={onClose}>
      <p>{t(words.closeHint)}</p>
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="bad" onPress={() => void close()}>
          {t(words.closeAct)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
