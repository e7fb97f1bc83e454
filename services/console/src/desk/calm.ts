/** A moment in which nobody is served: only then may the page be loaded anew. */

/** So long nobody scans, types or touches. */
export const CALM_MS = 30_000
const LOOK_MS = 1000
const SIGNS = ['keydown', 'pointerdown'] as const

/** Calls `then` once nobody has touched the page for a while and `isBusy` says no. Returns how to stop waiting. */
export function whenCalm(isBusy: () => boolean, then: () => void): () => void {
  let since = performance.now()
  const stir = () => {
    since = performance.now()
  }
  const look = setInterval(() => {
    if (isBusy()) stir()
    else if (performance.now() - since >= CALM_MS) {
      stop()
      then()
    }
  }, LOOK_MS)
  const stop = () => {
    clearInterval(look)
    for (const sign of SIGNS) removeEventListener(sign, stir, { capture: true })
  }
  for (const sign of SIGNS) addEventListener(sign, stir, { capture: true })
  return stop
}

/** Something is open or typed that loading anew would take from under somebody's hands. */
export function isPageInUse(page: Document): boolean {
  const fields = [...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
  return page.querySelector('dialog[open], video') !== null || fields.some((field) => field.value !== '')
}
