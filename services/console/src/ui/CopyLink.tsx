/** An address to send to somebody: shown, opened, or copied. */
import { useState } from 'react'
import { useWords } from '../i18n/language'
import { shell } from '../i18n/words/shell'
import { Button } from './controls'

const SHOWN = 14

export function CopyLink({ link }: { link: string }) {
  const t = useWords()
  const [copied, setCopied] = useState(false)
  return (
    <>
      <a href={link} target="_blank" rel="noreferrer" className="meta">
        {new URL(link).pathname.slice(0, SHOWN)}…
      </a>
      <Button onPress={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>{t(copied ? shell.linkCopied : shell.copyLink)}</Button>
    </>
  )
}
