/** A dialog over the page: the browser keeps the focus inside and gives it back. */
import { useEffect, useId, useRef, type ReactNode } from 'react'
import './dialog.css'

export interface DialogProps {
  title: string
  children: ReactNode
  /** Without it the dialog cannot be dismissed. */
  onClose?: (() => void) | undefined
  wide?: boolean
}

/** Open as long as it is rendered. */
export function Dialog({ title, children, onClose, wide }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    box.current?.showModal()
  }, [])
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      onKeyDown={(event) => event.key === 'Escape' && !onClose && event.preventDefault()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
