/** A small choice of this browser that stays over reloads. */
import { useCallback, useState } from 'react'

export function useStored<T>(key: string, initial: T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? initial)
  const keep = useCallback(
    (next: T) => {
      localStorage.setItem(`convoke.${key}`, JSON.stringify(next))
      setValue(next)
    },
    [key],
  )
  return [value, keep]
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(`convoke.${key}`) ?? 'null') as T | null
  } catch {
    return null
  }
}
