/** One offer as an interpreter sees it: what, when, where, until when to answer, and two buttons. No guest is named. */
import { Fragment, useEffect, useState } from 'react'
import { answer, connect, isUnreachable, Problem, type Shapes } from '../api/client'
import { localeOf, useLanguage, useWords, type Saying } from '../i18n/language'
import { useTimes } from '../i18n/time'
import { useCode } from '../i18n/words/codes'
import { Tongue } from '../linked/Tongue'
import { Button, Field } from '../ui/controls'
import { words } from './words'

type Engagement = Shapes['Engagement']
const api = connect(() => null)
const SAID: Record<string, Saying> = { engagement_moved: words.moved, cannot_serve: words.cannotServe, offer_taken: words.taken, offer_link_unknown: words.badLink }

export function OfferPage({ token }: { token: string }) {
  const t = useWords()
  const [asked, setAsked] = useState<Engagement | null>(null)
  const [problem, setProblem] = useState<Saying | null>(null)
  const params = { path: { token } }
  const look = () => answer(api.GET('/api/v1/offer-links/{token}', { params })).then((found) => found && setAsked(found))
  useEffect(() => {
    look().catch((error: unknown) => setProblem(isUnreachable(error) ? words.away : words.badLink))
  }, [token])
  const reply = async (call: Promise<{ data?: Engagement }>) => {
    setProblem(null)
    try {
      const found = await answer(call)
      if (found) setAsked(found)
    } catch (error) {
      setProblem(isUnreachable(error) ? words.away : ((error instanceof Problem && SAID[error.code]) || words.failed))
      await look().catch(() => undefined)
    }
  }
  return (
    <main className="my" aria-busy={!asked && !problem}>
      <Tongue />
      {problem ? <p role="alert">{t(problem)}</p> : null}
      {asked ? (
        <>
          <h1>{t(words.title)}</h1>
          <Work asked={asked} />
          <Reply
            asked={asked}
            onAccept={() => void reply(api.POST('/api/v1/offer-links/{token}/accept', { params, body: { starts: asked.starts, ends: asked.ends } }))}
            onDecline={(reason) => void reply(api.POST('/api/v1/offer-links/{token}/decline', { params, body: { reason } }))}
          />
        </>
      ) : null}
    </main>
  )
}

function Work({ asked }: { asked: Engagement }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(asked.timezone)
  const tongues = new Intl.DisplayNames([localeOf(useLanguage())], { type: 'language' })
  const rows: [Saying, string][] = [
    [words.service, code('purpose', asked.purpose)],
    [words.mode, code('mode', asked.mode)],
    [words.language, tongues.of(asked.language) ?? asked.language],
    [words.begins, times.dayAndClock(asked.starts)],
    [words.ends, times.dayAndClock(asked.ends)],
    [words.place, asked.place ? code('place', asked.place) : t(words.placeOpen)],
  ]
  return (
    <>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <Fragment key={label.en}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="meta">{t(words.zone, asked.timezone)}</p>
    </>
  )
}

function Reply({ asked, onAccept, onDecline }: { asked: Engagement; onAccept: () => void; onDecline: (reason: string) => void }) {
  const t = useWords()
  const times = useTimes(asked.timezone)
  const [reason, setReason] = useState('')
  if (!asked.may_answer) return <p role="status">{t(outcome(asked))}</p>
  return (
    <>
      <p>{t(words.until, times.dayAndClock(asked.deadline))}</p>
      <p>
        <Button look="main" onPress={onAccept}>
          {t(words.accept)}
        </Button>
      </p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          onDecline(reason)
        }}
      >
        <Field label={t(words.why)} value={reason} onChange={setReason} />
        <p>
          <Button type="submit">{t(words.decline)}</Button>
        </p>
      </form>
    </>
  )
}

/** What became of it, where no answer counts any more. */
export function outcome({ answer: said, state }: Pick<Engagement, 'answer' | 'state'>): Saying {
  if (said === 'accepted') return words.accepted
  if (said === 'declined') return words.declined
  if (state === 'accepted') return words.taken
  return state === 'open' ? words.tooLate : words.over
}
