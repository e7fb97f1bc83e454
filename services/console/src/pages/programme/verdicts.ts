/** How a meeting would stand somewhere, rule by rule, as scheduling says it; asked while it is carried, and before it is put. */
import { queryOptions } from '@tanstack/react-query'
import { answer } from '../../api/client'
import { api } from '../../session/api'

export interface Target {
  hostId: string
  roomId: string
  starts: string
}

export const verdictsOf = (edition: string, meetingId: string, { hostId, roomId, starts }: Target) =>
  queryOptions({
    queryKey: [edition, 'verdicts', meetingId, hostId, roomId, starts],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/editions/{edition}/meetings/{meeting_id}/verdicts', { params: { path: { edition, meeting_id: meetingId }, query: { host_id: hostId, room_id: roomId, starts } } }))).items.filter((one) => !one.kept),
    meta: { hears: ['scheduling.'], edition },
  })
