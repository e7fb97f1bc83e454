/** Addresses of calendars: one is made for the edition, a room or a person, and each can be ended alone. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, everything, PAGE } from '../../api/client'
import { fullName, useCalled, useGuests } from '../../data/named'
import { roomsOf } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { drafts as words } from '../../i18n/words/drafts'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Choice, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'

type Of = 'edition' | 'room' | 'person'

export function CalendarLinks({ edition, onClose }: { edition: string; onClose: () => void }) {
  const t = useWords()
  const name = useName()
  const called = useCalled(edition)
  const client = useQueryClient()
  const refusal = useRefusal()
  const [of, setOf] = useState<Of>('edition')
  const [which, setWhich] = useState('')
  const [made, setMade] = useState('')
  const [why, setWhy] = useState('')
  const rooms = useQuery(roomsOf(edition)).data ?? []
  const guests = [...useGuests(edition).values()].filter((one) => ['V1', 'V2', 'V3'].includes(one.rank))
  const path = { edition }
  const feeds = useQuery({
    queryKey: [edition, 'calendar-links'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/calendars', { params: { path, query: { limit: PAGE, ...(after ? { after } : {}) } } })),
    meta: { hears: ['scheduling.'], edition },
  })
  const refresh = () => client.invalidateQueries({ queryKey: [edition, 'calendar-links'] })
  const options = of === 'room' ? rooms.map((one) => ({ id: one.id, label: name(one.name, one.name_zh) })) : guests.map((one) => ({ id: one.id, label: fullName(one) }))
  const target = of === 'edition' ? edition : options.some((one) => one.id === which) ? which : (options[0]?.id ?? '')
  const attempt = async (act: () => Promise<void>) => {
    try {
      setWhy('')
      await act()
      await refresh()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  const make = () =>
    attempt(async () => {
      const opened = await answer(api.POST('/api/v1/editions/{edition}/calendars', { params: { path }, body: { of, of_id: target } }))
      setMade(`${location.origin}${opened.path}`)
    })
  const end = (id: string) =>
    attempt(async () => {
      await api.POST('/api/v1/editions/{edition}/calendars/{feed_id}/revoke', { params: { path: { edition, feed_id: id } } })
    })
  const ofWhat = (kind: string, id: string) => (kind === 'room' ? called.room(id) : kind === 'person' ? called.guest(id) : t(words.ofEdition))
  return (
    <Dialog title={t(words.linksTitle)} onClose={onClose} wide>
      <p className="quiet">{t(words.linksHint)}</p>
      <div className="row ends">
        <Choice
          label={t(words.of)}
          value={of}
          options={[
            { id: 'edition', label: t(words.ofEdition) },
            { id: 'room', label: t(words.ofRoom) },
            { id: 'person', label: t(words.ofPerson) },
          ]}
          onChange={setOf}
        />
        {of === 'edition' ? null : <Choice label={t(words.which)} value={target} options={options} onChange={setWhich} />}
        <Button look="main" disabled={!target} onPress={() => void make()}>
          {t(words.make)}
        </Button>
      </div>
      {made ? <Field label={t(words.made)} value={made} onChange={() => undefined} /> : null}
      {why ? <p role="alert">{why}</p> : null}
      {feeds.error ? <Refusal error={feeds.error} /> : null}
      {feeds.isPending ? <Waiting /> : null}
      {feeds.data && !feeds.data.length ? <p className="quiet">{t(words.noLinks)}</p> : null}
      <ul className="stack">
        {feeds.data?.map((one) => (
          <li key={one.id} className="row">
            <State tone={one.revoked ? 'idle' : 'ok'}>{t(one.revoked ? words.ended : words.open)}</State>
            <span className="grow">{ofWhat(one.of, one.of_id)}</span>
            {one.revoked ? null : (
              <Button look="bad" onPress={() => void end(one.id)}>
                {t(words.end)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onPress={onClose}>{t(shell.close)}</Button>
      </div>
    </Dialog>
  )
}
