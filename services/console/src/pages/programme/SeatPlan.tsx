/** The seats of a meeting as scheduling places them, seen from above. */
import { useQuery } from '@tanstack/react-query'
import { answer } from '../../api/client'
import { useName, useWords } from '../../i18n/language'
import { programme as words } from '../../i18n/words/programme'
import { api } from '../../session/api'

const SCALE = 96
const MARGIN = 70

export function SeatPlan({ edition, meetingId }: { edition: string; meetingId: string }) {
  const t = useWords()
  const name = useName()
  const { data } = useQuery({
    queryKey: [edition, 'seating', meetingId],
    queryFn: () => answer(api.GET('/api/v1/editions/{edition}/meetings/{meeting_id}/seating', { params: { path: { edition, meeting_id: meetingId } } })),
    meta: { hears: ['scheduling.meeting', 'matching.interpreter'], edition },
    retry: false,
  })
  if (!data?.seats.length) return null
  const xs = data.seats.map((seat) => seat.x)
  const ys = data.seats.map((seat) => seat.y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const width = (right - left) * SCALE + 2 * MARGIN
  const height = (bottom - top) * SCALE + 2 * 40
  const called = (person: { name: string; name_zh: string }) => name(person.name, person.name_zh)
  return (
    <figure className="seat-plan">
      <figcaption>
        <h3>{t(words.seat)}</h3>
        <span className="meta">{t(words.seatNote)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={data.seats.map((seat) => (seat.person ? called(seat.person) : '')).filter(Boolean).join(', ')}>
        {data.seats.map((seat, place) => (
          <g key={place} transform={`translate(${(seat.x - left) * SCALE + MARGIN} ${(seat.y - top) * SCALE + 36})`}>
            <circle r="9" className={seat.part === 'interpreter' ? 'interpreter' : seat.order === 0 ? 'principal' : seat.side === 'guest' ? 'guest' : 'chair'} />
            {seat.person ? (
              <text y={seat.side === 'guest' ? -14 : 24} textAnchor="middle">
                {called(seat.person)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </figure>
  )
}
