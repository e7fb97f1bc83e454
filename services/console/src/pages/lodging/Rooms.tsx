/** Who sleeps where; who moved in and must be registered within a day; who has no bed, and why. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { useCalled } from '../../data/named'
import { useName, useWords } from '../../i18n/language'
import { useTimes } from '../../i18n/time'
import { useCode } from '../../i18n/words/codes'
import { lodging as words } from '../../i18n/words/lodging'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useZone } from '../../shell/editions'
import { Empty, Refusal, useRefusal, Waiting } from '../../ui/answers'
import { State } from '../../ui/state'
import { GuestLink, Heads, NothingYet } from './Lodging'
import { allotmentsOf, bedPlanOf, hotelsOf, type Allotment } from './queries'

function useHotelName(edition: string): (id: string) => string {
  const name = useName()
  const hotels = useQuery(hotelsOf(edition)).data
  return (id) => {
    const found = hotels?.find((one) => one.id === id)
    return found ? name(found.name, found.name_zh) : ''
  }
}

export function Rooms({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const called = useCalled(edition)
  const hotel = useHotelName(edition)
  const { data, error } = useQuery(allotmentsOf(edition))
  if (!data) return error ? <Refusal error={error} /> : <Waiting />
  if (!data.length) return <NothingYet edition={edition} what="hotels">{t(words.noRooms)}</NothingYet>
  const inOrder = [...data].sort((a, b) => a.hotel_id.localeCompare(b.hotel_id) || a.room.localeCompare(b.room, undefined, { numeric: true }) || a.first_night.localeCompare(b.first_night))
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.hotel, words.room, words.kind, words.guest, words.nights, words.state]} />
        <tbody>
          {inOrder.map((one) => (
            <tr key={one.id}>
              <td>{hotel(one.hotel_id)}</td>
              <td className="nowrap">{one.room}</td>
              <td>{t(one.kind === 'suite' ? words.suite : words.standard)}</td>
              <td>
                <GuestLink edition={edition} id={one.guest_id} name={called.guest(one.guest_id)} />
                {one.shares_with.length ? <span className="meta"> {t(words.shares, one.shares_with.map(called.guest).join(', '))}</span> : null}
              </td>
              <td className="nowrap">
                {one.first_night} – {one.last_night}
              </td>
              <td>
                <span className="row">
                  <Stay one={one} edition={edition} />
                  {one.breaks.map((rule) => (
                    <State key={rule} tone="bad">
                      {t(words.breaks)}: {code('rule', rule)}
                    </State>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Allotted, moved in, registered; and the act that comes next. */
function Stay({ one, edition }: { one: Allotment; edition: string }) {
  const t = useWords()
  const times = useTimes(useZone())
  const role = useSession()?.role
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const acts = may(role, 'plan') || role === 'desk'
  const moveIn = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/lodging/{allotment_id}/check-in', { params: { path: { edition, allotment_id: one.id } }, body: { at: new Date().toISOString() } })
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  if (one.registered_at) return <State tone="ok">{t(words.registered)}</State>
  if (one.checked_in_at) {
    return (
      <>
        <State tone={one.due_at ? 'warn' : 'ok'}>{one.due_at ? t(words.dueAt, times.dayAndClock(one.due_at)) : t(words.movedIn, times.dayAndClock(one.checked_in_at))}</State>
        {one.due_at && acts ? <RegisterAct edition={edition} id={one.id} /> : null}
      </>
    )
  }
  return (
    <>
      <State tone="idle">{t(words.allotted)}</State>
      {acts ? (
        <button type="button" className="link" onClick={() => void moveIn()}>
          {t(words.moveIn)}
        </button>
      ) : null}
      {why ? <span role="alert">{why}</span> : null}
    </>
  )
}

function RegisterAct({ edition, id }: { edition: string; id: string }) {
  const t = useWords()
  const by = useSession()?.name ?? ''
  const client = useQueryClient()
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const register = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/lodging/{allotment_id}/registration', { params: { path: { edition, allotment_id: id } }, body: { at: new Date().toISOString(), by } })
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <>
      <button type="button" className="link" onClick={() => void register()}>
        {t(words.registerAct)}
      </button>
      {why ? <span role="alert">{why}</span> : null}
    </>
  )
}

export function Register({ edition }: { edition: string }) {
  const t = useWords()
  const times = useTimes(useZone())
  const called = useCalled(edition)
  const hotel = useHotelName(edition)
  const role = useSession()?.role
  const acts = may(role, 'plan') || role === 'desk'
  const { data, error } = useQuery({
    queryKey: [edition, 'lodging-to-register'],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/lodging-to-register', { params: { path: { edition }, query: { at: new Date().toISOString() } } })),
    refetchInterval: 60_000,
    meta: { hears: ['logistics.'], edition },
  })
  if (!data) return error ? <Refusal error={error} /> : <Waiting />
  if (!data.items.length) return <Empty>{t(words.nothingDue)}</Empty>
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.due, words.guest, words.hotel, words.room, words.state]} />
        <tbody>
          {data.items.map((one) => (
            <tr key={one.allotment_id}>
              <td className="nowrap">{times.dayAndClock(one.due_at)}</td>
              <td>
                <GuestLink edition={edition} id={one.guest_id} name={called.guest(one.guest_id)} />
              </td>
              <td>{hotel(one.hotel_id)}</td>
              <td>{one.room}</td>
              <td>
                {one.overdue ? <State tone="bad">{t(words.overdue)}</State> : null}
                {acts ? <RegisterAct edition={edition} id={one.allotment_id} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Without({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const called = useCalled(edition)
  const { data, error } = useQuery(bedPlanOf(edition))
  if (!data) return error ? <Refusal error={error} /> : <Waiting />
  if (!data.guests_without_room.length) return <Empty>{t(data.number ? words.everybody : words.noRooms)}</Empty>
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.guest, words.nights, words.state]} />
        <tbody>
          {data.guests_without_room.map((one) => (
            <tr key={one.guest_id}>
              <td>
                <GuestLink edition={edition} id={one.guest_id} name={called.guest(one.guest_id)} />
              </td>
              <td className="nowrap">
                {one.first_night} – {one.last_night}
              </td>
              <td>
                <State tone="bad">{code('rule', one.rule)}</State> <span className="quiet">{one.explanation}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
