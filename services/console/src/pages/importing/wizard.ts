/** What the import wizard keeps and sends; the file stays in the browser between preview and writing. */
import { Problem, type Shapes } from '../../api/client'
import { token } from '../../session/session'

export type Report = Shapes['Imported']

export const KINDS = ['guests', 'delegations', 'replies', 'interpreters', 'rooms', 'hosts', 'host_windows', 'sessions', 'meetings', 'arrivals', 'arrival_updates', 'vehicles', 'absences', 'business_participants', 'business_slots', 'business_requests', 'hotels', 'room_blocks', 'lodging_wishes', 'outings', 'sittings', 'departures', 'journeys', 'needs', 'planning_times', 'reception_limits'] as const
export type Kind = (typeof KINDS)[number]

export interface Change {
  row: number
  key: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}
export interface NewRow {
  row: number
  key: string
  values: Record<string, unknown>
}
export interface Rejection {
  row: number
  field: string
  code: string
  message: string
  value: string
}
export interface NoteLine {
  row: number
  code: string
  message: string
}

/** What the file's header lacks, and which headers it has. */
export interface Missing {
  missing: string[]
  found: string[]
}

export function missingOf(error: unknown): Missing | null {
  if (!(error instanceof Problem) || error.code !== 'missing_columns') return null
  const { missing, found } = error.data
  return Array.isArray(missing) && Array.isArray(found) ? { missing: missing.map(String), found: found.map(String) } : null
}

/** Ask for an import: a dry run says what it would change. */
export async function send(edition: string, kind: Kind, file: File, mapping: Record<string, string>, how: { dryRun: boolean; partial: boolean }): Promise<Report> {
  const form = new FormData()
  form.set('file', file)
  form.set('mapping', JSON.stringify(mapping))
  const query = new URLSearchParams({ dry_run: String(how.dryRun), partial: String(how.partial) })
  const response = await fetch(`/api/v1/editions/${encodeURIComponent(edition)}/imports/${kind.replace('_', '-')}?${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token() ?? ''}`, ...(how.dryRun ? {} : { 'Idempotency-Key': crypto.randomUUID() }) },
    body: form,
  })
  const body = (await response.json()) as Report & Partial<Shapes['Problem']>
  if (!response.ok) throw new Problem(response.status, body)
  return body
}

/** The rejected rows as a file to be mended and imported again: row, field, reason, value. */
export function rejectedRows(rejected: readonly Rejection[], head: readonly string[]): string[][] {
  return [[...head], ...rejected.map((one) => [String(one.row), one.field, one.message, one.value])]
}

/** Which masked values an undo cannot bring back. */
export function restorable(before: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(before).filter(([, value]) => value !== '•••'))
}
