/** A guest's own page, by signed link. */
import { createRoot } from 'react-dom/client'
import '../base.css'
import '../i18n/theme'
import { OwnPage } from './OwnPage'

const place = document.getElementById('root')
const token = location.pathname.split('/').at(-1) ?? ''
if (place) createRoot(place).render(<OwnPage token={token} />)
