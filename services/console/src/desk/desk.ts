/** The desk: a scan in, a verdict out, with the server or without it. */
import * as aside from './aside'
import { cardKey, openCard, readBadge, SHAPE, tidy } from './codes'
import { Names } from './names'
import { dayBegan } from './night'
import type { ScansFile } from './scans-file'
import { Server, isAway, Ended, type Place, type Scan } from './server'
import * as store from './store'
import { Sync } from './sync'
import { decide, decideWithoutEntry, PASSED, type Decision, type Direction, type Entry, type Pass } from './verdict'

/** After so long the desk decides alone. */
export const PATIENCE_MS = 1000
/** After so long a known badge gets this desk's own answer; the server's follows and counts. */
export const GLANCE_MS = 20
/** The same badge again within this time is the same gesture, not a second entry. */
const SAME_GESTURE_MS = 3000
const KEPT_VERDICTS = 30

export interface Verdict extends Decision {
  nonce: string
  at: string
  direction: Direction
  entry: Entry | null
  /** Decided here, not by the server. */
  alone: boolean
  /** The server has been asked and has not answered yet. */
  asking?: boolean
  /** When the code was read and when the verdict was there (milliseconds of the page's clock). */
  read: number
  ready: number
}

/** `elsewhere`: another tab of this browser is the desk now. */
export type Phase = 'starting' | 'enrolling' | 'open' | 'revoked' | 'ended' | 'elsewhere'

/** All the page shows; a new object whenever something changes. */
export interface DeskState {
  phase: Phase
  place: Place | null
  direction: Direction
  verdicts: readonly Verdict[]
  sync: SyncState
  searchable: number
  /** Whether the browser keeps what this desk knows; if not, the page must stay open. */
  kept: boolean
}

export interface SyncState {
  /** Whether the last contact succeeded; never `navigator.onLine`, which does not know. */
  reached: boolean
  at: number | null
  waiting: number
  rejected: number
  cards: number
  loading: boolean
  conflicts: number
  skew: number | null
}

const NOTHING: SyncState = { reached: false, at: null, waiting: 0, rejected: 0, cards: 0, loading: false, conflicts: 0, skew: null }

interface Shown {
  token?: string
  lookup?: string
  guest_id?: string
}

export class Desk {
  state: DeskState = { phase: 'starting', place: null, direction: 'in', verdicts: [], sync: NOTHING, searchable: 0, kept: true }
  readonly names = new Names()
  server: Server | null = null
  private sync: Sync | null = null
  private passes: store.Passes = new Map()
  private readonly listeners = new Set<() => void>()
  private readonly underway = new Set<Promise<Verdict | null>>()
  private last: { code: string; direction: Direction; at: number } | null = null

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  change(part: Partial<DeskState>): void {
    this.state = { ...this.state, ...part, kept: store.isKept() }
    for (const listener of this.listeners) listener()
  }

  /** From what is kept on the device; the network is not needed. */
  async start(): Promise<void> {
    const [token, place, sync] = await Promise.all([
      store.read<string>('kept', 'token'),
      store.read<Place>('kept', 'place'),
      store.read<SyncState>('kept', 'sync'),
    ])
    const counts = await this.counts()
    if (!token || !place) return this.change({ phase: 'enrolling', sync: { ...NOTHING, ...counts } })
    const passes = await store.readAll<Pass>('passes')
    this.passes = passes
    this.change({ phase: 'open', place, sync: { ...NOTHING, ...sync, reached: false, loading: false, ...counts } })
    this.begin(token, place)
    await this.names.load()
    this.change({ searchable: this.names.size })
  }

  /** With a token an organiser has made; rejects when it is not good. A desk that is open brings its scans first. */
  async enrol(token: string): Promise<void> {
    const place = await Server.enrol(token)
    await this.sync?.run()
    this.rest()
    const before = await store.read<Place>('kept', 'place')
    if (before && before.edition !== place.edition) await this.leaveEdition(before)
    await store.write({ put: [['kept', 'token', token], ['kept', 'place', place]] })
    await aside.comeBack(place)
    this.change({ phase: 'open', place, sync: { ...NOTHING, ...(await this.counts()), loading: true } })
    this.begin(token, place)
  }

  private async counts(): Promise<Pick<SyncState, 'waiting' | 'rejected' | 'cards'>> {
    const [waiting, rejected, cards] = await Promise.all([store.count('outbox'), store.count('rejected'), store.count('cards')])
    return { waiting, rejected, cards }
  }

  /** The device moves to another conference: scans of the last one that were never brought are put aside, not mixed in. */
  private async leaveEdition(before: Place): Promise<void> {
    await store.write(await aside.leave(before, this.state.sync.skew, await store.read<string>('kept', 'token')))
    this.passes.clear()
    this.names.clear()
    this.change({ verdicts: [], searchable: 0 })
  }

