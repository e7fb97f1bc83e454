/** Messages that a service could not take in, and why: given back once the cause is mended, or thrown away for good. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, type Shapes } from '../../api/client'
import { useWords, type Saying } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { changes as words } from '../../i18n/words/changes'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'

type Message = Shapes['Parked']
const KEY = ['parked']

export function Parked() {
  const t = useWords()
  const times = useTimes()
  const refusal = useRefusal()
  const client = useQueryClient()
  const [dropping, setDropping] = useState<Message | null>(null)
  const { data, error, isPending } = useQuery({ queryKey: KEY, queryFn: () => answer(api.GET('/api/v1/parked')), meta: { hears: [''] } })
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} />
  if (!data.items.length) return <Empty>{t(words.noParked)}</Empty>
  const replay = async ({ service, id }: Message) => {
    try {
      await api.POST('/api/v1/parked/{service}/{message_id}/replay', { params: { path: { service, message_id: id } } })
      notice(t(words.replayed, service))
    } catch (refused) {
      notice(refusal(refused))
    }
    await client.invalidateQueries({ queryKey: KEY })
  }
  return (
    <Panel title={t(words.parked)}>
      <div className="scroll">
        <table className="rows">
          <thead>
            <tr>
              {[words.service, words.message, words.reason, words.since, words.acts].map((one) => (
                <th key={one.en} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={`${one.queue} ${one.id}`}>
                <td>{one.service}</td>
                <th scope="row">
                  {announced(one.body)} <span className="meta">{one.id}</span>
                </th>
                <td>
                  <State tone="bad">{words.why[one.reason] ? t(words.why[one.reason] as Saying) : one.reason}</State> <span className="meta">{one.fault}</span>
                </td>
                <td className="nowrap">{one.parked_at ? times.dayAndClock(one.parked_at) : '–'}</td>
                <td>
                  <span className="row">
                    <Button onPress={() => void replay(one)}>{t(words.replay)}</Button>
                    <Button look="bad" onPress={() => setDropping(one)}>
                      {t(words.drop)}
                    </Button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {dropping ? <Drop message={dropping} onClose={() => setDropping(null)} /> : null}
    </Panel>
  )
}

/** What was announced, where the message can be read at all. */
function announced(body: string): string | null {
  try {
    const { type } = JSON.parse(body) as { type?: string }
    return type ?? null
  } catch {
    return null
  }
}

function Drop({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const drop = async () => {
    try {
      await api.DELETE('/api/v1/parked/{service}/{message_id}', { params: { path: { service: message.service, message_id: message.id } } })
      await client.invalidateQueries({ queryKey: KEY })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.dropAsk)} onClose={onClose}>
      <p>{t(words.dropHint, message.service)}</p>
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="bad" onPress={() => void drop()}>
          {t(words.dropAct)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
