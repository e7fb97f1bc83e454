/** Language and look of this desk. */
import { speak, useLanguage, useWords } from '../i18n/language'
import { useTheme, wear } from '../i18n/theme'
import { Button } from '../ui/controls'
import { words } from './words'

export function Settings() {
  const t = useWords()
  const lang = useLanguage()
  const theme = useTheme()
  const isDark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  return (
    <div className="row" role="group" aria-label={t(words.settings)}>
      <Button lang={lang === 'zh' ? 'en' : 'zh-CN'} onPress={() => speak(lang === 'zh' ? 'en' : 'zh')}>
        {t(words.other.language)}
      </Button>
      <Button onPress={() => wear(isDark ? 'light' : 'dark')}>{t(isDark ? words.light : words.dark)}</Button>
    </div>
  )
}
