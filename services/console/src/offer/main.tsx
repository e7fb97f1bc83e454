/** What an interpreter is asked, by signed link. */
import { createRoot } from 'react-dom/client'
import '../base.css'
import '../i18n/theme'
import { OfferPage } from './OfferPage'

const place = document.getElementById('root')
const token = location.pathname.split('/').at(-1) ?? ''
if (place) createRoot(place).render(<OfferPage token={token} />)
