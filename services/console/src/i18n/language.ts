/** The language of the pages and how something is said in it. */
import { useCallback, useSyncExternalStore } from 'react'
import { remember, remembered } from './remembered'

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

type Text<A extends readonly unknown[]> = A extends readonly [] ? string : (...args: A) => string

/** One thing the pages say, in every language: a missing translation does not compile. */
export interface Saying<A extends readonly unknown[] = []> {
  readonly en: Text<A>
  readonly zh: Text<A>
}

/** A fixed text. */
export function say(en: string, zh: string): Saying {
  return { en, zh }
}

/** A text made of values, e.g. a count with the right plural. */
export function tell<A extends readonly [unknown, ...unknown[]]>(
  en: (...args: A) => string,
  zh: (...args: A) => string,
): Saying<A> {
  return { en, zh } as Saying<A>
}

/** `1 guest`, `2 guests`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

export function inLanguage<A extends readonly unknown[]>(language: Language, saying: Saying<A>, ...args: A): string {
  const text: unknown = saying[language]
  return typeof text === 'function' ? (text as (...values: A) => string)(...args) : (text as string)
}

const KEY = 'convoke.language'
const listeners = new Set<() => void>()
let language = first()

function first(): Language {
  const kept = remembered(KEY)
  if (kept === 'en' || kept === 'zh') return kept
  return globalThis.navigator?.language?.startsWith('zh') ? 'zh' : 'en'
}

/** For dates and React Aria. */
export function localeOf(lang: Language): string {
  return lang === 'zh' ? 'zh-CN' : 'en-GB'
}

function show(): void {
  document.documentElement.lang = localeOf(language)
}
show()

export function speak(lang: Language): void {
  language = lang
  remember(KEY, lang)
  show()
  for (const listener of listeners) listener()
}

export function spoken(): Language {
  return language
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, spoken)
}

export type Translate = <A extends readonly unknown[]>(saying: Saying<A>, ...args: A) => string

/** `t(words.guests.title)`: the text in the language of the page. */
export function useWords(): Translate {
  const lang = useLanguage()
  return useCallback((saying, ...args) => inLanguage(lang, saying, ...args), [lang])
}

/** The one of two stored names that fits the page; the other where it is empty. */
export function useName(): (en: string, zh: string) => string {
  return useLanguage() === 'zh' ? chinese : english
}

const chinese = (en: string, zh: string) => zh || en
const english = (en: string, zh: string) => en || zh
