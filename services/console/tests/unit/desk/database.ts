/** As much of IndexedDB as the desk uses, in memory: enough to test what is decided, never how fast. */

type Store = Map<string, unknown>

const stores = new Map<string, Store>()

class Asked {
  onsuccess: (() => void) | null = null
  onerror: (() => void) | null = null
  onupgradeneeded: (() => void) | null = null
  result: unknown
  error = null

  constructor(result: unknown, upgrades = false) {
    this.result = result
    queueMicrotask(() => {
      if (upgrades) this.onupgradeneeded?.()
      this.onsuccess?.()
    })
  }
}

function objectStore(name: string) {
  const store = stores.get(name) ?? new Map<string, unknown>()
  stores.set(name, store)
  return {
    get: (key: string) => new Asked(structuredClone(store.get(key))),
    getAll: () => new Asked([...store.values()].map((value) => structuredClone(value))),
    getAllKeys: () => new Asked([...store.keys()]),
    count: () => new Asked(store.size),
    put: (value: unknown, key: string) => void store.set(key, structuredClone(value)),
    delete: (key: string) => void store.delete(key),
    clear: () => store.clear(),
  }
}

/** What a browser may do to a page. */
const browser = { isFull: false, isPrivate: false }

function transaction(_: unknown, mode = 'readonly') {
  const isRefused = browser.isFull && mode === 'readwrite'
  const nowhere = () => ({ put: () => undefined, delete: () => undefined, clear: () => undefined })
  const running = {
    oncomplete: null as (() => void) | null,
    onabort: null as (() => void) | null,
    onerror: null,
    error: isRefused ? new DOMException('full', 'QuotaExceededError') : null,
    objectStore: isRefused ? nowhere : objectStore,
  }
  setTimeout(() => (isRefused ? running.onabort?.() : running.oncomplete?.()), 0)
  return running
}

const database = { createObjectStore: (name: string) => stores.set(name, new Map()), transaction, close: () => undefined, onversionchange: null }

export const memory = {
  indexedDB: {
    open: () => {
      if (browser.isPrivate) throw new DOMException('forbidden', 'SecurityError')
      return new Asked(database, stores.size === 0)
    },
    deleteDatabase: () => {
      stores.clear()
      return new Asked(undefined)
    },
  },
  browser,
  /** Everything a device holds, as one text. */
  text: () => [...stores].map(([name, store]) => `${name}: ${JSON.stringify([...store])}`).join('\n'),
  of: (name: string) => [...(stores.get(name)?.values() ?? [])],
  names: () => [...stores.keys()],
  forget: () => {
    stores.clear()
    Object.assign(browser, { isFull: false, isPrivate: false })
  },
}
