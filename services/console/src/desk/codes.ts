/** The text on a badge: `CVK1.<payload>.<signature>`, signed with Ed25519, and what it finds and opens. */

export const SHAPE = /^CVK1\.[A-Z2-7]{8,200}\.[A-Z2-7]{80,120}$/
export const DEVICE_SHAPE = /cvd_[A-Za-z0-9_-]{43}/
const PURPOSE = new TextEncoder().encode('convoke desk card 1')
const LOOKUP_BYTES = 16
const SEPARATOR = '\u001f'

/** What a badge says about itself. */
export interface Claim {
  edition: string
  reference: string
  serial: number
}

/** What the code of one card finds and opens. */
export interface CardKey {
  lookup: string
  key: CryptoKey
}

/** As scanners and thumbs deliver it: upper case, nothing around it. */
export function tidy(code: string): string {
  return code.trim().toUpperCase()
}

/** The same derivation as on the server: 16 bytes to find the entry, 32 to open it. */
export async function cardKey(token: string): Promise<CardKey> {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(token), 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: PURPOSE }
  const derived = await crypto.subtle.deriveBits(how, secret, (LOOKUP_BYTES + 32) * 8)
  const lookup = [...new Uint8Array(derived, 0, LOOKUP_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const key = await crypto.subtle.importKey('raw', derived.slice(LOOKUP_BYTES), 'AES-GCM', false, ['decrypt'])
  return { lookup, key }
}

/** The content of an entry; rejects when it was sealed for another card. */
export async function openCard(card: CardKey, sealed: string): Promise<unknown> {
  const given = bytes64(sealed)
  const bound = fromHex(card.lookup)
  const how = { name: 'AES-GCM', iv: given.subarray(0, 12), additionalData: bound }
  const content = await crypto.subtle.decrypt(how, card.key, given.subarray(12))
  return JSON.parse(new TextDecoder().decode(content))
}

/** What a genuine badge says; null for anything that we did not sign, or where the browser cannot tell. */
export async function readBadge(token: string, publicKey: string): Promise<Claim | null> {
  const [version, payload, signature] = token.split('.')
  if (!SHAPE.test(token) || payload === undefined || signature === undefined) return null
  try {
    const key = await crypto.subtle.importKey('raw', fromHex(publicKey), 'Ed25519', false, ['verify'])
    const signed = new TextEncoder().encode(`${version}.${payload}`)
    if (!(await crypto.subtle.verify('Ed25519', key, bytes32(signature), signed))) return null
  } catch {
    return null
  }
  const [edition = '', reference = '', serial = ''] = new TextDecoder().decode(bytes32(payload)).split(SEPARATOR)
  return { edition, reference, serial: Number(serial) }
}

function bytes64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Base 32 without padding. */
export function bytes32(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.floor((text.length * 5) / 8))
  let held = 0
  let bits = 0
  let place = 0
  for (const sign of text) {
    held = ((held << 5) | 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign)) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out[place++] = (held >> bits) & 0xff
    }
  }
  return out
}
