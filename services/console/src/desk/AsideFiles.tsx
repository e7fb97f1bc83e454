/** Scans put aside, saved as a file that an organiser brings in on the console; then they may go from this device. */
import { useState } from 'react'
import { useWords } from '../i18n/language'
import { Button } from '../ui/controls'
import type { Desk } from './desk'
import type { ScansFile } from './scans-file'
import { words } from './words'

export function AsideFiles({ desk, count }: { desk: Desk; count: number }) {
  const t = useWords()
  const [saved, setSaved] = useState<readonly ScansFile[]>([])
  const save = async () => {
    const files = await desk.asideFiles()
    for (const file of files) download(file)
    setSaved(files)
  }
  return (
    <span className="sync-warn" data-testid="aside">
      ⚠ {t(words.aside, count)}{' '}
      <Button onPress={() => void save()}>{t(words.saveAside)}</Button>{' '}
      {saved.length ? (
        <>
          {t(words.asideSaved)}{' '}
          <Button look="bad" onPress={() => void desk.forgetAside(saved).then(() => setSaved([]))}>
            {t(words.removeAside)}
          </Button>
        </>
      ) : null}
    </span>
  )
}

function download(file: ScansFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }))
  link.download = `convoke-scans-${file.edition}-${file.device}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
