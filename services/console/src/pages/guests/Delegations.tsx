/** Delegations, each in its order of precedence. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { byId, fullName } from '../../data/named'
import { delegationsOf, type Guest } from '../../data/queries'
import { useName, useWords } from '../../i18n/language'
import { useCode } from '../../i18n/words/codes'
import { guests as words } from '../../i18n/words/guests'
import { Empty, Refusal, Waiting } from '../../ui/answers'
import { Panel } from '../../ui/controls'
import { Rank, State } from '../../ui/state'
import { STATE_TONE } from './columns'

/** Only the guests that pass the filters; a delegation without any of them is left out. */
export function Delegations({ edition, guests }: { edition: string; guests: readonly Guest[] }) {
  const t = useWords()
  const name = useName()
  const { data, error, isPending, refetch } = useQuery(delegationsOf(edition))
  if (isPending) return <Waiting />
  if (!data) return <Refusal error={error} retry={() => void refetch()} />
  const known = byId(guests)
  const groups = data.map((one) => ({ one, members: one.precedence.map((id) => known.get(id)).filter((guest) => guest !== undefined) })).filter(({ members }) => members.length)
  const alone = guests.filter((guest) => !guest.delegation_id)
  if (!groups.length && !alone.length) return <Empty>{t(words.none)}</Empty>
  return (
    <div className="delegation-list">
      {groups.map(({ one, members }) => (
        <Panel key={one.id} title={name(one.name_en, one.name_zh)} tools={one.sister_city ? <State tone="info">{t(words.sisterCity)}</State> : null}>
          <Members edition={edition} members={members} head={one.head_guest_id} />
        </Panel>
      ))}
      {alone.length ? (
        <Panel title={t(words.noDelegation)}>
          <Members edition={edition} members={alone} head={null} />
        </Panel>
      ) : null}
    </div>
  )
}

function Members({ edition, members, head }: { edition: string; members: readonly Guest[]; head: string | null }) {
  const t = useWords()
  const code = useCode()
  return (
    <ol>
      {members.map((guest, place) => (
        <li key={guest.id}>
          <span className="place">{place + 1}</span>
          <Rank rank={guest.rank} />
          <span className="grow">
            <Link to="/editions/$edition/guests/$guest" params={{ edition, guest: guest.id }}>
              {fullName(guest)}
            </Link>{' '}
            <span className="quiet">{guest.post}</span>
            {guest.id === head ? <strong> · {t(words.head)}</strong> : null}
          </span>
          <State tone={STATE_TONE[guest.state]}>{code('guest_state', guest.state)}</State>
        </li>
      ))}
    </ol>
  )
}
