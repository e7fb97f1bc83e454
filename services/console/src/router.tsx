/** Which page stands under which address; every page of an edition is a chunk of its own. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Home, NotFound } from './pages/Home'
import { oneOf, text } from './shell/search'
import { Shell } from './shell/Shell'
import { Broken } from './ui/Broken'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/accounts/Accounts'), 'Accounts'),
})
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

const guests = createRoute({
  getParentRoute: () => edition,
  path: '/guests',
  validateSearch: (search: Record<string, unknown>) => ({
    ...text(search, 'text', 'country', 'language', 'delegation', 'sort'),
    ...oneOf(search, 'state', ['registered', 'confirmed', 'received', 'withdrew', 'no_show'] as const),
    ...oneOf(search, 'rank', ['V1', 'V2', 'V3', 'V4', 'V5'] as const),
    ...oneOf(search, 'view', ['list', 'delegations'] as const),
  }),
  component: lazyRouteComponent(() => import('./pages/guests/Guests'), 'Guests'),
})

const guest = createRoute({
  getParentRoute: () => edition,
  path: '/guests/$guest',
  component: lazyRouteComponent(() => import('./pages/guests/GuestPage'), 'GuestPage'),
})

const importing = createRoute({
  getParentRoute: () => edition,
  path: '/import',
  validateSearch: (search: Record<string, unknown>) => text(search, 'what'),
  component: lazyRouteComponent(() => import('./pages/importing/Import'), 'Import'),
})

const interpreters = createRoute({
  getParentRoute: () => edition,
  path: '/interpreters',
  validateSearch: (search: Record<string, unknown>) => ({
    ...text(search, 'purpose', 'demand', 'interpreter', 'language'),
    ...oneOf(search, 'show', ['all', 'fallback', 'unfilled'] as const),
    ...oneOf(search, 'view', ['board', 'timeline', 'roster', 'gaps'] as const),
  }),
  component: lazyRouteComponent(() => import('./pages/interpreters/Interpreters'), 'Interpreters'),
})

const programme = createRoute({
  getParentRoute: () => edition,
  path: '/programme',
  validateSearch: (search: Record<string, unknown>) => ({
    ...text(search, 'meeting', 'day'),
    ...oneOf(search, 'light', ['ready', 'amber', 'red'] as const),
    ...oneOf(search, 'view', ['rooms', 'hosts', 'meetings', 'matchmaking'] as const),
  }),
  component: lazyRouteComponent(() => import('./pages/programme/Programme'), 'Programme'),
})

const arrivals = createRoute({
  getParentRoute: () => edition,
  path: '/arrivals',
  validateSearch: (search: Record<string, unknown>) => ({
    ...text(search, 'day', 'gate', 'trip'),
    ...oneOf(search, 'show', ['all', 'soon', 'late'] as const),
    ...oneOf(search, 'view', ['board', 'trips', 'without', 'sheets'] as const),
  }),
  component: lazyRouteComponent(() => import('./pages/arrivals/Arrivals'), 'Arrivals'),
})

const lodging = createRoute({
  getParentRoute: () => edition,
  path: '/lodging',
  validateSearch: (search: Record<string, unknown>) => oneOf(search, 'view', ['rooms', 'register', 'without', 'hotels', 'outings', 'sittings'] as const),
  component: lazyRouteComponent(() => import('./pages/lodging/Lodging'), 'Lodging'),
})

const sheet = createRoute({
  getParentRoute: () => edition,
  path: '/sheets/$vehicle',
  component: lazyRouteComponent(() => import('./pages/arrivals/Sheet'), 'Sheet'),
})

const changes = createRoute({
  getParentRoute: () => edition,
  path: '/changes',
  validateSearch: (search: Record<string, unknown>) => ({
    ...text(search, 'change'),
    ...oneOf(search, 'view', ['all', 'parked'] as const),
  }),
  component: lazyRouteComponent(() => import('./pages/changes/Changes'), 'Changes'),
})

const desks = createRoute({
  getParentRoute: () => edition,
  path: '/desks',
  component: lazyRouteComponent(() => import('./pages/desks/Desks'), 'Desks'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    accounts,
    edition.addChildren([start, overview, guests, guest, importing, interpreters, programme, arrivals, lodging, sheet, changes, desks]),
  ]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
