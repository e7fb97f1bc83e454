/** What this desk asks the gateway, and what an answer means for the desk itself. */
import { answer, connect, isUnreachable, Problem, type Api, type Shapes } from '../api/client'
import type { Waiting } from './store'
import type { Direction } from './verdict'

export type Place = Shapes['Place']
export type Scan = Shapes['Scan']
export type Page = Shapes['ListPage']
export type BadgePrint = Shapes['BadgePrint']
export type WalkIn = Shapes['WalkIn']

/** This device may do nothing any more: `revoked` by somebody, or its token is not good here. */
export class Ended extends Error {
  readonly revoked: boolean

  constructor(revoked: boolean) {
    super(revoked ? 'device_revoked' : 'token_not_good')
    this.revoked = revoked
  }
}

export const PAGE = 2000

export class Server {
  private readonly api: Api
  private readonly edition: string

  constructor(token: string, edition: string) {
    this.api = connect(() => token)
    this.edition = edition
  }

  /** Which edition a token belongs to, and where its device stands. */
  static async enrol(token: string): Promise<Place> {
    const api = connect(() => token)
    const owner = await told(answer(api.GET('/api/v1/access/principal')))
    const edition = owner.editions[0]
    if (owner.kind !== 'device' || edition === undefined) throw new Ended(false)
    return new Server(token, edition).place()
  }

  place(): Promise<Place> {
    return told(answer(this.api.GET('/api/v1/editions/{edition}/desk', { params: { path: this.at } })))
  }

  /** One scan, answered by the server; times out by the signal. */
  checkIn(shown: { token?: string; guest_id?: string }, direction: Direction, nonce: string, signal: AbortSignal): Promise<Scan> {
    const body = { ...shown, direction, nonce }
    return told(answer(this.api.POST('/api/v1/editions/{edition}/check-ins', { params: { path: this.at }, body, signal })))
  }

  bring(scans: readonly Waiting[], skew: number | null): Promise<Shapes['KeptScans']> {
    // What only the device needs to know of a scan stays on it.
    const brought = scans.map(({ nonce, at, direction, result, lookup, token, guest_id }) => ({
      nonce, at, direction, result, ...(lookup ? { lookup } : {}), ...(token ? { token } : {}), ...(guest_id ? { guest_id } : {}),
    }))
    const body = { scans: brought, sent_at: new Date().toISOString(), skew_ms: skew }
    return told(answer(this.api.POST('/api/v1/editions/{edition}/desk/scans', { params: { path: this.at }, body })))
  }

  cards(after: number): Promise<Page> {
    const query = { after, limit: PAGE }
    return told(answer(this.api.GET('/api/v1/editions/{edition}/desk/cards', { params: { path: this.at, query } })))
  }

  names(after: number): Promise<Page> {
    const query = { after, limit: PAGE }
    return told(answer(this.api.GET('/api/v1/editions/{edition}/desk/names', { params: { path: this.at, query } })))
  }

  walkIn(body: WalkIn): Promise<BadgePrint> {
    return told(answer(this.api.POST('/api/v1/editions/{edition}/desk/walk-ins', { params: { path: this.at }, body })))
  }

  reissue(guest_id: string, reason: string): Promise<BadgePrint> {
    const path = { ...this.at, guest_id }
    return told(answer(this.api.POST('/api/v1/editions/{edition}/guests/{guest_id}/badge/reissue', { params: { path }, body: { reason } })))
  }

  print(guest_id: string): Promise<BadgePrint> {
    const path = { ...this.at, guest_id }
    return told(answer(this.api.GET('/api/v1/editions/{edition}/guests/{guest_id}/badge/print', { params: { path } })))
  }

  private get at(): { edition: string } {
    return { edition: this.edition }
  }
}

async function told<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && error.status === 401) throw new Ended(error.code === 'device_revoked')
    throw error
  }
}

/** Whether the desk has to go on alone for now. */
export function isAway(error: unknown): boolean {
  return isUnreachable(error) || (error instanceof DOMException && ['AbortError', 'TimeoutError'].includes(error.name))
}
