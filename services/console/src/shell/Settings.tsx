/** Language and colours: small, always at hand. */
import { speak, useLanguage, useWords } from '../i18n/language'
import { THEMES, useTheme, wear } from '../i18n/theme'
import { shell } from '../i18n/words/shell'
import { Button, MenuButton } from '../ui/controls'

export function LanguageSwitch() {
  const t = useWords()
  const lang = useLanguage()
  return (
    <Button look="bare" onPress={() => speak(lang === 'en' ? 'zh' : 'en')} lang={lang === 'en' ? 'zh-CN' : 'en-GB'}>
      {t(shell.language)}
    </Button>
  )
}

export function ThemeMenu() {
  const t = useWords()
  const theme = useTheme()
  return (
    <MenuButton label={<span aria-hidden="true">◐</span>} name={t(shell.theme)}>
      {THEMES.map((one) => (
        <Button key={one} look="bare" aria-pressed={theme === one} onPress={() => wear(one)}>
          {t(shell[one])}
        </Button>
      ))}
    </MenuButton>
  )
}
