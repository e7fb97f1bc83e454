import { afterEach, describe, expect, it } from 'vitest'
import { Wedge } from '../../../src/desk/wedge'

let clock = 0
const stops: (() => void)[] = []

function listening(): string[] {
  const heard: string[] = []
  const stop = new Wedge((code) => heard.push(code)).listen(window)
  stops.push(stop)
  return heard
}

/** Type on an element as a keyboard would: the field gets the character after the key. */
function type(text: string, pause: number, on: HTMLElement = document.body): KeyboardEvent {
  let event = new KeyboardEvent('keydown')
  for (const key of [...text, 'Enter']) {
    clock += pause
    event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: clock })
    on.dispatchEvent(event)
    if (on instanceof HTMLInputElement && key !== 'Enter') on.value += key
  }
  clock += 5000
  return event
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  document.body.replaceChildren()
})

describe('a scanner that types', () => {
  it('is heard wherever the focus is, also on a slow machine', () => {
    const heard = listening()
    type('CVK1.ABC.DEF', 15)
    type('6901234567892', 90)
    expect(heard).toEqual(['CVK1.ABC.DEF', '6901234567892'])
  })

  it('does not take what a person types', () => {
    const heard = listening()
    expect(type('Kim Young-ho', 180).defaultPrevented).toBe(false)
    type('kim', 10)
    expect(heard).toEqual([])
  })

  it('leaves a field as it was', () => {
    const heard = listening()
    const field = document.createElement('input')
    document.body.append(field)
    field.value = 'Li'
    const enter = type('CVK1.ABC.DEF', 12, field)
    expect([heard, field.value, enter.defaultPrevented]).toEqual([['CVK1.ABC.DEF'], 'Li', true])
  })

  it('forgets half a burst: the next badge needs no cleaning up', () => {
    const heard = listening()
    clock += 10
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'C', bubbles: true }))
    clock += 5000
    type('CVK1.ABC.DEF', 12)
    expect(heard).toEqual(['CVK1.ABC.DEF'])
  })

  it('hears a code through an input method for Chinese', () => {
    const heard = listening()
    for (const sign of ['C', 'V', 'K', '1', '.', 'A', 'B', '7', 'Enter']) {
      clock += 10
      const code = sign === '.' ? 'Period' : /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`
      const key = sign === 'Enter' ? { key: 'Enter' } : { key: 'Process', code }
      const event = new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: clock })
      document.body.dispatchEvent(event)
    }
    expect(heard).toEqual(['CVK1.AB7'])
  })
})
