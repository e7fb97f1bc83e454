/** What the device keeps, in IndexedDB. Entries of the list stay sealed; names are kept only by devices that may search. */
import type { Pass, Result, Direction } from './verdict'

const NAME = 'convoke-desk'
const STORES = ['kept', 'cards', 'names', 'passes', 'outbox', 'rejected'] as const
type StoreName = (typeof STORES)[number]

/** A scan decided here and not yet brought home. Never the code of a known card: it would open its entry. */
export interface Waiting {
  nonce: string
  at: string
  direction: Direction
  result: Result
  lookup?: string
  token?: string
  guest_id?: string
  /** Whose pass it was, to know when the list has caught up. */
  of?: string
}

/** The names of one page of the list, sealed with a key that never leaves this browser. */
export interface SealedNames {
  iv: Uint8Array<ArrayBuffer>
  box: ArrayBuffer
}

let opened: Promise<IDBDatabase> | null = null

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      for (const store of STORES) asked.result.createObjectStore(store)
    }
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close()
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

function answered<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

export async function read<T>(store: StoreName, key: string): Promise<T | undefined> {
  const from = (await database()).transaction(store).objectStore(store)
  return (await answered(from.get(key))) as T | undefined
}

export async function readAll<T>(store: StoreName): Promise<Map<string, T>> {
  const from = (await database()).transaction(store).objectStore(store)
  const [keys, values] = await Promise.all([answered(from.getAllKeys()), answered(from.getAll())])
  return new Map(keys.map((key, place) => [String(key), values[place] as T]))
}

export async function count(store: StoreName): Promise<number> {
  return answered((await database()).transaction(store).objectStore(store).count())
}

/** Writes of one transaction: all of them or none. `null` deletes, `clear` empties a store first. */
export interface Writes {
  put?: readonly (readonly [StoreName, string, unknown])[]
  clear?: readonly StoreName[]
}

export async function write({ put = [], clear = [] }: Writes): Promise<void> {
  const names = [...new Set([...put.map(([store]) => store), ...clear])]
  if (names.length === 0) return
  const transaction = (await database()).transaction(names, 'readwrite', { durability: 'relaxed' })
  for (const store of clear) transaction.objectStore(store).clear()
  for (const [store, key, value] of put) {
    if (value === null) transaction.objectStore(store).delete(key)
    else transaction.objectStore(store).put(value, key)
  }
  await finished(transaction)
}

/** Forget everything this device ever knew. */
export async function wipe(): Promise<void> {
  await write({ clear: STORES })
  ;(await database()).close()
  opened = null
  await answered(indexedDB.deleteDatabase(NAME))
}

export type Passes = Map<string, Pass>
