/** The check-in desk: a page of its own that works without network and server. */
import { createRoot } from 'react-dom/client'
import '../base.css'
import '../i18n/theme'
import { onlyTab } from './alone'
import { Desk } from './desk'
import './desk.css'
import { DeskPage } from './DeskPage'
import { keepOffline } from './offline'

if (location.pathname === '/desk') {
  // The worker that keeps the page offline serves what lies below /desk/.
  location.replace(`/desk/${location.hash}`)
} else {
  const desk = new Desk()
  const tab = onlyTab(
    () => void desk.start(),
    () => desk.giveWay(),
  )
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<DeskPage desk={desk} offline={keepOffline()} onTake={tab.take} />)
}
