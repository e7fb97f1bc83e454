/** Who is signed in, in all tabs alike: kept in local storage, dropped on sign-out, marked when it ran out. */
import { useSyncExternalStore } from 'react'
import type { Shapes } from '../api/client'

export type Role = Shapes['Account']['role']

export interface Session {
  readonly token: string
  readonly expires: string
  readonly name: string
  readonly role: Role
  readonly editions: readonly string[]
  /** The gateway no longer takes the token: the page stays, a sign-in is asked for on top of it. */
  readonly ended: boolean
}

const KEY = 'convoke.session'
const listeners = new Set<() => void>()
let session: Session | null = read()

function read(): Session | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept ? (JSON.parse(kept) as Session) : null
  } catch {
    return null
  }
}

function keep(next: Session | null): void {
  session = next
  if (next) localStorage.setItem(KEY, JSON.stringify(next))
  else localStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

globalThis.addEventListener?.('storage', (event) => {
  if (event.key !== KEY && event.key !== null) return
  session = read()
  for (const listener of listeners) listener()
})

export function begin(signedIn: Shapes['SignedIn']): void {
  const { token, expires, account } = signedIn
  keep({ token, expires, name: account.name, role: account.role, editions: account.editions, ended: false })
}

export function end(): void {
  keep(null)
}

/** The gateway refused `token`; a newer one may be in use already. */
export function refused(token: string | null): void {
  if (session && session.token === token && !session.ended) keep({ ...session, ended: true })
}

export function current(): Session | null {
  return session
}

export function token(): string | null {
  return session?.token ?? null
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, current)
}
