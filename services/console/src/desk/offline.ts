/** The service worker that keeps this page: a new version waits until somebody says so. */

/** How often an open page looks for a new version. */
const LOOK_MS = 30 * 60_000

export interface Offline {
  subscribe: (listener: () => void) => () => void
  /** A new version waits. */
  waiting: () => boolean
  restart: () => void
}

export function keepOffline(): Offline {
  const listeners = new Set<() => void>()
  let next: ServiceWorker | null = null
  const found = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return
    next = worker
    for (const listener of listeners) listener()
  }
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void register(found)
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    waiting: () => next !== null,
    // What was scanned lies in the page's own database, which no version empties.
    restart: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      next?.postMessage('take-over')
    },
  }
}

async function register(found: (worker: ServiceWorker | null) => void): Promise<void> {
  try {
    const registered = await navigator.serviceWorker.register('/desk/sw.js', { scope: '/desk/' })
    found(registered.waiting)
    setInterval(() => void registered.update().catch(() => undefined), LOOK_MS) // a desk stays open for days
    registered.addEventListener('updatefound', () => {
      const worker = registered.installing
      worker?.addEventListener('statechange', () => worker.state === 'installed' && found(worker))
    })
  } catch (error) {
    // Without https the browser refuses; the desk then needs the network to open, not to work.
    console.warn('this page is not kept for working without a network', error)
  }
}
