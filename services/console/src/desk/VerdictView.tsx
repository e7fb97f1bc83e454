/** The verdict: seen from two metres, in colour, sign and words of both languages. */
import { useLayoutEffect } from 'react'
import { inLanguage, useLanguage, useName, useWords, type Saying } from '../i18n/language'
import { clock } from '../i18n/time'
import { Button } from '../ui/controls'
import type { Verdict } from './desk'
import { lookOf, type Entry, type Look } from './verdict'
import { hints, results, words } from './words'

const SIGNS: Record<Look, string> = { ok: '✓', warn: '!', bad: '✕' }

/** Both languages, that of the page first and larger. */
function Both({ saying, as: Tag = 'p', look }: { saying: Saying; as?: 'p' | 'h2'; look: string }) {
  const lang = useLanguage()
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <Tag className={look}>
      {inLanguage(lang, saying)}{' '}
      <span className="other" lang={other === 'zh' ? 'zh-CN' : 'en'}>
        {inLanguage(other, saying)}
      </span>
    </Tag>
  )
}

export function Face({ verdict, zone, onNewBadge }: { verdict: Verdict | undefined; zone: string; onNewBadge: ((entry: Entry) => void) | null }) {
  useLayoutEffect(() => {
    if (!verdict) return
    // Painted at the end of the next frame: what the desk promises is measured up to here.
    requestAnimationFrame(() => performance.measure('scan-to-verdict', { start: verdict.read, end: performance.now(), detail: verdict.nonce }))
    // The server's agreement with the first glance is no new verdict.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [verdict?.nonce, verdict?.result])
  if (!verdict) {
    return (
      <section className="face idle" aria-live="assertive" data-testid="verdict">
        <Both as="h2" look="verdict-words" saying={words.ready} />
        <Both look="verdict-hint" saying={words.readyHint} />
      </section>
    )
  }
  return <Decided verdict={verdict} zone={zone} onNewBadge={onNewBadge} />
}

function Decided({ verdict, zone, onNewBadge }: { verdict: Verdict; zone: string; onNewBadge: ((entry: Entry) => void) | null }) {
  const t = useWords()
  const look = lookOf(verdict)
  const { entry } = verdict
  const isStop = look !== 'ok'
  return (
    <section className={`face ${look}`} aria-live="assertive" data-testid="verdict" data-result={verdict.result} data-nonce={verdict.nonce}>
      <div className="verdict-line">
        <span className="verdict-sign" aria-hidden="true">
          {SIGNS[look]}
        </span>
        <div>
          <Both as="h2" look="verdict-words" saying={verdict.genuine ? words.genuine : results[verdict.result]} />
          <Both look="verdict-hint" saying={verdict.genuine ? words.genuineHint : hints[verdict.result]} />
          {isStop && verdict.since ? <p className="verdict-hint">{t(words.since, clock(verdict.since, zone), verdict.door ?? '')}</p> : null}
        </div>
      </div>
      {entry ? <Who entry={entry} /> : null}
      <footer className="face-foot">
        <span className="quiet">
          {clock(verdict.at, zone)} · {t(verdict.asking ? words.asking : verdict.alone ? words.alone : words.byServer)} · {t(words.took, Math.round(verdict.ready - verdict.read))}
        </span>
        <span className="grow" />
        {entry && onNewBadge ? <Button onPress={() => onNewBadge(entry)}>{t(words.newBadge)}</Button> : null}
      </footer>
    </section>
  )
}

function Who({ entry }: { entry: Entry }) {
  const t = useWords()
  const name = useName()
  const lang = useLanguage()
  const group = name(entry.group_en, entry.group_zh)
  const { interpreter } = entry
  return (
    <div className="who">
      <p className="who-name" data-testid="name">
        {entry.family_name} {entry.given_name}
      </p>
      {entry.own_script_name ? <p className="who-own">{entry.own_script_name}</p> : null}
      {entry.attention ? (
        <p className="who-attention">
          <strong>{t(words.attention)}</strong> {entry.attention}
        </p>
      ) : null}
      <dl className="who-facts">
        <Fact label={t(words.rank)} value={entry.rank} strong={['V1', 'V2'].includes(entry.rank)} />
        {group ? <Fact label={t(words.group)} value={entry.head ? `${group} · ${t(words.head)}` : group} /> : null}
        {interpreter ? (
          <Fact
            label={t(words.interpreter)}
            value={interpreter.standing === 'assigned' ? `${interpreter.name} · ${spoken(interpreter.language, lang)}` : t(words.noInterpreter)}
            strong={interpreter.standing !== 'assigned'}
          />
        ) : null}
        {entry.organisation || entry.post ? <Fact label={t(words.organisation)} value={[entry.post, entry.organisation].filter(Boolean).join(', ')} /> : null}
        <Fact label={t(words.reference)} value={[entry.reference, entry.country].filter(Boolean).join(' · ')} />
      </dl>
    </div>
  )
}

function Fact({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={strong ? 'strong' : ''}>{value}</dd>
    </div>
  )
}

function spoken(code: string, lang: string): string {
  try {
    return new Intl.DisplayNames([lang === 'zh' ? 'zh-CN' : 'en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

export function Recent({ verdicts, clock: at }: { verdicts: readonly Verdict[]; clock: (at: string) => string }) {
  const t = useWords()
  return (
    <section className="recent" aria-label={t(words.recent)}>
      <h3>{t(words.recent)}</h3>
      {verdicts.length === 0 ? <p className="quiet">{t(words.noRecent)}</p> : null}
      <ol>
        {verdicts.map((verdict) => (
          <li key={verdict.nonce} className={lookOf(verdict)}>
            <span className="recent-sign" aria-hidden="true">
              {SIGNS[lookOf(verdict)]}
            </span>
            <span className="grow">{verdict.entry ? `${verdict.entry.family_name} ${verdict.entry.given_name}` : '—'}</span>
            <span className="quiet">{t(verdict.genuine ? words.genuine : results[verdict.result])}</span>
            <span className="quiet number">{at(verdict.at)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
