/** Badges of an edition: who has none yet gets one, ready for the printer. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/client'
import type { BadgePrint } from '../../badge/Card'
import { PrintBadges } from '../../badge/PrintBadges'
import { guestsOf } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { desks as words } from '../../i18n/words/desks'
import { api } from '../../session/api'
import { useEdition } from '../../shell/editions'
import { Refusal, useRefusal, Waiting } from '../../ui/answers'
import { Button, Panel } from '../../ui/controls'
import { State } from '../../ui/state'

/** So many cards are laid out for the printer together. */
const TOGETHER = 200

export function Badges({ edition }: { edition: string }) {
  const t = useWords()
  const client = useQueryClient()
  const refusal = useRefusal()
  const conference = useEdition()
  const { data, error, refetch } = useQuery(guestsOf(edition))
  const [made, setMade] = useState<readonly BadgePrint[]>([])
  const [fault, setFault] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const expected = data?.filter((guest) => guest.state !== 'withdrew') ?? []
  const lacking = expected.filter((guest) => guest.badge_serial === 0).length
  const make = async () => {
    setBusy(true)
    setFault(null)
    try {
      const cards = await answer(api.POST('/api/v1/editions/{edition}/missing-badges', { params: { path: { edition } }, body: { limit: TOGETHER } }))
      setMade(cards.items)
      await client.invalidateQueries({ queryKey: guestsOf(edition).queryKey })
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }
  const tools = lacking ? (
    <Button look="main" disabled={busy} onPress={() => void make()}>
      {t(words.makeBadges, Math.min(lacking, TOGETHER))}
    </Button>
  ) : null
  return (
    <Panel title={t(words.badges)} tools={tools}>
      {error ? <Refusal error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data ? <State tone={lacking ? 'warn' : 'ok'}>{lacking ? t(words.lacking, lacking, expected.length) : t(words.allBadges)}</State> : null}
      {fault ? <p className="field-error" role="alert">{refusal(fault)}</p> : null}
      {made.length && conference ? <PrintBadges badges={made} conference={conference} onClose={() => setMade([])} /> : null}
    </Panel>
  )
}
