// Keeps the check-in desk: its page and files come from here, whatever becomes of the network and the server.
// What the desk knows of guests is never in this cache; it is sealed in the page's own database.
const CACHE = 'convoke-desk-' + __VERSION__
const PAGE = '/desk/'
const FILES = __FILES__

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))))
})

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('convoke-desk-') && name !== CACHE
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  const isPage = request.mode === 'navigate' && url.pathname.startsWith(PAGE)
  const kept = isPage ? PAGE : url.pathname
  if (!FILES.includes(kept)) return
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(kept))
      .then((answer) => answer ?? fetch(request)),
  )
})
