/** The service worker that keeps this page: a new version waits until the desk is calm, or somebody wants it now. */

/** How often an open page looks for a new version; it also looks whenever the server is back. */
const LOOK_MS = 30 * 60_000
/** For so long the page says that it is a new version. */
const TOLD_MS = 10 * 60_000

/** `waiting`: a new version is ready. `taken`: another tab has taken it, this page still runs the last one. */
export type Newer = 'none' | 'waiting' | 'taken'

export interface Offline {
  subscribe: (listener: () => void) => () => void
  newer: () => Newer
  /** Load the new version. What was scanned lies in the page's own database, which no version empties. */
  restart: () => void
  /** Ask the server whether there is a new version. */
  look: () => void
}

export function keepOffline(): Offline {
  const listeners = new Set<() => void>()
  let newer: Newer = 'none'
  let next: ServiceWorker | null = null
  let registered: ServiceWorkerRegistration | null = null
  let isAsked = false
  const change = (to: Newer) => {
    newer = to
    for (const listener of listeners) listener()
  }
  const found = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return
    next = worker
    change('waiting')
  }
  const look = () => void registered?.update().catch(() => undefined)
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    let ours = navigator.serviceWorker.controller // null where the page was not kept before
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      const { controller } = navigator.serviceWorker
      if (isAsked) reload()
      else if (ours && controller !== ours) change('taken')
      ours = controller
    })
    void register(found).then((registration) => {
      registered = registration
      setInterval(look, LOOK_MS) // a desk stays open for days
    })
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    newer: () => newer,
    restart: () => {
      if (newer === 'taken') return reload()
      isAsked = true
      next?.postMessage('take-over')
    },
    look,
  }
}

/** Since when this page is a new version, for a while after it was loaded for that (milliseconds). */
export function renewedAt(now = Date.now()): number | null {
  const { renewed } = (history.state ?? {}) as { renewed?: number }
  return renewed !== undefined && now - renewed < TOLD_MS ? renewed : null
}

function reload(): void {
  history.replaceState({ renewed: Date.now() }, '') // outlives the loading, and nothing else
  location.reload()
}

async function register(found: (worker: ServiceWorker | null) => void): Promise<ServiceWorkerRegistration | null> {
  try {
    const registered = await navigator.serviceWorker.register('/desk/sw.js', { scope: '/desk/' })
    found(registered.waiting)
    registered.addEventListener('updatefound', () => {
      const worker = registered.installing
      worker?.addEventListener('statechange', () => worker.state === 'installed' && found(worker))
    })
    return registered
  } catch (error) {
    // Without https the browser refuses; the desk then needs the network to open, not to work.
    console.warn('this page is not kept for working without a network', error)
    return null
  }
}
