/** One vehicle's drives on its driver's telephone: when, from where to where, whom, from which flight, whom to call. */
import { useCallback, useEffect, useState } from 'react'
import { answer, connect, isUnreachable, Problem, type Shapes } from '../api/client'
import { useWords, type Saying } from '../i18n/language'
import { useTimes } from '../i18n/time'
import { useCode } from '../i18n/words/codes'
import { Tongue } from '../linked/Tongue'
import { Button } from '../ui/controls'
import './drive.css'
import { MEETING_POINTS, words } from './words'

type Page = Shapes['DriverPage']
type Drive = Page['drives'][number]
type Rider = Drive['riders'][number]
const api = connect(() => null)
const SAID: Record<string, Saying> = { sheet_link_ended: words.ended, sheet_link_expired: words.expired }
/** A sheet that lies open on the dashboard is read anew this often. */
const ANEW_MS = 60_000

export function DrivePage({ token }: { token: string }) {
  const t = useWords()
  const code = useCode()
  const [page, setPage] = useState<Page | null>(null)
  const [problem, setProblem] = useState<Saying | null>(null)
  const look = useCallback(async () => {
    try {
      setPage(await answer(api.GET('/api/v1/driver-sheets/{token}', { params: { path: { token } } })))
      setProblem(null)
    } catch (error) {
      const away = isUnreachable(error)
      setProblem(away ? words.away : ((error instanceof Problem && SAID[error.code]) || words.unknown))
      // Without a network the drives that were read stay; a link that was ended shows nothing more.
      if (!away) setPage(null)
    }
  }, [token])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), ANEW_MS)
    return () => clearInterval(timer)
  }, [look])
  return (
    <main className="my" aria-busy={!page && !problem}>
      <Tongue />
      {problem ? <p role="alert">{t(problem)}</p> : null}
      {page ? (
        <>
          <h1>{t(words.title, page.plate)}</h1>
          <p>
            {code('vehicle_kind', page.vehicle_kind)} · {page.driver}
          </p>
          <p className="meta">
            {t(words.plan, page.plan)} {t(words.hours)}
          </p>
          <Drives page={page} />
          <p className="no-print row">
            <Button onPress={() => void look()}>{t(words.again)}</Button>
            <Button onPress={() => print()}>{t(words.print)}</Button>
          </p>
        </>
      ) : null}
    </main>
  )
}

function Drives({ page }: { page: Page }) {
  const t = useWords()
  if (!page.drives.length && !page.shuttle.length) return <p>{t(words.none)}</p>
  return (
    <>
      <ol className="drives">
        {page.drives.map((one) => (
          <li key={one.id}>
            <Way way={one} />
            <ul>
              {one.riders.map((rider) => (
                <Who key={rider.name} rider={rider} leaves={one.kind === 'send_off'} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {page.shuttle.length ? (
        <section>
          <h2>{t(words.shuttle)}</h2>
          <ol className="drives">
            {page.shuttle.map((one) => (
              <li key={`${one.departs} ${one.origin} ${one.destination}`}>
                <Way way={one} />
                <p>
                  {one.title} · {t(words.guests, one.guests)}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  )
}

function Way({ way }: { way: Pick<Drive, 'departs' | 'arrives' | 'origin' | 'destination'> }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes()
  return (
    <>
      <p className="row">
        <strong className="when">{times.clock(way.departs)}</strong> <span>{times.day(way.departs)}</span>
      </p>
      <h2>
        {code('place', way.origin)} → {code('place', way.destination)}
      </h2>
      <p className="meta">
        {t(words.arrives)} {times.clock(way.arrives)}
      </p>
    </>
  )
}

function Who({ rider, leaves }: { rider: Rider; leaves: boolean }) {
  const t = useWords()
  const times = useTimes()
  const point = MEETING_POINTS[rider.meets_at]
  const flight = `${rider.flight} ${rider.terminal}`.trim()
  return (
    <li>
      <strong>{rider.name}</strong>
      {rider.interpreter ? <div>{t(words.interpreter, rider.interpreter)}</div> : null}
      {flight && rider.flight_at ? <div>{t(leaves ? words.leaves : words.expected, flight, times.clock(rider.flight_at))}</div> : null}
      {rider.meets_at ? <div>{t(words.meets, point ? t(point) : rider.meets_at)}</div> : null}
      {rider.liaison_phone ? (
        <a className="button plain" href={`tel:${rider.liaison_phone.replaceAll(' ', '')}`}>
          {t(words.call, `${rider.liaison} ${rider.liaison_phone}`.trim())}
        </a>
      ) : null}
    </li>
  )
}