  /** What lies put aside here, as files; with what waits too, where this device brings nothing any more. */
  asideFiles(): Promise<ScansFile[]> {
    return aside.files(this.state.place, this.state.sync.skew, this.state.phase !== 'open')
  }

  /** Somebody has these scans in a file and wants them gone from here. */
  async forgetAside(saved: readonly ScansFile[]): Promise<void> {
    await aside.forget(saved)
    this.change({ sync: { ...this.state.sync, ...(await this.counts()) } })
  }

  /** Another tab is the desk now: this one asks and brings nothing until it is the desk again. Resolves when all that
   * was shown here has its verdict and is kept, so that the other tab knows it. */
  async giveWay(): Promise<void> {
    this.rest()
    this.change({ phase: 'elsewhere' })
    await Promise.allSettled(this.underway)
  }

  /** A scan has no verdict yet, or what is known is not on the device. */
  get isBusy(): boolean {
    return this.underway.size > 0 || !this.state.kept
  }

  private rest(): void {
    this.sync?.stop()
    this.sync = null
    this.server = null
  }

  private begin(token: string, place: Place): void {
    this.server = new Server(token, place.edition)
    this.sync = new Sync(this, this.server, this.passes)
    this.sync.start()
  }

  face(direction: Direction): void {
    this.change({ direction })
  }

  /** A code from a scanner, the camera, or somebody's fingers. */
  scan(raw: string, read = performance.now()): Promise<Verdict | null> {
    return this.attend(this.judge(raw, read))
  }

  /** Somebody found by name. */
  admit(entry: Entry, read = performance.now()): Promise<Verdict | null> {
    const { phase, place, direction } = this.state
    if (phase !== 'open' || !place) return Promise.resolve(null)
    return this.attend(this.settle({ guest_id: entry.guest_id }, entry, this.decided(entry, direction, place), direction, read))
  }

  private async attend(scan: Promise<Verdict | null>): Promise<Verdict | null> {
    this.underway.add(scan)
    try {
      return await scan
    } finally {
      this.underway.delete(scan)
    }
  }

  private async judge(raw: string, read: number): Promise<Verdict | null> {
    const { place, direction } = this.state
    if (this.state.phase !== 'open' || !place) return null
    const code = tidy(raw)
    if (this.isSameGesture(code, direction, read)) return this.state.verdicts[0] ?? null
    if (!SHAPE.test(code)) {
      const decision = decideWithoutEntry(null, place.edition)
      return this.alone({ token: code.slice(0, 500) }, null, decision, direction, read, crypto.randomUUID())
    }
    const card = await cardKey(code)
    const sealed = await store.read<string>('cards', card.lookup)
    const entry = sealed === undefined ? null : ((await openCard(card, sealed)) as Entry)
    const decision = entry
      ? decide(entry, this.passes.get(entry.guest_id), direction, true, this.began(place))
      : decideWithoutEntry(await readBadge(code, place.public_key), place.edition)
    return this.settle({ token: code, ...(entry ? { lookup: card.lookup } : {}) }, entry, decision, direction, read)
  }

  /** What this desk would say to somebody found by name. */
  foresee(entry: Entry): Decision | null {
    return this.state.place && this.decided(entry, 'in', this.state.place)
  }

  private decided(entry: Entry, direction: Direction, place: Place): Decision {
    return decide(entry, this.passes.get(entry.guest_id), direction, false, this.began(place))
  }

  /** The end of the last night. */
  private began(place: Place): number {
    return dayBegan(this.trueNow(), place.timezone)
  }

  /** The time by the server's clock, as far as this device knows how wrong its own is (milliseconds). */
  private trueNow(): number {
    return Date.now() - (this.state.sync.skew ?? 0)
  }

  /** Ask the server as long as it answers in time; otherwise what this desk decided stands. */
  private async settle(shown: Shown, entry: Entry | null, decision: Decision, direction: Direction, read: number): Promise<Verdict> {
    const nonce = crypto.randomUUID()
    if (this.sync?.isReachable && this.server) {
      const before = entry ? this.passes.get(entry.guest_id) : undefined
      const asked = shown.guest_id ? { guest_id: shown.guest_id } : { token: shown.token ?? '' }
      const asking = this.server.checkIn(asked, direction, nonce, AbortSignal.timeout(PATIENCE_MS))
      const glance = setTimeout(() => entry && this.glance(entry, decision, direction, nonce, read), GLANCE_MS)
      try {
        const scan = await asking
        clearTimeout(glance)
        if (entry && !PASSED.includes(scan.result as Decision['result'])) this.takeBack(entry.guest_id, nonce, before)
        return await this.told(scan, entry, read)
      } catch (error) {
        clearTimeout(glance)
        if (error instanceof Ended) await this.end(error.revoked)
        else if (!isAway(error)) console.warn('the desk goes on alone', error)
        this.sync?.lost()
      }
    }
    return this.alone(shown, entry, decision, direction, read, nonce)
  }

