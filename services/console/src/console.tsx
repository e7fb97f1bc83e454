/** The console: pages of the staff. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { isUnreachable } from './api/client'
import './base.css'
import './i18n/theme'
import { keepFresh } from './live/useLive'
import { router } from './router'
import { subscribe, token } from './session/session'

const FRESH_MS = 30_000

const client = new QueryClient({
  defaultOptions: {
    // The live stream says when an answer is old; only an unreachable gateway is worth asking again.
    queries: { staleTime: FRESH_MS, retry: (count, error) => isUnreachable(error) && count < 2 },
    mutations: { retry: false },
  },
})

let signedInWith = token()
subscribe(() => {
  if (token() === signedInWith) return
  signedInWith = token()
  // Another person must not see what the one before was shown.
  if (signedInWith === null) client.clear()
  else void client.invalidateQueries()
})
keepFresh(client)

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
}
