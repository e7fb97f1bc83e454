/** Bringing scans home and the list up to date, one at a time, for as long as the page is open. */
import { bringLeft } from './aside'
import type { Desk, SyncState } from './desk'
import { Ended, isAway, type Page, type Server } from './server'
import * as store from './store'
import type { Entry } from './verdict'

const EVERY_MS = 4000
/** While the server is away the desk looks for it more often. */
const LOOKING_MS = 2000
const MOST_SCANS = 1000
/** An exchange slower than this says that the desk had better decide alone. */
const SLOW_MS = 1000
const OLD_SKEW_MS = 10 * 60_000

interface Cursors {
  cards: number
  names: number
}

export class Sync {
  /** Whether the last contact was good and quick. */
  isReachable = false
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false
  private skew: { ms: number; trip: number; at: number } | null = null

  constructor(
    private readonly desk: Desk,
    private readonly server: Server,
    private readonly passes: store.Passes,
  ) {}

  start(): void {
    void this.loop()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** A scan found nobody there: decide alone until an exchange is good again. */
  lost(): void {
    if (!this.isReachable) return
    this.isReachable = false
    this.tell({ reached: false })
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void this.loop(), LOOKING_MS)
  }

  /** One exchange; a second call while one is under way waits for it. */
  run(): Promise<void> {
    this.running ??= this.alone(() => this.exchange()).finally(() => (this.running = null))
    return this.running
  }

  private async loop(): Promise<void> {
    await this.run()
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => void this.loop(), this.isReachable ? EVERY_MS : LOOKING_MS)
  }

  /** One tab of a browser speaks for all. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const locks = navigator.locks as LockManager | undefined // only where the page came by https
    if (!locks) return work()
    await locks.request('convoke-desk', work)
  }

  private async exchange(): Promise<void> {
    try {
      const trip = await this.probe()
      this.isReachable = trip < SLOW_MS
      this.tell({ reached: true })
      const conflicts = await this.bring()
      await bringLeft()
      this.tell({ rejected: await store.count('rejected') })
      const began = Date.now()
      const keptBefore = [...this.passes].filter(([, pass]) => pass.kept)
      await this.pull()
      await this.forget(keptBefore)
      this.tell({ at: began, loading: false, conflicts: this.desk.state.sync.conflicts + conflicts })
      await store.write({ put: [['kept', 'sync', this.desk.state.sync]] })
    } catch (error) {
      this.isReachable = false
      this.tell({ reached: false, loading: false })
      if (error instanceof Ended) await this.desk.end(error.revoked)
      else if (!isAway(error)) console.warn('the exchange with the server failed', error)
    }
  }

  /** How long the way there and back takes, and by how much our clock is ahead. */
  private async probe(): Promise<number> {
    const left = Date.now()
    const began = performance.now()
    const place = await this.server.place()
    const trip = performance.now() - began
    const ms = Math.round(left + trip / 2 - Date.parse(place.now))
    // The quickest exchange tells the clock best; after a while it is too old to be trusted.
    if (!this.skew || trip <= this.skew.trip || Date.now() - this.skew.at > OLD_SKEW_MS) this.skew = { ms, trip, at: Date.now() }
    await store.write({ put: [['kept', 'place', place]] })
    this.desk.change({ place })
    this.tell({ skew: this.skew.ms })
    return trip
  }

  /** Everything decided here, in the order of its making; a scan the server cannot read is put aside, not repeated. */
  private async bring(): Promise<number> {
    let conflicts = 0
    for (;;) {
      const all = [...(await store.readAll<store.Waiting>('outbox')).values()]
      const scans = all.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(0, MOST_SCANS)
      if (scans.length === 0) return conflicts
      const answer = await this.server.bring(scans, this.skew?.ms ?? null)
      const put: ['outbox' | 'rejected' | 'passes', string, unknown][] = []
      for (const item of answer.items) {
        const scan = scans.find((one) => one.nonce === item.nonce) ?? scans[item.place ?? -1]
        if (!scan) continue
        put.push(['outbox', scan.nonce, null])
        if (item.outcome === 'malformed') put.push(['rejected', scan.nonce, { ...scan, errors: item.errors }])
        else if (scan.of) this.keptPass(scan, put)
        if (item.conflict_id) conflicts += 1
      }
      if (put.length === 0) throw new Error('the server said nothing about the scans it was brought')
      await store.write({ put })
      this.tell({ waiting: await store.count('outbox'), rejected: await store.count('rejected') })
    }
  }

  private keptPass(scan: store.Waiting, put: ['outbox' | 'rejected' | 'passes', string, unknown][]): void {
    const pass = scan.of ? this.passes.get(scan.of) : undefined
    if (!scan.of || pass?.nonce !== scan.nonce) return
    const kept = { ...pass, kept: true }
    this.passes.set(scan.of, kept)
    put.push(['passes', scan.of, kept])
  }

  private async pull(): Promise<void> {
    const cursors = (await store.read<Cursors>('kept', 'cursors')) ?? { cards: 0, names: 0 }
    if (cursors.cards === 0) this.tell({ loading: true })
    for await (const page of pages((after) => this.server.cards(after), cursors.cards)) {
      cursors.cards = page.upto
      const cards = page.items.map((item) => ['cards', item.lookup, item.content] as const)
      await store.write({ put: [...cards, ['kept', 'cursors', { ...cursors }]] })
      if (cards.length) this.tell({ cards: await store.count('cards') })
    }
    if (!this.desk.state.place?.rights.includes('search')) return
    for await (const page of pages((after) => this.server.names(after), cursors.names)) {
      cursors.names = page.upto
      const entries = page.items.map((item) => JSON.parse(item.content) as Entry)
      await this.desk.names.keep(page.upto, entries, ['cursors', { ...cursors }])
      if (entries.length) this.desk.change({ searchable: this.desk.names.size })
    }
  }

  /** Passes the list now knows by itself. */
  private async forget(kept: readonly (readonly [string, { nonce: string }])[]): Promise<void> {
    const gone = kept.filter(([guest, pass]) => this.passes.get(guest)?.nonce === pass.nonce).map(([guest]) => guest)
    for (const guest of gone) this.passes.delete(guest)
    await store.write({ put: gone.map((guest) => ['passes', guest, null] as const) })
  }

  private tell(part: Partial<SyncState>): void {
    this.desk.change({ sync: { ...this.desk.state.sync, ...part } })
  }
}

async function* pages(get: (after: number) => Promise<Page>, after: number): AsyncGenerator<Page> {
  for (;;) {
    const page = await get(after)
    yield page
    after = page.upto
    if (page.complete) return
  }
}
