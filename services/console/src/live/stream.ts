/**
 * One live stream for all tabs of a browser. The tab that holds the lock reads it and tells the others; when it
 * is closed, the next tab takes over after the last event it was told. EventSource cannot send the token, so
 * the stream is read with fetch.
 */
import { current, refused, subscribe as subscribeToSession, token } from '../session/session'
import { cutter, type Happening } from './events'

export type LiveState = 'connecting' | 'live' | 'away'

type Told =
  | { what: 'event'; event: Happening }
  | { what: 'gap' }
  | { what: 'state'; state: LiveState }
  | { what: 'asked' }

const LOCK = 'convoke.stream'
const PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 15_000
/** The gateway sends a beat every 15 s; silence for longer means a dead connection. */
const SILENCE_MS = 40_000

const hearers = new Set<(event: Happening) => void>()
const missed = new Set<() => void>()
const watchers = new Set<() => void>()
let state: LiveState = 'connecting'
let lastSeen: string | null = null
let leads = false
let channel: BroadcastChannel | null = null

/** Take part in the shared stream, once a tab. */
export function join(): void {
  if (channel) return
  channel = new BroadcastChannel(LOCK)
  channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data)
  channel.postMessage({ what: 'asked' } satisfies Told)
  void navigator.locks.request(LOCK, lead)
}

export function onEvent(hearer: (event: Happening) => void): () => void {
  hearers.add(hearer)
  return () => hearers.delete(hearer)
}

/** Events were missed: whatever is shown must be read again. */
export function onGap(hearer: () => void): () => void {
  missed.add(hearer)
  return () => missed.delete(hearer)
}

export function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function liveState(): LiveState {
  return state
}

function hear(told: Told): void {
  if (told.what === 'asked') {
    if (leads) channel?.postMessage({ what: 'state', state } satisfies Told)
  } else if (told.what === 'state') {
    state = told.state
    for (const watcher of watchers) watcher()
  } else if (told.what === 'gap') {
    for (const hearer of missed) hearer()
  } else {
    lastSeen = told.event.id
    for (const hearer of hearers) hearer(told.event)
  }
}

function tell(told: Told): void {
  channel?.postMessage(told)
  hear(told)
}

/** Read the stream for everybody until this tab closes. */
async function lead(): Promise<void> {
  leads = true
  let pause = PAUSE_MS
  for (;;) {
    await signedIn()
    const began = Date.now()
    try {
      await read()
    } catch {
      tell({ what: 'state', state: 'away' })
    }
    pause = Date.now() - began > SILENCE_MS ? PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS)
    await new Promise((resolve) => setTimeout(resolve, state === 'live' ? PAUSE_MS : pause))
  }
}

function signedIn(): Promise<void> {
  const there = () => current() !== null && !current()?.ended
  if (there()) return Promise.resolve()
  return new Promise((resolve) => {
    const leave = subscribeToSession(() => {
      if (!there()) return
      leave()
      resolve()
    })
  })
}

async function read(): Promise<void> {
  const mine = token()
  const quiet = new AbortController()
  let watchdog = setTimeout(() => quiet.abort(), SILENCE_MS)
  const leave = subscribeToSession(() => token() !== mine && quiet.abort())
  try {
    const response = await fetch(address(), { headers: headers(mine), signal: quiet.signal })
    if (response.status === 401) refused(mine)
    if (!response.ok || !response.body) throw new TypeError(`the stream answered ${response.status}`)
    const cut = cutter()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    tell({ what: 'state', state: 'live' })
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(watchdog)
      watchdog = setTimeout(() => quiet.abort(), SILENCE_MS)
      for (const message of cut(value)) {
        if (message.event === 'gap') tell({ what: 'gap' })
        else tell({ what: 'event', event: JSON.parse(message.data) as Happening })
      }
    }
  } finally {
    clearTimeout(watchdog)
    leave()
  }
}

function headers(mine: string | null): HeadersInit {
  return { Authorization: `Bearer ${mine ?? ''}`, ...(lastSeen ? { 'Last-Event-ID': lastSeen } : {}) }
}

/** The gateway writes into the page where the stream is; empty means: at the gateway's own address. */
function address(): string {
  const place = document.querySelector<HTMLMetaElement>('meta[name="convoke-stream"]')?.content ?? ''
  return `${place}/api/v1/stream`
}
