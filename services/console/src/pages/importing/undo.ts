/** Takes an import of guests back: what it changed gets its former values, what it made is withdrawn. */
import type { Shapes } from '../../api/client'
import { api } from '../../session/api'
import { restorable, type Change, type NewRow, type Report } from './wizard'

export interface Undone {
  done: number
  left: string[]
}

const FIELDS = new Set<string>([
  'person_id', 'family_name', 'given_name', 'own_script_name', 'birth_date', 'country', 'organisation', 'post', 'rank', 'language',
  'fallback_language', 'fallback_accepted_by', 'precedence', 'head_of_delegation', 'email', 'refuses', 'interpreter_gender', 'delegation_id',
])

/** What the API takes of a former state; a delegation goes by its reference. */
export function formerFields(before: Record<string, unknown>): Shapes['GuestFields'] {
  const kept = Object.entries(restorable(before)).filter(([name]) => FIELDS.has(name))
  const stated = kept.map(([name, value]) => [name, name === 'delegation_id' && typeof value === 'string' ? value.split('.').at(-1) : value])
  return Object.fromEntries(stated) as Shapes['GuestFields']
}

export async function undo(edition: string, report: Report): Promise<Undone> {
  const outcome: Undone = { done: 0, left: [] }
  const attempt = async (key: string, act: Promise<unknown>) => {
    try {
      await act
      outcome.done++
    } catch {
      outcome.left.push(key)
    }
  }
  const path = (key: string) => ({ edition, guest_id: `${edition}.g.${key}` })
  for (const change of report.changed as unknown as Change[]) {
    const body = formerFields(change.before)
    if (Object.keys(body).length === 0) outcome.left.push(change.key)
    else await attempt(change.key, api.PATCH('/api/v1/editions/{edition}/guests/{guest_id}', { params: { path: path(change.key) }, body }))
  }
  for (const made of report.new as unknown as NewRow[]) {
    await attempt(made.key, api.POST('/api/v1/editions/{edition}/guests/{guest_id}/withdraw', { params: { path: path(made.key) }, body: { reason: 'import undone' } }))
  }
  return outcome
}
