/** Check-in desks as organisers see them: which devices there are, and what they did that cannot be right. */
import { useWords } from '../../i18n/language'
import { desks as words } from '../../i18n/words/desks'
import { shell } from '../../i18n/words/shell'
import { useEditionId } from '../../shell/editions'
import { Badges } from './Badges'
import { Devices } from './Devices'
import { Inbox } from './Inbox'
import './desks.css'

export function Desks() {
  const t = useWords()
  const edition = useEditionId()
  return (
    <div className="stack desks">
      <h1>{t(shell.desk)}</h1>
      <p className="quiet">{t(words.how)}</p>
      <Badges edition={edition} />
      <Devices edition={edition} />
      <Inbox edition={edition} />
    </div>
  )
}
