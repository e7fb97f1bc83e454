/** Light, dark, or what the system says. */
import { useSyncExternalStore } from 'react'
import { remember, remembered } from './remembered'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'convoke.theme'
const listeners = new Set<() => void>()
let theme: Theme = kept()

function kept(): Theme {
  const value = remembered(KEY)
  return value === 'light' || value === 'dark' ? value : 'auto'
}

function show(): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
show()

export function wear(next: Theme): void {
  theme = next
  remember(KEY, next)
  show()
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => theme,
  )
}
