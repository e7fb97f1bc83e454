/** Hotels with the rooms held there and how full they are in their fullest night. */
import { useQuery } from '@tanstack/react-query'
import { useName, useWords } from '../../i18n/language'
import { lodging as words } from '../../i18n/words/lodging'
import { Refusal, Waiting } from '../../ui/answers'
import { State } from '../../ui/state'
import { Heads, NothingYet } from './Lodging'
import { PaperLink } from './PaperLink'
import { allotmentsOf, blocksOf, filled, hotelsOf } from './queries'

export function Hotels({ edition }: { edition: string }) {
  const t = useWords()
  const name = useName()
  const hotels = useQuery(hotelsOf(edition))
  const blocks = useQuery(blocksOf(edition))
  const allotments = useQuery(allotmentsOf(edition))
  const error = hotels.error ?? blocks.error ?? allotments.error
  if (error) return <Refusal error={error} />
  if (!hotels.data || !blocks.data || !allotments.data) return <Waiting />
  if (!hotels.data.length) return <NothingYet edition={edition} what="hotels">{t(words.noHotels)}</NothingYet>
  return (
    <div className="panel scroll">
      <table className="rows">
        <Heads of={[words.hotel, words.block, words.state, words.contact, words.roomingList]} />
        <tbody>
          {hotels.data.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {name(one.name, one.name_zh)} <span className="meta">{t(words.stars, one.stars)}</span>
              </th>
              <td>
                {filled(one.id, blocks.data, allotments.data).map(({ kind, rooms, taken }) => (
                  <div key={kind}>
                    {t(kind === 'suite' ? words.suite : words.standard)}: {t(words.used, taken, rooms)}
                  </div>
                ))}
              </td>
              <td>
                <State tone={one.licensed_for_foreigners ? 'ok' : 'warn'}>{t(one.licensed_for_foreigners ? words.foreigners : words.notForeigners)}</State>
              </td>
              <td>
                {one.address} {one.phone}
              </td>
              <td>
                <PaperLink edition={edition} kind="rooming" reference={one.reference} label={t(words.roomingList)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
