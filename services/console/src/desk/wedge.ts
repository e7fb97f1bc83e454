/** A scanner that types: a burst of keys ended by Enter. People type slower, and what they type stays theirs. */

const SHORTEST = 6
/** Average milliseconds a key; scanners need under 20 on a quiet machine, people over 150. */
const FASTEST_TYPIST = 120
/** A longer pause inside a burst ends it. */
const LONGEST_PAUSE = 500

/** What a key writes. An input method for Chinese keeps that to itself; a badge's code can be told from the keys. */
function signOf(event: KeyboardEvent): string {
  if (event.key !== 'Process') return event.key
  return event.code === 'Period' ? '.' : (/^(?:Key|Digit)(.)$/.exec(event.code)?.[1] ?? '')
}

type Field = HTMLInputElement | HTMLTextAreaElement

/** Calls `heard` with every burst, wherever the focus is; a field that got the keys is put back as it was. */
export class Wedge {
  private text = ''
  private began = 0
  private last = 0
  private field: { of: Field; was: string } | null = null
  private readonly heard: (code: string, at: number) => void

  constructor(heard: (code: string, at: number) => void) {
    this.heard = heard
  }

  listen(target: Window): () => void {
    const key = (event: KeyboardEvent) => this.key(event)
    target.addEventListener('keydown', key, { capture: true })
    return () => target.removeEventListener('keydown', key, { capture: true })
  }

  key(event: KeyboardEvent): void {
    const now = event.timeStamp || performance.now()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') return this.end(event, now)
    const sign = signOf(event)
    if (sign.length !== 1) return
    if (this.text === '' || now - this.last > LONGEST_PAUSE) this.begin(event, now)
    this.text += sign
    this.last = now
  }

  private begin(event: KeyboardEvent, now: number): void {
    this.text = ''
    this.began = now
    const target = event.target
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    this.field = isField ? { of: target, was: target.value } : null
  }

  private end(event: KeyboardEvent, now: number): void {
    const { text, field } = this
    this.text = ''
    this.field = null
    const isBurst = text.length >= SHORTEST && (this.last - this.began) / (text.length - 1) < FASTEST_TYPIST
    if (!isBurst || now - this.last > LONGEST_PAUSE) return
    event.preventDefault()
    event.stopPropagation()
    if (field) restore(field.of, field.was)
    this.heard(text, now)
  }
}

/** Set a field's value so that React hears of it. */
function restore(field: Field, value: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
