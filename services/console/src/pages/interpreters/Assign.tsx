/** Before a pair is made by hand: the rules that are in the way, then the act with its reason. */
import type { Demand, Interpreter } from '../../data/queries'
import { useGuests } from '../../data/named'
import { useName, useWords } from '../../i18n/language'
import { useCode } from '../../i18n/words/codes'
import { interpreters as words } from '../../i18n/words/interpreters'
import { shell } from '../../i18n/words/shell'
import { Button } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'
import { State } from '../../ui/state'
import { nameOf } from './Board'
import type { Fit } from './fit'

export function Assign({ edition, demand, interpreter, fit, onClose }: { edition: string; demand: Demand; interpreter: Interpreter; fit: Fit; onClose: () => void }) {
  const t = useWords()
  const code = useCode()
  const name = useName()
  const guests = useGuests(edition)
  return (
    <Dialog title={t(words.assignAsk, name(interpreter.name, interpreter.name_zh), nameOf(guests.get(demand.guest_id), demand))} onClose={onClose}>
      {fit.breaks.length ? (
        <p>
          {fit.breaks.map((one) => (
            <State key={one} tone="bad">
              {code('rule', one)}
            </State>
          ))}
        </p>
      ) : (
        <State tone="ok">{t(words.clean)}</State>
      )}
      <Button onPress={onClose}>{t(shell.close)}</Button>
    </Dialog>
  )
}
