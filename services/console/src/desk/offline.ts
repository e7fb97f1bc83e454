/** The service worker that keeps this page: a new version waits until somebody says so. */

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
    registered.addEventListener('updatefound', () => {
      const worker = registered.installing
      worker?.addEventListener('statechange', () => worker.state === 'installed' && found(worker))
    })
  } catch (error) {
    // Without https the browser refuses; the desk then needs the network to open, not to work.
    console.warn('this page is not kept for working without a network', error)
  }
}
