/** The pages of an edition, in the order of the bar, each with its key (pressed after `g`) and who may open it. */
import type { Saying } from '../i18n/language'
import { shell } from '../i18n/words/shell'
import type { Role } from '../session/session'

export interface PageEntry {
  id: 'overview' | 'guests' | 'interpreters' | 'programme' | 'arrivals' | 'lodging' | 'changes' | 'desks'
  key: string
  title: Saying
  roles: readonly Role[]
}

const STAFF: readonly Role[] = ['organiser', 'coordinator', 'desk', 'viewer']

export const PAGES: readonly PageEntry[] = [
  { id: 'overview', key: 'o', title: shell.overview, roles: STAFF },
  { id: 'guests', key: 'u', title: shell.guests, roles: STAFF },
  { id: 'interpreters', key: 'i', title: shell.interpreters, roles: STAFF },
  { id: 'programme', key: 'p', title: shell.programme, roles: STAFF },
  { id: 'arrivals', key: 'a', title: shell.arrivals, roles: STAFF },
  { id: 'lodging', key: 'l', title: shell.lodging, roles: STAFF },
  { id: 'changes', key: 'c', title: shell.changes, roles: STAFF },
  { id: 'desks', key: 'd', title: shell.desk, roles: ['organiser', 'coordinator'] },
]

export function pagesOf(role: Role | undefined): readonly PageEntry[] {
  return PAGES.filter((page) => role !== undefined && page.roles.includes(role))
}
