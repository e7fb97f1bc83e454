/** What an address may say after its question mark; anything else is dropped. */

export function text<K extends string>(search: Record<string, unknown>, ...names: K[]): { [N in K]?: string | undefined } {
  const found: { [N in K]?: string | undefined } = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value) found[name] = value
    else if (typeof value === 'number') found[name] = String(value)
  }
  return found
}

export function oneOf<K extends string, V extends string>(search: Record<string, unknown>, name: K, allowed: readonly V[]): { [N in K]?: V | undefined } {
  const value = allowed.find((one) => one === search[name])
  return (value === undefined ? {} : { [name]: value }) as { [N in K]?: V | undefined }
}
