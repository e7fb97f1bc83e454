/** Which page stands under which address; every page of an edition is a chunk of its own. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Home, NotFound } from './pages/Home'
import { Shell } from './shell/Shell'
import { Broken } from './ui/Broken'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const edition = createRoute({ getParentRoute: () => root, path: '/editions/$edition' })
const start = createRoute({
  getParentRoute: () => edition,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/editions/$edition/overview', params })
  },
})
const overview = createRoute({
  getParentRoute: () => edition,
  path: '/overview',
  component: lazyRouteComponent(() => import('./pages/overview/Overview'), 'Overview'),
})

export const router = createRouter({
  routeTree: root.addChildren([home, edition.addChildren([start, overview])]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
