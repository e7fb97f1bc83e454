import { describe, expect, it } from 'vitest'
import { inLanguage, plural, say, tell } from '../../src/i18n/language'

type Entry = { en: unknown; zh: unknown }

function sayings(value: unknown, path: string): [string, Entry][] {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'zh' in value) return [[path, value as Entry]]
  return Object.entries(value).flatMap(([name, inner]) => sayings(inner, `${path}.${name}`))
}

const modules: Record<string, Record<string, unknown>> = import.meta.glob('../../src/{i18n/words,desk,my}/**/{words/*,*words}.ts', { eager: true })
const area: Record<string, Record<string, unknown>> = import.meta.glob('../../src/i18n/words/*.ts', { eager: true })
const all = Object.entries({ ...modules, ...area }).flatMap(([file, words]) => sayings(words, file))

/** Said alike in both languages on purpose. */
const SAME = new Set(['language', 'otherLanguage'])

describe('the catalogue', () => {
  it('is found', () => expect(all.length).toBeGreaterThan(50))

  it('says in Chinese what it says in English, and not in English', () => {
    const untranslated = all
      .filter(([path]) => !SAME.has(path.split('.').at(-1) ?? ''))
      .filter(([, { zh }]) => typeof zh === 'string' && !/[\u4e00-\u9fff]/.test(zh) && /[a-z]{3}/i.test(zh))
      .map(([path]) => path)
    expect(untranslated).toEqual([])
  })

  it('has no empty text and none with only one language made of values', () => {
    const bad = all.filter(([, { en, zh }]) => en === '' || zh === '' || typeof en !== typeof zh).map(([path]) => path)
    expect(bad).toEqual([])
  })

  it('tells a count in the plural of its language', () => {
    const guests = tell((n: number) => plural(n, 'guest'), (n: number) => `${n} 位外宾`)
    expect([1, 1200].map((n) => inLanguage('en', guests, n))).toEqual(['1 guest', '1,200 guests'])
    expect(inLanguage('zh', guests, 2)).toBe('2 位外宾')
    expect(inLanguage('zh', say('Room', '房间'))).toBe('房间')
  })
})
