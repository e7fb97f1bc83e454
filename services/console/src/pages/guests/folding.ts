/** Names as people type them: without case, accents or the letters that Unicode does not take apart. */

const LETTERS: Record<string, string> = { ø: 'o', đ: 'd', ð: 'd', ł: 'l', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ı: 'i', ħ: 'h' }

export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[øđðłæœßþıħ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
}

/** Every typed word occurs in the text. */
export function fits(haystack: string, typed: string): boolean {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  return words.every((word) => haystack.includes(word))
}
