/** What is closed or slowed, each on a line; a stretch is closed and opened again here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { everything, PAGE, type Shapes } from '../../api/client'
import { useNow } from '../../data/now'
import { useWords } from '../../i18n/language'
import { instant, useTimes } from '../../i18n/time'
import { arrivals as words } from '../../i18n/words/arrivals'
import { useCode } from '../../i18n/words/codes'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { may } from '../../session/roles'
import { useSession } from '../../session/session'
import { useEdition, useZone } from '../../shell/editions'
import { useRefusal } from '../../ui/answers'
import { Button, Choice, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { notice } from '../../ui/notice'
import { State } from '../../ui/state'

export function Closures({ edition }: { edition: string }) {
  const t = useWords()
  const code = useCode()
  const times = useTimes(useZone())
  const client = useQueryClient()
  const planner = may(useSession()?.role, 'plan')
  const refusal = useRefusal()
  const [closing, setClosing] = useState(false)
  const hour = useNow(useEdition()).at
  const { data } = useQuery({
    queryKey: [edition, 'closures'],
    queryFn: () => everything((after) => api.GET('/api/v1/editions/{edition}/closures', { params: { path: { edition }, query: { limit: PAGE, ...(after ? { after } : {}) } } })),
    meta: { hears: ['logistics.'], edition },
  })
  if (!data) return null
  const inForce = data.filter((one) => !one.withdrawn && (one.ends === null || Date.parse(one.ends) > hour.getTime()))
  const lift = async (id: string) => {
    // Of an edition that is past, the page's hour; of one to come, now: what has not begun is then withdrawn.
    const at = new Date(Math.min(hour.getTime(), Date.now())).toISOString()
    try {
      await api.POST('/api/v1/editions/{edition}/closures/{closure_id}/lift', { params: { path: { edition, closure_id: id } }, body: { at } })
      await client.invalidateQueries({ queryKey: [edition] })
    } catch (error) {
      notice(refusal(error))
    }
  }
  return (
    <section className="closures" aria-label={t(words.closures)}>
      {inForce.length === 0 ? <State tone="ok">{t(words.noClosures)}</State> : null}
      {inForce.map((one) => (
        <span key={one.id} className="row">
          <State tone={one.limit_kmh || one.percent ? 'warn' : 'bad'}>
            {code('stretch', one.stretch)} · {one.limit_kmh ? t(words.slowed, one.limit_kmh) : t(words.closed)}
            {one.grade ? ` · ${one.grade}` : ''}
          </State>
          <span className="quiet">
            {times.dayAndClock(one.starts)} {t(words.until)} {one.ends ? times.dayAndClock(one.ends) : t(words.untilFurther)}
          </span>
          {planner ? (
            <Button look="bare" onPress={() => void lift(one.id)}>
              {t(words.reopen)}
            </Button>
          ) : null}
        </span>
      ))}
      {planner ? (
        <span className="no-print">
          <Button onPress={() => setClosing(true)}>{t(words.close)}</Button>
        </span>
      ) : null}
      {closing ? <Close edition={edition} onClose={() => setClosing(false)} /> : null}
    </section>
  )
}

type Stretch = Shapes['Notice']['stretch']
const STRETCHES: readonly Stretch[] = ['ZHOUSHAN_BRIDGE', 'HANGZHOU_BAY_BRIDGE', 'ZHUJIAJIAN_BRIDGE', 'CAR_FERRY', 'SEA_SHANGHAI', 'SEA_PUTUOSHAN', 'HSN_AIR', 'NGB_AIR', 'HGH_AIR', 'PVG_AIR', 'SHA_AIR', 'NGB_RAIL_LINE']

function Close({ edition, onClose }: { edition: string; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const zone = useZone()
  const days = useEdition()
  const client = useQueryClient()
  const refusal = useRefusal()
  const [stretch, setStretch] = useState<Stretch>('ZHOUSHAN_BRIDGE')
  const [from, setFrom] = useState(`${days?.first_day ?? ''}T06:00`)
  const [until, setUntil] = useState('')
  const [source, setSource] = useState('')
  const [why, setWhy] = useState('')
  const at = (local: string) => instant(local.slice(0, 10), local.slice(11, 16), zone).toISOString()
  const close = async () => {
    try {
      await api.POST('/api/v1/editions/{edition}/closures', { params: { path: { edition } }, body: { stretch, starts: at(from), ends: until ? at(until) : null, source } })
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <Dialog title={t(words.close)} onClose={onClose}>
      <p className="quiet">{t(words.closeHint)}</p>
      <Choice label={t(words.stretch)} value={stretch} options={STRETCHES.map((id) => ({ id, label: code('stretch', id) }))} onChange={setStretch} />
      <Field label={t(words.from_)} type="datetime-local" value={from} onChange={setFrom} />
      <Field label={t(words.to_)} type="datetime-local" value={until} onChange={setUntil} />
      <Field label={t(words.source)} value={source} onChange={setSource} required />
      {why ? <p role="alert">{why}</p> : null}
      <div className="row">
        <Button look="main" disabled={!source || !from} onPress={() => void close()}>
          {t(shell.save)}
        </Button>
        <Button onPress={onClose}>{t(shell.cancel)}</Button>
      </div>
    </Dialog>
  )
}
