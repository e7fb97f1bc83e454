/** A new version of the console, really built, and a host that serves it from one moment on in the place of the old one. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'

const CONSOLE = resolve(import.meta.dirname, '../..')
/** What is made or only for tests; all else goes into a build. */
const NO_PARTS = new Set(['dist', 'node_modules', 'tests'])
const GUARDS = ['Content-Security-Policy', 'Permissions-Policy', 'Cross-Origin-Opener-Policy', 'X-Content-Type-Options', 'Referrer-Policy']
const KINDS: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json' }

/** Builds the pages once more with one word of the desk changed, so that its files have other names; returns the folder. */
export function buildNext(folder: string, was: string, becomes: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const part of readdirSync(CONSOLE).filter((one) => !NO_PARTS.has(one))) cpSync(join(CONSOLE, part), join(folder, part), { recursive: true })
  symlinkSync(join(CONSOLE, 'node_modules'), join(folder, 'node_modules'))
  const words = join(folder, 'src/desk/words.ts')
  const text = readFileSync(words, 'utf-8')
  if (!text.includes(was)) throw new Error(`the desk does not say “${was}”`)
  writeFileSync(words, text.replace(was, becomes))
  execFileSync(process.execPath, [join(CONSOLE, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], { cwd: folder, stdio: 'inherit' })
  return join(folder, 'dist')
}

/** Before the gateway: hands on every request, and serves another build instead of the gateway's once it is told to. */
export class Host {
  readonly server: Server
  private readonly gateway: string
  private built: string | null = null
  private guards: Record<string, string> = {}

  constructor(gateway: string) {
    this.gateway = gateway
    this.server = createServer((asked, answer) => {
      const path = new URL(asked.url ?? '/', gateway).pathname
      const file = this.built && (path === '/desk/' ? 'desk/index.html' : path.slice(1))
      if (this.built && file && existsSync(join(this.built, file)) && statSync(join(this.built, file)).isFile()) {
        answer.writeHead(200, { ...this.guards, 'Content-Type': KINDS[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' })
        answer.end(readFileSync(join(this.built, file)))
      } else if (this.built && path.startsWith('/assets/')) {
        answer.writeHead(404).end() // the files of the last build are gone
      } else {
        asked.pipe(
          request(new URL(asked.url ?? '/', gateway), { method: asked.method ?? 'GET', headers: asked.headers }, (got: IncomingMessage) => {
            answer.writeHead(got.statusCode ?? 502, got.headers)
            got.pipe(answer)
          }).on('error', () => answer.destroy()), // nobody there: the browser sees the same
        )
      }
    })
  }

  /** Where it is found; what it serves itself comes with the gateway's own policy, as from any host of the pages. */
  async open(): Promise<string> {
    const page = await fetch(`${this.gateway}/desk/`)
    for (const name of GUARDS) this.guards[name] = page.headers.get(name) ?? ''
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  serve(built: string): void {
    this.built = built
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}