  /** What this desk itself says of a badge it knows, shown while the server is still being asked. */
  private glance(entry: Entry, decision: Decision, direction: Direction, nonce: string, read: number): void {
    const at = new Date(this.trueNow()).toISOString()
    if (PASSED.includes(decision.result)) {
      this.passes.set(entry.guest_id, { inside: decision.result === 'admitted', at, door: this.state.place?.door ?? '', nonce, kept: false })
    }
    this.show({ ...decision, nonce, at, direction, entry, alone: true, asking: true, read })
  }

  /** The server says otherwise: nobody has gone through. */
  private takeBack(guestId: string, nonce: string, before: Pass | undefined): void {
    if (this.passes.get(guestId)?.nonce !== nonce) return
    if (before) this.passes.set(guestId, before)
    else this.passes.delete(guestId)
  }

  private async told(scan: Scan, known: Entry | null, read: number): Promise<Verdict> {
    const entry = known ?? (scan.guest as Entry | null)
    const result = scan.result as Decision['result']
    if (entry && PASSED.includes(result)) {
      const inside = result === 'admitted'
      await this.pass(entry.guest_id, { inside, at: scan.at, door: scan.door, nonce: scan.nonce, kept: true })
    }
    const decision = { result, since: scan.inside_since, door: scan.inside_door }
    return this.show({ ...decision, nonce: scan.nonce, at: scan.at, direction: scan.direction as Direction, entry, alone: false, read })
  }

  private async alone(
    shown: Shown, entry: Entry | null, decision: Decision, direction: Direction, read: number, nonce: string,
  ): Promise<Verdict> {
    // A scan is brought with the time this device showed; the server knows how far that is out.
    const shown_at = new Date().toISOString()
    const at = new Date(this.trueNow()).toISOString()
    // The code of a card we know is not kept: whoever finds it on the device could open the entry.
    const { token, ...known } = shown
    const what = known.lookup || known.guest_id ? known : { token: token ?? '' }
    const waiting: store.Waiting = { nonce, at: shown_at, direction, result: decision.result, ...what, ...(entry ? { of: entry.guest_id } : {}) }
    const put: [('outbox' | 'passes'), string, unknown][] = [['outbox', nonce, waiting]]
    if (entry && PASSED.includes(decision.result)) {
      const pass = { inside: decision.result === 'admitted', at, door: this.state.place?.door ?? '', nonce, kept: false }
      this.passes.set(entry.guest_id, pass)
      put.push(['passes', entry.guest_id, pass])
    }
    await store.write({ put })
    this.change({ sync: { ...this.state.sync, waiting: this.state.sync.waiting + 1 } })
    return this.show({ ...decision, nonce, at, direction, entry, alone: true, read })
  }

  private async pass(guestId: string, pass: Pass): Promise<void> {
    this.passes.set(guestId, pass)
    await store.write({ put: [['passes', guestId, pass]] })
  }

  private show(verdict: Omit<Verdict, 'ready'>): Verdict {
    const { verdicts } = this.state
    const earlier = verdicts.find((one) => one.nonce === verdict.nonce)
    const isSame = earlier !== undefined && earlier.result === verdict.result
    const shown = { ...verdict, ready: isSame ? earlier.ready : performance.now() }
    const others = verdicts.map((one) => (one === earlier ? shown : one))
    // An answer that differs from the first glance comes to the front again; the same one stays where it is.
    const next = isSame ? others : [shown, ...verdicts.filter((one) => one !== earlier)]
    this.change({ verdicts: next.slice(0, KEPT_VERDICTS) })
    return shown
  }

  private isSameGesture(code: string, direction: Direction, read: number): boolean {
    const { last } = this
    const same = last !== null && last.code === code && last.direction === direction && read - last.at < SAME_GESTURE_MS
    this.last = { code, direction, at: read }
    return same
  }

  /** Nothing of the conference stays on a device that was revoked. Scans not yet brought stay until it is enrolled anew
   * where only the token has run out. */
  async end(revoked: boolean): Promise<void> {
    this.rest()
    if (revoked) await store.wipe()
    else await store.write({ clear: ['cards', 'names'], put: [['kept', 'token', null], ['kept', 'cursors', null]] })
    this.passes = new Map()
    this.names.clear()
    const sync = revoked ? NOTHING : { ...NOTHING, ...(await this.counts()) }
    this.change({ phase: revoked ? 'revoked' : 'ended', place: null, verdicts: [], sync, searchable: 0 })
  }

  /** Somebody wants the desk up to date now. */
  hurry(): void {
    void this.sync?.run()
  }
}
