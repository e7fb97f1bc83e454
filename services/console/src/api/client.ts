/** The only way from the pages to the gateway: typed by the OpenAPI document, refusals as `Problem`. */
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema'

export type Shapes = components['schemas']
export type Api = Client<paths>

/** A refusal of the gateway (RFC 9457): `code` is stable, `detail` is for people, `data` are its facts. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly data: Readonly<Record<string, unknown>>
  readonly errors: Readonly<Record<string, unknown>>

  constructor(status: number, body: Partial<Shapes['Problem']>) {
    super(body.detail ?? body.title ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? 'unreadable_answer'
    this.data = (body.data ?? {}) as Record<string, unknown>
    this.errors = (body.errors ?? {}) as Record<string, unknown>
  }
}

/** No answer at all: the network or the gateway is away. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Problem && [502, 503, 504].includes(error.status))
}

/** A client that signs its requests; `refused` hears of every 401 that an own token got. */
export function connect(token: () => string | null, refused: () => void = () => undefined): Api {
  const api = createClient<paths>({ baseUrl: '' })
  api.use({
    onRequest({ request }) {
      const mine = token()
      if (mine) request.headers.set('Authorization', `Bearer ${mine}`)
      return request
    },
    async onResponse({ response, request }) {
      if (response.ok) return response
      if (response.status === 401 && request.headers.has('Authorization')) refused()
      throw new Problem(response.status, await bodyOf(response))
    },
  })
  return api
}

async function bodyOf(response: Response): Promise<Partial<Shapes['Problem']>> {
  try {
    return (await response.json()) as Partial<Shapes['Problem']>
  } catch {
    return { title: response.statusText }
  }
}

/** The answer of a call that was not refused. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  return data as T
}

interface Page<T> {
  items: T[]
  next: string | null
}

/** Every item of a paged list, in its order; `soFar` hears of what has come while more is still read. */
export async function everything<T>(page: (after: string | undefined) => Promise<{ data?: Page<T> }>, soFar: (items: readonly T[]) => void = () => undefined): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const found: Page<T> = await answer(page(after))
    items.push(...found.items)
    after = found.next ?? undefined
    if (after !== undefined) soFar(items)
  } while (after !== undefined)
  return items
}

/** The largest page the gateway gives. */
export const PAGE = 500
