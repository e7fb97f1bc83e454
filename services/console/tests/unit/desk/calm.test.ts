import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CALM_MS, isPageInUse, whenCalm } from '../../../src/desk/calm'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a calm moment', () => {
  it('comes when nobody has touched the page for long enough, once', () => {
    const then = vi.fn()
    whenCalm(() => false, then)
    vi.advanceTimersByTime(CALM_MS - 2000)
    dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }))
    vi.advanceTimersByTime(CALM_MS - 2000)
    dispatchEvent(new Event('pointerdown'))
    vi.advanceTimersByTime(CALM_MS - 2000)
    expect(then).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2 * CALM_MS)
    expect(then).toHaveBeenCalledTimes(1)
  })

  it('begins when what was under way has ended', () => {
    const then = vi.fn()
    let busy = true
    whenCalm(() => busy, then)
    vi.advanceTimersByTime(3 * CALM_MS)
    busy = false
    vi.advanceTimersByTime(CALM_MS - 2000)
    expect(then).not.toHaveBeenCalled()
    vi.advanceTimersByTime(4000)
    expect(then).toHaveBeenCalledTimes(1)
  })

  it('is not waited for any more when the page goes on otherwise', () => {
    const then = vi.fn()
    whenCalm(() => false, then)()
    vi.advanceTimersByTime(3 * CALM_MS)
    expect(then).not.toHaveBeenCalled()
  })
})

describe('a page in use', () => {
  const having = (html: string) => {
    document.body.innerHTML = html
    return isPageInUse(document)
  }

  it('has a dialog, the camera or typed text', () => {
    expect([having('<dialog open></dialog>'), having('<video></video>'), having('<input value="kim">')]).toEqual([true, true, true])
    expect([having('<dialog></dialog>'), having('<input>')]).toEqual([false, false])
  })
})
