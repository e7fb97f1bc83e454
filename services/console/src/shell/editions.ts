import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { everything, PAGE } from '../api/client'
import { HOST_ZONE } from '../i18n/time'
import { api } from '../session/api'

export const editionsQuery = queryOptions({
  queryKey: ['editions'],
  queryFn: () => everything((after) => api.GET('/api/v1/editions', { params: { query: { limit: PAGE, ...(after ? { after } : {}) } } })),
  meta: { hears: ['registration.edition'] },
})

/** The edition in the address, with its zone and days; undefined until it has been read. */
export function useEdition() {
  const { edition } = useParams({ strict: false })
  const { data } = useQuery(editionsQuery)
  return data?.find((one) => one.id === edition)
}

export function useEditionId(): string {
  const { edition } = useParams({ strict: false })
  return edition ?? ''
}

export function useZone(): string {
  return useEdition()?.timezone ?? HOST_ZONE
}
