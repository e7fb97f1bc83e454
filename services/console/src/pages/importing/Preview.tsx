/** What an import changed or would change: every difference, every rejected row with its reason. */
import { useWords } from '../../i18n/language'
import { importing as words } from '../../i18n/words/guests'
import { Panel } from '../../ui/controls'
import { State } from '../../ui/state'
import type { Change, NewRow, NoteLine, Rejection, Report } from './wizard'

const SHOWN = 200

export function Preview({ report }: { report: Report }) {
  const t = useWords()
  const changed = report.changed as unknown as Change[]
  const made = report.new as unknown as NewRow[]
  const rejected = report.rejected as unknown as Rejection[]
  const notes = report.notes as unknown as NoteLine[]
  return (
    <Panel title={t(words.preview)}>
      <div className="row">
        <State tone="ok">{t(words.news, made.length)}</State>
        <State tone="info">{t(words.changed, changed.length)}</State>
        <State tone="idle">{t(words.unchanged, report.unchanged)}</State>
        <State tone={rejected.length ? 'bad' : 'idle'}>{t(words.rejected, rejected.length)}</State>
        <State tone={notes.length ? 'warn' : 'idle'}>{t(words.notes, notes.length)}</State>
      </div>
      {rejected.length ? (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t(words.row)}</th>
              <th scope="col">{t(words.field)}</th>
              <th scope="col">{t(words.value)}</th>
              <th scope="col">{t(words.reason)}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.slice(0, SHOWN).map((one) => (
              <tr key={`${one.row} ${one.field} ${one.code}`}>
                <td>{one.row}</td>
                <td>{one.field}</td>
                <td>{one.value}</td>
                <td>{one.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {changed.length ? (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t(words.row)}</th>
              <th scope="col">{t(words.key)}</th>
              <th scope="col">{t(words.field)}</th>
              <th scope="col">{t(words.before)}</th>
              <th scope="col">{t(words.after)}</th>
            </tr>
          </thead>
          <tbody>
            {changed.slice(0, SHOWN).flatMap((one) =>
              Object.keys(one.after).map((field) => (
                <tr key={`${one.key} ${field}`}>
                  <td>{one.row}</td>
                  <td>{one.key}</td>
                  <td>{field}</td>
                  <td>
                    <del>{shown(one.before[field])}</del>
                  </td>
                  <td>
                    <ins>{shown(one.after[field])}</ins>
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ) : null}
      {made.length ? (
        <details>
          <summary>{t(words.news, made.length)}</summary>
          <ul>
            {made.slice(0, SHOWN).map((one) => (
              <li key={one.key}>
                {one.row} · <strong>{one.key}</strong> <span className="quiet">{Object.values(one.values).map(shown).filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {notes.length ? (
        <details>
          <summary>{t(words.notes, notes.length)}</summary>
          <ul>
            {notes.slice(0, SHOWN).map((one, place) => (
              <li key={`${one.row} ${one.code} ${place}`}>
                {one.row} · {one.message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
