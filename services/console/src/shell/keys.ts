/** Keys: `g` and a letter open a page, `/` goes to the search field of the page. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { PageEntry } from './pages'

const PATIENCE_MS = 1_200

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

export function useGoKeys(edition: string | undefined, pages: readonly PageEntry[]): void {
  const go = useNavigate()
  useEffect(() => {
    let since = 0
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
        if (field) event.preventDefault()
        field?.focus()
        return
      }
      const page = Date.now() - since < PATIENCE_MS ? pages.find((one) => one.key === event.key) : undefined
      since = event.key === 'g' ? Date.now() : 0
      if (page && edition) void go({ to: `/editions/$edition/${page.id}`, params: { edition } })
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [edition, pages, go])
}
