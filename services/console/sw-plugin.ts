/** Writes desk/sw.js: the desk's page and every file it can need, named at build time, so that nothing is missing offline. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const PAGE = '/desk/'
const ENTRY = 'desk/index.html'
const ALWAYS = ['/icon.svg', '/desk/manifest.webmanifest']

interface Chunk {
  type: 'chunk'
  fileName: string
  facadeModuleId: string | null
  imports: string[]
  dynamicImports: string[]
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

export function deskWorker(): Plugin {
  return {
    name: 'convoke-desk-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const parts = Object.values(bundle) as unknown as (Chunk | { type: 'asset'; fileName: string; source: string | Uint8Array })[]
        const chunks = new Map(parts.filter((part) => part.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
        const entry = [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith(ENTRY))
        if (!entry) this.error(`${ENTRY} is not among the pages`)
        const files = [...needed(entry, chunks)].sort()
        const page = parts.find((part) => part.type === 'asset' && part.fileName === ENTRY)
        const hash = createHash('sha256').update(JSON.stringify(files))
        if (page?.type === 'asset') hash.update(page.source)
        const worker = readFileSync(new URL('./sw.template.js', import.meta.url), 'utf-8')
          .replace('__VERSION__', JSON.stringify(hash.digest('hex').slice(0, 16)))
          .replace('__FILES__', JSON.stringify([PAGE, ...ALWAYS, ...files.map((file) => `/${file}`)]))
        this.emitFile({ type: 'asset', fileName: 'desk/sw.js', source: worker })
      },
    },
  }
}

/** Everything a chunk brings with it, also what is loaded only when wanted: the camera has to work offline too. */
function needed(chunk: Chunk, chunks: Map<string, Chunk>, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found
  found.add(chunk.fileName)
  for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(file)
  for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
    const next = chunks.get(name)
    if (next) needed(next, chunks, found)
  }
  return found
}
