/** The two parties at a long table; the interpreter sits behind the host. */
import { useCalled } from '../../data/named'
import type { Meeting } from '../../data/queries'
import { useWords } from '../../i18n/language'
import { programme as words } from '../../i18n/words/programme'
import { seats } from './seats'

export function SeatPlan({ edition, meeting, interpreterId }: { edition: string; meeting: Meeting; interpreterId: string | null }) {
  const t = useWords()
  const called = useCalled(edition)
  const place = meeting.placement
  if (!place) return null
  const plan = seats([place.host_id], [meeting.guest_id, ...(meeting.accompanying ?? [])])
  const name = (id: string, side: 'host' | 'guest') => (side === 'host' ? called.host(id) : called.guest(id))
  return (
    <figure className="seat-plan">
      <figcaption>
        <h3>{t(words.seat)}</h3>
        <span className="meta">{t(words.seatNote)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${plan.width} ${plan.height + 40}`} role="img" aria-label={plan.seats.map((seat) => name(seat.id, seat.side)).join(', ')}>
        <rect x="20" y="52" width={plan.width - 40} height="76" rx="4" className="table" />
        {plan.seats.map((seat) => (
          <g key={seat.id} transform={`translate(${seat.x} ${seat.y})`}>
            <circle r="9" className={seat.order === 0 ? 'principal' : 'chair'} />
            <text y={seat.side === 'guest' ? -14 : 24} textAnchor="middle">
              {name(seat.id, seat.side)}
            </text>
          </g>
        ))}
        {interpreterId ? (
          <g transform={`translate(${(plan.seats.find((seat) => seat.side === 'host')?.x ?? 100) - 40} ${plan.height + 4})`}>
            <circle r="7" className="interpreter" />
            <text y="22" textAnchor="middle">
              {called.interpreter(interpreterId)}
            </text>
          </g>
        ) : null}
      </svg>
    </figure>
  )
}
