/** The camera, opened when wanted; its decoder is loaded then too. */
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/language'
import { Button } from '../ui/controls'
import { words } from './words'

export function CameraBox({ onCode }: { onCode: (code: string, at: number) => void }) {
  const t = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const heard = useRef(onCode)
  const [isOpen, setOpen] = useState(false)
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    heard.current = onCode
  })
  useEffect(() => {
    if (!isOpen || !video.current) return
    let stop: (() => void) | null = null
    let gone = false
    const box = video.current
    const open = async () => {
      try {
        const { watch } = await import('./camera')
        const stopped = await watch(box, (code, at) => heard.current(code, at))
        if (gone) stopped()
        else stop = stopped
      } catch {
        setRefused(true)
        setOpen(false)
      }
    }
    void open()
    return () => {
      gone = true
      stop?.()
    }
  }, [isOpen])
  return (
    <section className="camera">
      <Button
        aria-pressed={isOpen}
        onPress={() => {
          setRefused(false)
          setOpen(!isOpen)
        }}
      >
        {t(isOpen ? words.cameraOff : words.camera)}
      </Button>
      {isRefused ? <p className="field-error">{t(words.cameraRefused)}</p> : null}
      {isOpen ? <video ref={video} muted playsInline aria-label={t(words.camera)} /> : null}
    </section>
  )
}
