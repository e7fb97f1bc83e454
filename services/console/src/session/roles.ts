/** What each role may do, as the gateway's routes have it: a page nobody may see is not offered. */
import type { Saying } from '../i18n/language'
import { shell } from '../i18n/words/shell'
import type { Role } from './session'

export type Act =
  | 'plan' // change guests, meetings, arrivals, the roster; import
  | 'see-private' // needs, birth date, the end of a passport number
  | 'issue-badges'
  | 'manage' // accounts, devices, the trail
  | 'see-scans'

const MAY: Record<Role, readonly Act[]> = {
  organiser: ['plan', 'see-private', 'issue-badges', 'manage', 'see-scans'],
  coordinator: ['plan', 'see-private', 'issue-badges', 'see-scans'],
  desk: ['issue-badges'],
  viewer: [],
}

export function may(role: Role | undefined, act: Act): boolean {
  return role !== undefined && MAY[role].includes(act)
}

export const ROLE_NAMES: Record<Role, Saying> = {
  organiser: shell.organiser,
  coordinator: shell.coordinator,
  desk: shell.deskRole,
  viewer: shell.viewerRole,
}
