/** Controls in our clothes: the browser's own, which are light, speak the reader's language and know every key. */
import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react'
import './controls.css'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'onClick'> {
  look?: 'plain' | 'main' | 'bad' | 'bare'
  onPress?: (() => void) | undefined
}

export function Button({ look = 'plain', onPress, type = 'button', ...props }: ButtonProps) {
  return <button {...props} type={type} className={`button ${look}`} onClick={onPress} />
}

export interface FieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  name?: string
  type?: 'text' | 'password' | 'search' | 'email' | 'date' | 'time' | 'datetime-local' | 'number'
  hint?: string | undefined
  error?: string | undefined
  required?: boolean
  autoFocus?: boolean
  disabled?: boolean
  placeholder?: string
  autoComplete?: string
  lines?: number
  hideLabel?: boolean
  lang?: string
}

export function Field({ label, hint, error, lines, hideLabel, onChange, type = 'text', ...rest }: FieldProps) {
  const id = useId()
  const about = error ?? hint
  const shared = {
    ...rest,
    id,
    className: 'input',
    'aria-invalid': error !== undefined,
    'aria-describedby': about ? `${id}-about` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'hidden' : ''}>
        {label}
      </label>
      {lines ? <textarea {...shared} rows={lines} /> : <input {...shared} type={type} />}
      {about ? (
        <span id={`${id}-about`} className={error ? 'field-error' : 'meta'}>
          {about}
        </span>
      ) : null}
    </div>
  )
}

export interface Option<K extends string> {
  id: K
  label: string
}

export interface ChoiceProps<K extends string> {
  label: string
  value: K
  options: readonly Option<K>[]
  onChange: (value: K) => void
  hideLabel?: boolean
  disabled?: boolean
}

export function Choice<K extends string>({ label, value, options, onChange, hideLabel, disabled }: ChoiceProps<K>) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'hidden' : ''}>
        {label}
      </label>
      <select id={id} className="input" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value as K)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

export function Check({ label, checked, onChange, disabled }: { label: ReactNode; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

export function Panel({ title, tools, children, id }: { title?: string; tools?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="panel" id={id} aria-label={title}>
      {title || tools ? (
        <header className="panel-head">
          {title ? <h2 className="grow">{title}</h2> : null}
          {tools}
        </header>
      ) : null}
      {children}
    </section>
  )
}

/** A button that opens a small list of acts below it. */
export function MenuButton({ label, name, children }: { label: ReactNode; name?: string; children: ReactNode }) {
  const id = useId()
  return (
    <>
      <button type="button" className="button bare" popoverTarget={id} aria-label={name} style={{ anchorName: `--${css(id)}` } as object}>
        {label}
      </button>
      <div
        id={id}
        popover="auto"
        className="menu"
        style={{ positionAnchor: `--${css(id)}` } as object}
        onClick={(event) => {
          if ((event.target as Element).closest('a, button')) event.currentTarget.hidePopover()
        }}
      >
        {children}
      </div>
    </>
  )
}

function css(id: string): string {
  return id.replace(/[^a-z0-9]/gi, '')
}
