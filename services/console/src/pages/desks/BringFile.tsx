/** Scans that a device saved as a file: brought in as the device itself would have, under its name and at its door. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import { readScansFile, type ScansFile } from '../../desk/scans-file'
import { useWords } from '../../i18n/language'
import { desks as words } from '../../i18n/words/desks'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { useRefusal } from '../../ui/answers'
import { Button } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'

/** As many as the server takes at once. */
const TOGETHER = 1000

interface Counts {
  device: string
  kept: number
  known: number
  malformed: number
  conflicts: number
}

export function BringFile({ edition }: { edition: string }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t(words.bringFile)}</Button>
      {isOpen ? <FileDialog edition={edition} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function FileDialog({ edition, onClose }: { edition: string; onClose: () => void }) {
  const t = useWords()
  const refusal = useRefusal()
  const client = useQueryClient()
  const [counts, setCounts] = useState<Counts | null>(null)
  const [fault, setFault] = useState('')
  const take = async (file: File) => {
    setFault('')
    setCounts(null)
    const read = readScansFile(await file.text())
    if (!read) return setFault(t(words.notAFile))
    if (read.edition !== edition) return setFault(t(words.otherEdition, read.edition))
    try {
      setCounts(await bring(read))
      await client.invalidateQueries({ queryKey: [edition, 'admission-conflicts'] })
    } catch (error) {
      setFault(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.bringFile)} onClose={onClose}>
      <div className="stack">
        <p className="quiet">{t(words.bringHint)}</p>
        <input
          type="file"
          accept="application/json,.json"
          aria-label={t(words.bringFile)}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void take(file)
          }}
        />
        {fault ? <p className="field-error" role="alert">{fault}</p> : null}
        {counts ? (
          <p role="status" data-testid="brought">
            {t(words.broughtIn, counts.device, counts.kept, counts.known, counts.malformed)}
            {counts.conflicts ? ` · ${t(words.raised, counts.conflicts)}` : ''}
          </p>
        ) : null}
        <div className="row">
          <Button onPress={onClose}>{t(shell.close)}</Button>
        </div>
      </div>
    </Dialog>
  )
}

async function bring({ edition, device, door, skew, scans }: ScansFile): Promise<Counts> {
  const counts = { device, kept: 0, known: 0, malformed: 0, conflicts: 0 }
  for (let start = 0; start < scans.length; start += TOGETHER) {
    // A device that never knew its clock's error is believed: our own clock says nothing about it.
    const body = { device, door, scans: scans.slice(start, start + TOGETHER), sent_at: new Date().toISOString(), skew_ms: skew ?? 0 }
    const { items } = await answer(api.POST('/api/v1/editions/{edition}/desk/scans', { params: { path: { edition } }, body }))
    for (const item of items) {
      counts[item.outcome] += 1
      if (item.conflict_id) counts.conflicts += 1
    }
  }
  return counts
}
