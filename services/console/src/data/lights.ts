/** The ready light of every meeting of an edition, as scheduling has it: six lamps, and the worst of them. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Shapes } from '../api/client'
import { useCode } from '../i18n/words/codes'
import { meetingsOf, readinessOf, type Meeting } from './queries'

export type Light = 'ready' | 'amber' | 'red'
export type Lamp = Shapes['Readiness']['lamps'][number]

export interface LitMeeting {
  meeting: Meeting
  light: Light
  lamps: readonly Lamp[]
}

const LIGHT_OF = { green: 'ready', amber: 'amber', red: 'red' } as const

/** Cancelled meetings have no light; undefined until all has been read. */
export function useLights(edition: string): LitMeeting[] | undefined {
  const meetings = useQuery(meetingsOf(edition)).data
  const readiness = useQuery(readinessOf(edition)).data
  return useMemo(() => (meetings && readiness ? lit(meetings, readiness) : undefined), [meetings, readiness])
}

export function lit(meetings: readonly Meeting[], readiness: readonly Shapes['Readiness'][]): LitMeeting[] {
  const known = new Map(readiness.map((one) => [one.meeting_id, one]))
  return meetings.flatMap((meeting) => {
    const found = known.get(meeting.id)
    return !found || found.light === 'off' ? [] : [{ meeting, light: LIGHT_OF[found.light], lamps: found.lamps }]
  })
}

/** The lamps that are not green, in words; a meeting without a place says which rules are in the way. */
export function useReasons(): (one: LitMeeting) => string[] {
  const code = useCode()
  return ({ meeting, lamps }) => {
    if (!meeting.placement) return meeting.rules.length ? meeting.rules.map((rule) => code('rule', rule)) : [code('meeting_state', meeting.state)]
    return lamps.filter((lamp) => lamp.light === 'red' || lamp.light === 'amber').map((lamp) => `${code('lamp', lamp.part)}: ${lamp.says.split(', ').map((one) => code('lamp_says', one)).join(', ')}`)
  }
}
