/** Scans that a device could not bring, as a file for an organiser: no names and no codes, only where and when which card was shown. */
import { cardKey } from './codes'
import type { Waiting } from './store'

const FORMAT = 'convoke-scans-1'

/** Where scans were made, and how far that device's clock was ahead (milliseconds; null: it never knew). */
export interface MadeAt {
  edition: string
  device: string
  door: string
  skew: number | null
}

export type FiledScan = Pick<Waiting, 'nonce' | 'at' | 'direction' | 'result' | 'lookup' | 'guest_id'>

export interface ScansFile extends MadeAt {
  format: typeof FORMAT
  scans: FiledScan[]
}

/** What is filed of a scan: a code would open the entry of its card, so it goes as what the card is found by. */
export async function filed({ nonce, at, direction, result, lookup, token, guest_id }: Waiting): Promise<FiledScan> {
  const found = lookup ?? (token === undefined ? undefined : (await cardKey(token)).lookup)
  return { nonce, at, direction, result, ...(found === undefined ? {} : { lookup: found }), ...(guest_id === undefined ? {} : { guest_id }) }
}

export async function scansFile(made: MadeAt, scans: readonly Waiting[]): Promise<ScansFile> {
  const { edition, device, door, skew } = made
  return { format: FORMAT, edition, device, door, skew, scans: await Promise.all(scans.map(filed)) }
}

/** What a file says; null when it is none of ours. What is wrong with a single scan the server says. */
export function readScansFile(text: string): ScansFile | null {
  try {
    const file = JSON.parse(text) as Partial<ScansFile> | null
    const isOurs = file?.format === FORMAT && [file.edition, file.device, file.door].every((one) => typeof one === 'string') && Array.isArray(file.scans)
    return isOurs ? (file as ScansFile) : null
  } catch {
    return null
  }
}
