/** Links to this vehicle's sheet: a driver has no account. Each is told once, and ended alone. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, everything, PAGE } from '../../api/client'
import { useWords } from '../../i18n/language'
import { arrivals as words } from '../../i18n/words/arrivals'
import { api } from '../../session/api'
import { Refusal, useRefusal } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { CopyLink } from '../../ui/CopyLink'
import { State } from '../../ui/state'

export function SheetLinks({ edition, vehicle }: { edition: string; vehicle: string }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [made, setMade] = useState<{ id: string; link: string } | null>(null)
  const [why, setWhy] = useState('')
  const queryKey = [edition, 'sheet-links', vehicle]
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/sheet-links', { params: { path: { edition }, query: { vehicle_id: vehicle, limit: PAGE, ...(after ? { after } : {}) } } })),
  })
  const attempt = async (act: () => Promise<void>) => {
    try {
      setWhy('')
      await act()
      await client.invalidateQueries({ queryKey })
    } catch (refused) {
      setWhy(refusal(refused))
    }
  }
  const make = () =>
    attempt(async () => {
      const opened = await answer(api.POST('/api/v1/editions/{edition}/vehicles/{vehicle_id}/sheet-links', { params: { path: { edition, vehicle_id: vehicle } } }))
      setMade({ id: opened.id, link: location.origin + opened.path })
    })
  const end = (id: string) =>
    attempt(async () => {
      await api.POST('/api/v1/editions/{edition}/sheet-links/{link_id}/end', { params: { path: { edition, link_id: id } } })
      setMade((standing) => (standing?.id === id ? null : standing))
    })
  const open = data?.filter((one) => !one.ended) ?? []
  return (
    <div className="no-print">
      <Panel
        title={t(words.links)}
        tools={
          <Button look="main" onPress={() => void make()}>
            {t(words.makeLink)}
          </Button>
        }
      >
        <div className="stack">
          <p className="quiet">{t(words.linkHint)}</p>
          {made ? (
            <p className="row made-link">
              <CopyLink link={made.link} /> <span className="meta">{t(words.toldOnce)}</span>
            </p>
          ) : null}
          {why ? <p role="alert">{why}</p> : null}
          {error ? <Refusal error={error} /> : null}
          <ul className="stack">
            {open.map((one) => (
              <li key={one.id} className="row">
                <State tone="ok">{t(words.linkGood, one.good_until)}</State>
                <span className="grow" />
                <Button look="bad" onPress={() => void end(one.id)}>
                  {t(words.endLink)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      </Panel>
    </div>
  )
}
