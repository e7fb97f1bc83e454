/** What the live stream carries, and how its text is cut into events. */

/** A CloudEvents envelope as the gateway sends it. */
export interface Happening {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly subject: string
  readonly time: string
  readonly edition?: string
  readonly correlationid: string
  readonly causationid?: string | null
  readonly aggregateversion?: number
  readonly data: Readonly<Record<string, unknown>>
}

export interface Message {
  readonly event: string
  readonly data: string
  readonly id: string | null
}

/** Cuts server-sent events out of text that comes in pieces of any size. */
export function cutter(): (piece: string) => Message[] {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.map(message).filter((found): found is Message => found !== null)
  }
}

function message(block: string): Message | null {
  let event = 'message'
  let id: string | null = null
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [field, value] = halves(line)
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
    else if (field === 'id') id = value
  }
  return data.length ? { event, data: data.join('\n'), id } : null
}

function halves(line: string): [string, string] {
  const colon = line.indexOf(':')
  if (colon < 0) return [line, '']
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]
}
