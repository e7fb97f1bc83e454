/** Search by name, for devices that may: in any script, without accents, in any order of the words. */
import { read, readAll, write, type SealedNames } from './store'
import type { Entry } from './verdict'

const MOST_FOUND = 12
/** Above so many written portions they are joined into one. */
const MOST_PORTIONS = 60

/** Letters and digits only, without case, width and accents: “Kim, Young-Ho” → `kimyoungho`; as on the server. */
export function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '').normalize('NFC')
}

export function words(text: string): string[] {
  return text.split(/\s+/).map(folded).filter(Boolean)
}

interface Findable {
  text: string
  entry: Entry
}

export class Names {
  private found = new Map<string, Findable>()
  private portions = 0

  get size(): number {
    return this.found.size
  }

  clear(): void {
    this.found.clear()
    this.portions = 0
  }

  /** Take the list from where it is kept. */
  async load(): Promise<void> {
    const key = await read<CryptoKey>('kept', 'nameKey')
    if (!key) return
    const portions = await readAll<SealedNames>('names')
    this.portions = portions.size
    for (const place of [...portions.keys()].sort()) {
      const sealed = portions.get(place)
      if (sealed) this.take(await open(key, sealed))
    }
  }

  /** Keep one page of the list, sealed, and know it from now on. */
  async keep(upto: number, entries: readonly Entry[], cursor: readonly [string, unknown]): Promise<void> {
    const key = (await read<CryptoKey>('kept', 'nameKey')) ?? (await newKey())
    const put: [('kept' | 'names'), string, unknown][] = [['kept', 'nameKey', key], ['kept', cursor[0], cursor[1]]]
    this.take(entries)
    if (entries.length) this.portions += 1
    if (this.portions > MOST_PORTIONS) {
      const all = [...this.found.values()].map((one) => one.entry)
      await write({ clear: ['names'], put: [...put, ['names', place(upto), await seal(key, all)]] })
      this.portions = 1
    } else if (entries.length) {
      await write({ put: [...put, ['names', place(upto), await seal(key, entries)]] })
    } else {
      await write({ put })
    }
  }

  /** The guests in whose name or reference every typed word occurs; those whose name begins so come first. */
  search(typed: string): Entry[] {
    const wanted = words(typed)
    if (wanted.length === 0) return []
    const first = wanted[0] ?? ''
    const hits: Findable[] = []
    for (const one of this.found.values()) if (wanted.every((word) => one.text.includes(word))) hits.push(one)
    const rank = (one: Findable) => (one.text.startsWith(first) ? 0 : one.text.includes(` ${first}`) ? 1 : 2)
    return hits.sort((a, b) => rank(a) - rank(b) || (a.text < b.text ? -1 : 1)).slice(0, MOST_FOUND).map((one) => one.entry)
  }

  get(guestId: string): Entry | undefined {
    return this.found.get(guestId)?.entry
  }

  private take(entries: readonly Entry[]): void {
    for (const entry of entries) this.found.set(entry.guest_id, { text: findable(entry), entry })
  }
}

function findable(entry: Entry): string {
  const parts = [entry.family_name, entry.given_name, entry.own_script_name, entry.reference]
  // Both with and without the spaces, so that “young ho” and “youngho” find Young-ho.
  return parts.flatMap(words).join(' ')
}

function place(upto: number): string {
  return String(upto).padStart(12, '0')
}

async function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function seal(key: CryptoKey, entries: readonly Entry[]): Promise<SealedNames> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(entries)))
  return { iv, box }
}

async function open(key: CryptoKey, sealed: SealedNames): Promise<Entry[]> {
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.box)
  return JSON.parse(new TextDecoder().decode(text)) as Entry[]
}
