/** What the device keeps, in IndexedDB. Entries of the list stay sealed; names are kept only by devices that may search. */
import type { Pass, Result, Direction } from './verdict'

const NAME = 'convoke-desk'
const STORES = ['kept', 'cards', 'names', 'passes', 'outbox', 'rejected'] as const
export type StoreName = (typeof STORES)[number]

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
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      for (const store of STORES) asked.result.createObjectStore(store)
    }
    asked.onsuccess = () => {
      const forget = () => (opened = null)
      asked.result.onversionchange = () => {
        asked.result.close()
        forget()
      }
      asked.result.onclose = forget // the browser itself has cleared what it kept
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  }).catch((error: unknown) => {
    opened = null
    throw error
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

/** What the browser would not take (it is full, or a private window keeps nothing): held in memory over what is
 * written, and written with the next writing that succeeds. `null` is something deleted. */
const held = { emptied: new Set<StoreName>(), values: new Map<StoreName, Map<string, unknown>>() }
let isReadable = true

function isHolding(): boolean {
  return held.emptied.size > 0 || held.values.size > 0
}

/** Whether everything known is on the device; otherwise this page must stay open. */
export function isKept(): boolean {
  return isReadable && !isHolding()
}

function hold({ put = [], clear = [] }: Writes): void {
  for (const store of clear) {
    held.emptied.add(store)
    held.values.delete(store)
  }
  for (const [store, key, value] of put) {
    const values = held.values.get(store) ?? new Map<string, unknown>()
    held.values.set(store, values.set(key, value))
  }
}

/** What is written of a store, unless it is to be empty or there is no database at all. */
async function written<T>(store: StoreName, none: T, ask: (from: IDBObjectStore) => Promise<T>): Promise<T> {
  if (held.emptied.has(store)) return none
  try {
    const found = await ask((await database()).transaction(store).objectStore(store))
    isReadable = true
    return found
  } catch {
    isReadable = false
    return none
  }
}

export async function read<T>(store: StoreName, key: string): Promise<T | undefined> {
  const values = held.values.get(store)
  if (values?.has(key)) return (values.get(key) ?? undefined) as T | undefined
  return written<T | undefined>(store, undefined, async (from) => (await answered(from.get(key))) as T | undefined)
}

export async function readAll<T>(store: StoreName): Promise<Map<string, T>> {
  const all = await written(store, new Map<string, T>(), async (from) => {
    const [keys, values] = await Promise.all([answered(from.getAllKeys()), answered(from.getAll())])
    return new Map(keys.map((key, place) => [String(key), values[place] as T]))
  })
  for (const [key, value] of held.values.get(store) ?? []) {
    if (value === null) all.delete(key)
    else all.set(key, value as T)
  }
  return all
}

export async function count(store: StoreName): Promise<number> {
  if (held.values.has(store)) return (await readAll(store)).size
  return written(store, 0, (from) => answered(from.count()))
}

/** Writes of one transaction: all of them or none. `null` deletes, `clear` empties a store first. */
export interface Writes {
  put?: readonly (readonly [StoreName, string, unknown])[]
  clear?: readonly StoreName[]
}

/** Write, and keep in memory what the browser does not take: a guest at the door never waits for its storage. */
export async function write(writes: Writes): Promise<void> {
  const isBehind = isHolding()
  if (isBehind) hold(writes)
  const all = isBehind ? everythingHeld() : writes
  try {
    await commit(all)
    release(all)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataCloneError') throw error
    hold(writes)
  }
}

/** These are written now; what was changed meanwhile stays held. */
function release({ put = [], clear = [] }: Writes): void {
  for (const store of clear) held.emptied.delete(store)
  for (const [store, key, value] of put) {
    const values = held.values.get(store)
    if (values?.get(key) === value) values?.delete(key)
    if (values?.size === 0) held.values.delete(store)
  }
}

function everythingHeld(): Writes {
  const put = [...held.values].flatMap(([store, values]) => [...values].map(([key, value]) => [store, key, value] as const))
  return { clear: [...held.emptied], put }
}

async function commit({ put = [], clear = [] }: Writes): Promise<void> {
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
  held.emptied.clear()
  held.values.clear()
  const known = await database().catch(() => null)
  if (!known) return
  known.close()
  opened = null
  await answered(indexedDB.deleteDatabase(NAME))
}

export type Passes = Map<string, Pass>
