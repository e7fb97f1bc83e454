/** What awaits one guest, in their language; they confirm, correct and state needs here. */
import { useEffect, useMemo, useState, type FormEvent } from 'react'
import { answer, connect, isUnreachable, type Shapes } from '../api/client'
import { HOST_ZONE } from '../i18n/time'
import { codes } from '../i18n/words/codes'
import { Button, Choice, Field } from '../ui/controls'
import { days, entries, type ItineraryEntry } from './itinerary'
import { LANGUAGE_NAMES, MY_LANGUAGES, MY_WORDS, myLanguage, type MyLanguage, type MyWords } from './words'

type Page = Shapes['OwnPage']
const api = connect(() => null)

export function OwnPage({ token }: { token: string }) {
  const [page, setPage] = useState<Page | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [chosen, setChosen] = useState<MyLanguage | null>(null)
  useEffect(() => {
    answer(api.GET('/api/v1/own-page/{token}', { params: { path: { token } } })).then((found) => found && setPage(found), setError)
  }, [token])
  const language = chosen ?? myLanguage(page?.guest.language ?? navigator.language.slice(0, 2))
  const words = MY_WORDS[language]
  useEffect(() => {
    document.documentElement.lang = language === 'no' ? 'nb' : language
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  }, [language])
  if (error) return <main className="my"><p role="alert">{isUnreachable(error) ? words.away : words.badLink}</p></main>
  if (!page) return <main className="my" aria-busy="true" />
  const { guest, edition } = page
  return (
    <main className="my">
      <header>
        <p className="quiet">{language === 'zh' ? edition.name_zh : edition.name_en}</p>
        <h1>
          {words.welcome}, {guest.own_script_name || `${guest.given_name} ${guest.family_name}`}
        </h1>
        <div className="no-print">
          <Choice label={words.language} hideLabel value={language} options={MY_LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))} onChange={setChosen} />
        </div>
      </header>
      <Standing token={token} page={page} words={words} onPage={setPage} />
      <Itinerary page={page} words={words} language={language} />
      <p className="no-print row">
        <a className="button plain" href={`/api/v1/own-page/${token}/calendar.ics?language=${language}`}>
          {words.calendar}
        </a>
        <Button onPress={() => print()}>{words.print}</Button>
      </p>
      {guest.state === 'withdrew' ? null : <Corrections token={token} page={page} words={words} onPage={setPage} />}
    </main>
  )
}

interface PartProps {
  token: string
  page: Page
  words: MyWords
  onPage: (page: Page) => void
}

function Standing({ token, page, words, onPage }: PartProps) {
  const [failed, setFailed] = useState(false)
  const confirm = () => {
    answer(api.POST('/api/v1/own-page/{token}/confirm', { params: { path: { token } } })).then(
      (found) => found && onPage(found),
      () => setFailed(true),
    )
  }
  if (page.guest.state === 'withdrew') return <p role="status">{words.withdrew}</p>
  if (page.guest.state !== 'registered') return <p role="status">✓ {words.confirmed}</p>
  return (
    <p>
      <Button look="main" onPress={confirm}>
        {words.confirm}
      </Button>{' '}
      {failed ? <span role="alert">{words.away}</span> : null}
    </p>
  )
}

function Itinerary({ page, words, language }: { page: Page; words: MyWords; language: MyLanguage }) {
  const zone = page.edition.timezone || HOST_ZONE
  const locale = { zh: 'zh-CN', no: 'nb', ar: 'ar-u-nu-latn' }[language as string] ?? language
  const found = useMemo(() => days(entries(page), zone), [page, zone])
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayName = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' })
  const stay = page.assignments.find((one) => one.purpose === 'one_to_one')
  return (
    <section>
      <h2>{words.yourDays}</h2>
      <p className="meta">{words.hostTime}</p>
      {stay ? (
        <p>
          {words.interpreter}: <strong>{stay.interpreter_name}</strong>
        </p>
      ) : null}
      {found.length === 0 ? <p>{words.nothing}</p> : null}
      {found.map(({ key, items }) => (
        <div key={key} className="day">
          <h3>{dayName.format(new Date(items[0]?.starts ?? key))}</h3>
          <ul>
            {items.map((one) => (
              <li key={one.id}>
                <time dateTime={one.starts}>
                  {clock.format(new Date(one.starts))}–{clock.format(new Date(one.ends))}
                </time>
                <Line entry={one} words={words} language={language} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Line({ entry, words, language }: { entry: ItineraryEntry; words: MyWords; language: MyLanguage }) {
  const place = (code: string) => codes['place']?.[code]?.[language === 'zh' ? 'zh' : 'en'] ?? code
  const title = words[entry.kind]
  if (entry.what === 'trip') {
    return (
      <span>
        <strong>{title}</strong> {place(entry.from)} → {place(entry.to)}
        <br />
        {words.car} <b dir="ltr">{entry.plate}</b>
      </span>
    )
  }
  return (
    <span>
      <strong>{title}</strong> {words.meets} <b>{entry.host}</b>
      <br />
      {words.at} {entry.room}
      {entry.interpreter ? ` · ${words.interpreter}: ${entry.interpreter}` : ''}
    </span>
  )
}

function Corrections({ token, page, words, onPage }: PartProps) {
  const { guest } = page
  const [own, setOwn] = useState(guest.own_script_name)
  const [post, setPost] = useState(guest.post)
  const [email, setEmail] = useState('')
  const [needs, setNeeds] = useState('')
  const [said, setSaid] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = { ...(own === guest.own_script_name ? {} : { own_script_name: own }), ...(post === guest.post ? {} : { post }), ...(email ? { email } : {}), ...(needs ? { dietary_needs: needs } : {}) }
    answer(api.PATCH('/api/v1/own-page/{token}', { params: { path: { token } }, body })).then(
      (found) => {
        if (found) onPage(found)
        setNeeds('')
        setEmail('')
        setSaid(words.saved)
      },
      () => setSaid(words.away),
    )
  }
  return (
    <details className="no-print">
      <summary>{words.correct}</summary>
      <form className="stack" onSubmit={send}>
        <Field label={words.ownName} value={own} onChange={setOwn} />
        <Field label={words.post} value={post} onChange={setPost} />
        <Field label={words.email} type="email" value={email} onChange={setEmail} />
        <Field label={words.needs} hint={page.needs_known ? words.needsKnown : undefined} value={needs} onChange={setNeeds} lines={3} />
        <p className="row">
          <Button type="submit" look="main">
            {words.save}
          </Button>
          <span role="status">{said}</span>
        </p>
      </form>
    </details>
  )
}
