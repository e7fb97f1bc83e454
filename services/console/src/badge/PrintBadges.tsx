/** Cards that were just made: the first one to be looked at, all of them for the printer, one a page. */
import { createPortal } from 'react-dom'
import { plural, say, tell, useWords } from '../i18n/language'
import { Button } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { Card, type BadgePrint, type Conference } from './Card'

const words = {
  one: tell((reference: string) => `Badge ${reference}`, (reference: string) => `证件 ${reference}`),
  many: tell((n: number) => plural(n, 'badge'), (n: number) => `${n} 张证件`),
  hint: say(
    'A desk knows them within seconds. Its camera reads the code on paper or on this screen.',
    '报到台数秒内即可识别；摄像头可扫描纸质证件或屏幕上的二维码。',
  ),
  again: say('Each can be printed again from its guest’s page.', '可在外宾页面重新打印。'),
  print: say('Print', '打印'),
  close: say('Close', '关闭'),
}

export function PrintBadges({ badges, conference, onClose }: { badges: readonly BadgePrint[]; conference: Conference; onClose: () => void }) {
  const t = useWords()
  const [first] = badges
  if (!first) return null
  const isOne = badges.length === 1
  return (
    <>
      <Dialog title={isOne ? t(words.one, first.reference) : t(words.many, badges.length)} onClose={onClose}>
        <p className="quiet">
          {t(words.hint)} {isOne ? null : t(words.again)}
        </p>
        <Card badge={first} conference={conference} />
        <div className="row dialog-foot">
          <Button look="main" autoFocus onPress={() => window.print()}>
            {t(words.print)}
          </Button>
          <Button onPress={onClose}>{t(words.close)}</Button>
        </div>
      </Dialog>
      {createPortal(
        <div className="print-only" aria-hidden="true">
          {badges.map((badge) => (
            <Card key={badge.guest_id} badge={badge} conference={conference} />
          ))}
        </div>,
        document.body,
      )}
    </>
  )
}
