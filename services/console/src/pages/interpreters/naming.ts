/** What a demand is called: its guest, or where it is for nobody in particular, what it is for. */
import { useMemo } from 'react'
import { fullName, useGuests } from '../../data/named'
import type { Demand } from '../../data/queries'
import { useCode } from '../../i18n/words/codes'

export function useNameOf(edition: string): (demand: Demand) => string {
  const code = useCode()
  const guests = useGuests(edition)
  return useMemo(
    () => (demand) => {
      if (!demand.guest_id) return code('purpose', demand.purpose)
      const guest = guests.get(demand.guest_id)
      return guest ? fullName(guest) : (demand.guest_id.split('.').at(-1) ?? demand.id)
    },
    [code, guests],
  )
}
