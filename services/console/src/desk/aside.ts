/** Scans put aside: those the server could not read, and those of a conference this device has left before it had brought
 * them. The latter go home by themselves for as long as the device's former token is good; otherwise as a file. */
import { filed, scansFile, type MadeAt, type ScansFile } from './scans-file'
import { Ended, Server, type Place } from './server'
import * as store from './store'

/** `left`: the conference was left before this scan was brought. */
export interface Aside extends store.Waiting {
  left?: MadeAt
}

/** Former tokens, by the conference they were good for. */
type Tokens = Record<string, string>
const MOST_SCANS = 1000

/** Puts what waits aside; codes do not stay on a device that has left. */
export async function leave(before: Place, skew: number | null, token: string | undefined): Promise<store.Writes> {
  const left = madeAt(before, skew)
  const waiting = [...(await store.readAll<store.Waiting>('outbox')).values()]
  const aside = await Promise.all(waiting.map(async (scan) => ['rejected', scan.nonce, { ...(await filed(scan)), left }] as const))
  const tokens = { ...(await tokensKept()), ...(token && aside.length ? { [before.edition]: token } : {}) }
  return { clear: ['cards', 'names', 'passes', 'outbox'], put: [...aside, ['kept', 'cursors', null], ['kept', 'leftTokens', tokens]] }
}

/** The device is back where these scans were made, under the same name at the same door: they wait to be brought again. */
export async function comeBack(place: Place): Promise<void> {
  const put: [store.StoreName, string, unknown][] = []
  for (const { left, ...scan } of await all()) {
    if (!left || left.edition !== place.edition || left.device !== place.device || left.door !== place.door) continue
    put.push(['rejected', scan.nonce, null], ['outbox', scan.nonce, scan])
  }
  await store.write({ put })
}

/** Brings what belongs to conferences left, each under the token it was made with. Rejects when nobody is there. */
export async function bringLeft(): Promise<void> {
  const tokens = await tokensKept()
  for (const [edition, token] of Object.entries(tokens)) {
    const scans = (await all()).filter((scan) => scan.left?.edition === edition)
    try {
      if (scans.length) await bring(new Server(token, edition), scans.slice(0, MOST_SCANS))
      if (scans.length > MOST_SCANS) continue // the rest with the next exchange
    } catch (error) {
      if (!(error instanceof Ended)) throw error
      // Who revoked the device wants nothing of that conference on it; a token that has run out leaves the file.
      if (error.revoked) await store.write({ put: scans.map((scan) => ['rejected', scan.nonce, null] as const) })
    }
    const { [edition]: _, ...others } = await tokensKept()
    await store.write({ put: [['kept', 'leftTokens', others]] })
  }
}

async function bring(server: Server, scans: readonly Aside[]): Promise<void> {
  const answer = await server.bring(scans, scans[0]?.left?.skew ?? null)
  // One that cannot be read stays for the file.
  const gone = answer.items.filter((item) => item.outcome !== 'malformed' && item.nonce !== null)
  await store.write({ put: gone.map((item) => ['rejected', String(item.nonce), null] as const) })
}

/** One file for each place whose scans lie here; with what waits too, where this device brings nothing any more. */
export async function files(place: Place | null, skew: number | null, withWaiting: boolean): Promise<ScansFile[]> {
  const here = place ?? (await store.read<Place>('kept', 'place')) ?? null
  const waiting: Aside[] = withWaiting ? [...(await store.readAll<store.Waiting>('outbox')).values()] : []
  const groups = new Map<string, { made: MadeAt; scans: Aside[] }>()
  for (const scan of [...(await all()), ...waiting]) {
    const made = scan.left ?? (here && madeAt(here, skew))
    if (!made) continue
    const key = [made.edition, made.device, made.door, made.skew].join('\n')
    const group = groups.get(key) ?? { made, scans: [] }
    groups.set(key, group)
    group.scans.push(scan)
  }
  return Promise.all([...groups.values()].map(({ made, scans }) => scansFile(made, scans)))
}

/** Somebody has these scans in a file and wants them gone from here. */
export async function forget(saved: readonly ScansFile[]): Promise<void> {
  const nonces = saved.flatMap((file) => file.scans.map((scan) => scan.nonce))
  await store.write({ put: nonces.flatMap((nonce) => [['rejected', nonce, null] as const, ['outbox', nonce, null] as const]) })
}

async function all(): Promise<Aside[]> {
  return [...(await store.readAll<Aside>('rejected')).values()]
}

async function tokensKept(): Promise<Tokens> {
  return (await store.read<Tokens>('kept', 'leftTokens')) ?? {}
}

function madeAt({ edition, device, door }: Place, skew: number | null): MadeAt {
  return { edition, device, door: door ?? '', skew }
}
