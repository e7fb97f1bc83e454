/** From a spreadsheet to the store: columns mapped once, a preview of every difference, then written. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type DragEvent } from 'react'
import { csv, download } from '../../data/csv'
import { useStored } from '../../data/stored'
import { useWords } from '../../i18n/language'
import { importing as words } from '../../i18n/words/guests'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEditionId } from '../../shell/editions'
import { Empty, Refusal } from '../../ui/answers'
import { Button, Choice, Panel } from '../../ui/controls'
import { Preview } from './Preview'
import { undo, type Undone } from './undo'
import { KINDS, missingOf, rejectedRows, send, type Kind, type Missing, type Rejection, type Report } from './wizard'
import './importing.css'

export function Import() {
  const t = useWords()
  const role = useSession()?.role
  if (!may(role, 'plan')) return <Empty>{t(words.notForRole)}</Empty>
  return <Wizard />
}

function Wizard() {
  const t = useWords()
  const edition = useEditionId()
  const client = useQueryClient()
  const search = useSearch({ from: '/editions/$edition/import' })
  const go = useNavigate({ from: '/editions/$edition/import' })
  const kind: Kind = KINDS.find((one) => one === search.what) ?? 'guests'
  const [mapping, setMapping] = useStored<Record<string, string>>(`mapping.${kind}`, {})
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [missing, setMissing] = useState<Missing | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [undone, setUndone] = useState<Undone | null>(null)

  const look = async (chosen: File, columns: Record<string, string>) => {
    setFile(chosen)
    setBusy(true)
    setReport(null)
    setUndone(null)
    setError(null)
    try {
      setReport(await send(edition, kind, chosen, columns, { dryRun: true, partial: true }))
      setMissing(null)
    } catch (refusal) {
      const lacking = missingOf(refusal)
      setMissing(lacking)
      if (!lacking) setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const write = async (partial: boolean) => {
    if (!file) return
    setBusy(true)
    setError(null)
    try {
      setReport(await send(edition, kind, file, mapping, { dryRun: false, partial }))
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  const takeBack = async () => {
    if (!report) return
    setBusy(true)
    setUndone(await undo(edition, report))
    await client.invalidateQueries({ queryKey: [edition] })
    setBusy(false)
  }
  const again = () => {
    setFile(null)
    setReport(null)
    setMissing(null)
    setError(null)
    setUndone(null)
  }
  const good = report ? report.new.length + report.changed.length : 0
  const written = report !== null && !report.dry_run && report.applied
  const rejected = (report?.rejected ?? []) as unknown as Rejection[]
  return (
    <div className="stack import">
      <h1>{t(words.title)}</h1>
      <Panel>
        <div className="row">
          <Choice
            label={t(words.what)}
            value={kind}
            options={KINDS.map((id) => ({ id, label: t(words[id]) }))}
            onChange={(what) => {
              again()
              void go({ search: { what }, replace: true })
            }}
          />
          <FileDrop key={kind} name={file?.name} onFile={(chosen) => void look(chosen, mapping)} />
        </div>
      </Panel>
      {busy ? <p role="status">{t(words.looking)}</p> : null}
      {error ? <Refusal error={error} /> : null}
      {missing && file ? (
        <Columns
          missing={missing}
          mapping={mapping}
          onDone={(columns) => {
            setMapping(columns)
            void look(file, columns)
          }}
        />
      ) : null}
      {report ? (
        <>
          <Preview report={report} />
          <div className="row">
            {written ? (
              <>
                <strong role="status">{t(words.done, good)}</strong>
                {kind === 'guests' && !undone ? (
                  <Button onPress={() => void takeBack()} disabled={busy} title={t(words.undoHint)}>
                    {t(words.undo)}
                  </Button>
                ) : null}
                {undone ? <span role="status">{t(words.undone, undone.done, undone.left.length)}</span> : null}
                <Button onPress={again}>{t(words.other)}</Button>
              </>
            ) : good === 0 ? (
              <span className="quiet">{rejected.length ? null : t(words.nothing)}</span>
            ) : (
              <Button look="main" disabled={busy} onPress={() => void write(rejected.length > 0)}>
                {rejected.length ? t(words.writeGood, good) : t(words.write)}
              </Button>
            )}
            {rejected.length ? (
              <Button onPress={() => download(`rejected-${kind}.csv`, csv(rejectedRows(rejected, [t(words.row), t(words.field), t(words.reason), t(words.value)])))}>{t(words.download)}</Button>
            ) : null}
          </div>
        </>
      ) : null}
    </div>
  )
}

function FileDrop({ name, onFile }: { name: string | undefined; onFile: (file: File) => void }) {
  const t = useWords()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <label
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="meta">{t(words.file)}</span>
      <strong>{name ?? t(words.choose)}</strong>
      <input
        type="file"
        accept=".xlsx,.csv"
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}

/** The headers that the import needs and did not find; what is said here is remembered for the next file. */
function Columns({ missing, mapping, onDone }: { missing: Missing; mapping: Record<string, string>; onDone: (mapping: Record<string, string>) => void }) {
  const t = useWords()
  const [chosen, setChosen] = useState(mapping)
  const options = [{ id: '', label: '—' }, ...missing.found.map((header) => ({ id: header, label: header }))]
  const complete = missing.missing.every((name) => chosen[name])
  return (
    <Panel title={t(words.mapping)}>
      <div className="stack">
        <p>{t(words.missing, missing.missing.join(', '))}</p>
        <div className="columns">
          {missing.missing.map((name) => (
            <Choice key={name} label={t(words.holds, name)} value={chosen[name] ?? ''} options={options} onChange={(header) => setChosen({ ...chosen, [name]: header })} />
          ))}
        </div>
        <div>
          <Button look="main" disabled={!complete} onPress={() => onDone(Object.fromEntries(Object.entries(chosen).filter(([, header]) => header)))}>
            {t(words.preview)}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
