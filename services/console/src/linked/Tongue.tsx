/** Whoever has a link has no settings: the language is chosen on the page. */
import { LANGUAGES, say, speak, useLanguage, useWords } from '../i18n/language'
import { Choice } from '../ui/controls'

const NAMES = { en: 'English', zh: '中文' }
const tongue = say('Language', '语言')

export function Tongue() {
  const t = useWords()
  return (
    <div className="no-print">
      <Choice label={t(tongue)} hideLabel value={useLanguage()} options={LANGUAGES.map((id) => ({ id, label: NAMES[id] }))} onChange={speak} />
    </div>
  )
}
