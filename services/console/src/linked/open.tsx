/** What the pages have in common that a secret link opens, without an account. */
import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import '../base.css'
import '../i18n/theme'
import './linked.css'

/** Shows a page for the secret in its address. */
export function open(Page: ComponentType<{ token: string }>): void {
  const place = document.getElementById('root')
  const token = location.pathname.split('/').at(-1) ?? ''
  if (place) createRoot(place).render(<Page token={token} />)
}
