/** The devices of an edition; an organiser enrols and revokes them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { renderSVG } from 'uqr'
import { answer, everything, PAGE, type Shapes } from '../../api/client'
import { useWords } from '../../i18n/language'
import { desks as words } from '../../i18n/words/desks'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Check, Field, Panel } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'

const RIGHTS = ['search', 'walk_in', 'reissue'] as const
type Right = (typeof RIGHTS)[number]

export function Devices({ edition }: { edition: string }) {
  const t = useWords()
  const client = useQueryClient()
  const manager = may(useSession()?.role, 'manage')
  const [enrolling, setEnrolling] = useState(false)
  const key = [edition, 'devices']
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/devices', { params: { path: { edition }, query: { limit: PAGE, ...(after ? { after } : {}) } } })),
    meta: { hears: ['access.device'], edition },
  })
  const [revoking, setRevoking] = useState<Shapes['Device'] | null>(null)
  const tools = manager ? (
    <Button look="main" onPress={() => setEnrolling(true)}>
      {t(words.enrol)}
    </Button>
  ) : null
  return (
    <Panel title={t(words.devices)} tools={tools}>
      {error ? <Refusal error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data?.length === 0 ? <p className="quiet">{t(words.noDevices)}</p> : null}
      <ul className="desk-lines">
        {data?.map((device) => (
          <li key={device.id} className="row">
            <strong>{device.name}</strong>
            <span>{device.door}</span>
            <span className="quiet grow">{device.rights.map((right) => t(words.right[right as Right])).join(', ') || t(words.onlyCheckIn)}</span>
            <State tone={device.revoked ? 'bad' : 'ok'}>{t(device.revoked ? words.revoked : words.inUse)}</State>
            {manager && !device.revoked ? (
              <Button look="bad" onPress={() => setRevoking(device)}>
                {t(words.revoke)}…
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {revoking ? <RevokeDialog edition={edition} device={revoking} onDone={() => client.invalidateQueries({ queryKey: key })} onClose={() => setRevoking(null)} /> : null}
      {enrolling ? (
        <EnrolDialog
          edition={edition}
          onClose={() => {
            setEnrolling(false)
            void client.invalidateQueries({ queryKey: key })
          }}
        />
      ) : null}
    </Panel>
  )
}

function RevokeDialog({ edition, device, onDone, onClose }: { edition: string; device: Shapes['Device']; onDone: () => Promise<void>; onClose: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const revoke = async () => {
    try {
      await api.DELETE('/api/v1/editions/{edition}/devices/{device_id}', { params: { path: { edition, device_id: device.id } } })
      await onDone()
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.revokeAsk, device.name)} onClose={onClose}>
      <p>{t(words.revokeHint)}</p>
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="bad" onPress={() => void revoke()}>
          {t(words.revoke)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}

function EnrolDialog({ edition, onClose }: { edition: string; onClose: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const [name, setName] = useState('')
  const [door, setDoor] = useState('')
  const [rights, setRights] = useState<readonly Right[]>([])
  const [fault, setFault] = useState<unknown>(null)
  const [made, setMade] = useState<Shapes['Enrolled'] | null>(null)
  const enrol = async () => {
    try {
      const body = { name, door, rights: [...rights] }
      setMade(await answer(api.POST('/api/v1/editions/{edition}/devices', { params: { path: { edition } }, body })))
    } catch (error) {
      setFault(error)
    }
  }
  if (made) return <Made token={made.token} onClose={onClose} />
  return (
    <Dialog title={t(words.enrol)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void enrol()
        }}
      >
        <Field label={t(words.name)} hint={t(words.nameHint)} value={name} onChange={setName} required autoFocus autoComplete="off" />
        <Field label={t(words.door)} hint={t(words.doorHint)} value={door} onChange={setDoor} required autoComplete="off" />
        <fieldset className="rights">
          <legend>{t(words.rights)}</legend>
          {RIGHTS.map((right) => (
            <Check
              key={right}
              label={t(words.right[right])}
              checked={rights.includes(right)}
              onChange={(is) => setRights(is ? [...rights, right] : rights.filter((one) => one !== right))}
            />
          ))}
          <p className="meta">{t(words.rightsHint)}</p>
        </fieldset>
        {fault ? <p className="field-error" role="alert">{refusal(fault)}</p> : null}
        <div className="row">
          <Button type="submit" look="main">
            {t(words.enrol)}
          </Button>
          <Button onPress={onClose}>{t(shell.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The link carries the token behind the #, which browsers never send. */
function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useWords()
  const link = `${location.origin}/desk/#${token}`
  return (
    <Dialog title={t(words.made)} onClose={onClose}>
      <div className="stack">
        <p>{t(words.madeHint)}</p>
        <div className="made-code" dangerouslySetInnerHTML={{ __html: renderSVG(link, { border: 2 }) }} />
        <code className="made-link">{link}</code>
        <div className="row">
          <a className="button main" href={link} target="_blank" rel="noreferrer">
            {t(words.openHere)}
          </a>
          <Button onPress={onClose}>{t(shell.close)}</Button>
        </div>
      </div>
    </Dialog>
  )
}
