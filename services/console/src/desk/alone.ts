/** One tab of a browser is the desk: two would not know of each other's verdicts. */

const NAME = 'convoke-desk-open'
const GIVE_WAY = 'give-way'
const GIVEN = 'given'
/** A tab that has not given way by then hangs; what it decided is kept, so the desk is taken from it. */
const HANGS_MS = 2000

export interface OnlyTab {
  /** This tab becomes the desk, and the one that was gives way. */
  take: () => void
}

/** Calls `begin` once this tab is the desk, `giveWay` when another is. The tab that waits follows when the other closes;
 * one that takes the desk begins when the other has kept its last verdict. */
export function onlyTab(begin: () => void, giveWay: () => Promise<void>): OnlyTab {
  const locks = navigator.locks as LockManager | undefined // only where the page came by https
  if (!locks) {
    begin()
    return { take: () => undefined }
  }
  const tabs = new BroadcastChannel(NAME)
  let isDesk = false
  let queue = new AbortController()
  const hold = (): Promise<never> => {
    isDesk = true
    begin()
    return new Promise(() => undefined) // until the tab closes or another takes it
  }
  const wait = async (): Promise<void> => {
    isDesk = false
    void giveWay()
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
  tabs.addEventListener('message', ({ data }) => {
    if (data !== GIVE_WAY || !isDesk) return
    isDesk = false
    void giveWay().then(() => tabs.postMessage(GIVEN))
  })
  const given = () =>
    new Promise<void>((resolve) => {
      tabs.addEventListener('message', ({ data }) => data === GIVEN && resolve())
      setTimeout(resolve, HANGS_MS)
      tabs.postMessage(GIVE_WAY)
    })
  void locks.request(NAME, { ifAvailable: true }, (lock) => (lock ? hold() : wait())).catch(lost)
  return {
    take: () => {
      queue.abort()
      void given()
        .then(() => locks.request(NAME, { steal: true }, hold))
        .catch(lost)
    },
  }
}
