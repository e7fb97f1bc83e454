/** One tab of a browser is the desk: two would not know of each other's verdicts. */

const NAME = 'convoke-desk-open'

export interface OnlyTab {
  /** This tab becomes the desk, and the one that was gives way. */
  take: () => void
}

/** Calls `begin` once this tab is the desk, `giveWay` when another is. The tab that waits follows when the other closes. */
export function onlyTab(begin: () => void, giveWay: () => void): OnlyTab {
  const locks = navigator.locks as LockManager | undefined // only where the page came by https
  if (!locks) {
    begin()
    return { take: () => undefined }
  }
  let queue = new AbortController()
  const hold = (): Promise<never> => {
    begin()
    return new Promise(() => undefined) // until the tab closes or another takes it
  }
  const wait = async (): Promise<void> => {
    giveWay()
    const { signal } = (queue = new AbortController())
    try {
      await locks.request(NAME, { signal }, hold)
    } catch (error) {
      if (!signal.aborted) throw error // otherwise this tab has stopped waiting and taken it
    }
  }
  const lost = (error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') void wait().catch(lost)
    else throw error
  }
  void locks.request(NAME, { ifAvailable: true }, (lock) => (lock ? hold() : wait())).catch(lost)
  return {
    take: () => {
      queue.abort()
      void locks.request(NAME, { steal: true }, hold).catch(lost)
    },
  }
}
