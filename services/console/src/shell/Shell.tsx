/** What stands around every page: the bar, the live light, and the sign-in when the session has ended. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { answer } from '../api/client'
import { useWords, type Saying } from '../i18n/language'
import { accounts } from '../i18n/words/accounts'
import { shell } from '../i18n/words/shell'
import { useLiveState, type LiveState } from '../live/useLive'
import { SessionEnded, SignInPage } from '../pages/SignIn'
import { api } from '../session/api'
import { may, ROLE_NAMES } from '../session/roles'
import { end, useSession, type Session } from '../session/session'
import { Button, Choice, MenuButton } from '../ui/controls'
import { Notices } from '../ui/notice'
import { State, type Tone } from '../ui/state'
import { editionsQuery } from './editions'
import { useGoKeys } from './keys'
import { pagesOf } from './pages'
import { LanguageSwitch, ThemeMenu } from './Settings'
import './Shell.css'

const Password = lazy(async () => ({ default: (await import('../pages/accounts/Password')).Password }))

export function Shell() {
  const session = useSession()
  return (
    <>
      {session ? <Inside session={session} /> : <SignInPage />}
      {session?.ended ? <SessionEnded session={session} /> : null}
    </>
  )
}

function Inside({ session }: { session: Session }) {
  const t = useWords()
  const { edition } = useParams({ strict: false })
  const pages = pagesOf(session.role)
  useGoKeys(edition, pages)
  useTitle()
  return (
    <>
      <a className="skip" href="#page">
        {t(shell.skip)}
      </a>
      <header className="bar">
        <Link to="/" className="brand" aria-label={t(shell.product)}>
          <img src="/icon.svg" width="22" height="22" alt="" />
        </Link>
        <EditionChoice />
        <nav aria-label={t(shell.pages)} className="grow">
          {edition
            ? pages.map((page) => (
                <Link key={page.id} to={`/editions/$edition/${page.id}`} params={{ edition }} className="tab" activeProps={{ className: 'tab here' }}>
                  {t(page.title)}
                </Link>
              ))
            : null}
        </nav>
        <LiveLight />
        <LanguageSwitch />
        <ThemeMenu />
        <AccountMenu session={session} />
      </header>
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
      <Notices />
    </>
  )
}

function EditionChoice() {
  const t = useWords()
  const { edition } = useParams({ strict: false })
  const go = useNavigate()
  const { data } = useQuery(editionsQuery)
  if (!edition || !data?.length) return null
  const options = data.map((one) => ({ id: one.id, label: one.id.toUpperCase().replace('-', ' ') }))
  return (
    <div className="edition-choice">
      <Choice label={t(shell.edition)} hideLabel value={edition} options={options} onChange={(id) => void go({ to: '/editions/$edition/overview', params: { edition: id } })} />
    </div>
  )
}

const LIGHT: Record<LiveState, { tone: Tone; words: Saying }> = {
  live: { tone: 'ok', words: shell.live },
  connecting: { tone: 'idle', words: shell.connecting },
  away: { tone: 'warn', words: shell.away },
}

function LiveLight() {
  const t = useWords()
  const { tone, words } = LIGHT[useLiveState()]
  return (
    <span role="status">
      <State tone={tone}>{t(words)}</State>
    </span>
  )
}

function AccountMenu({ session }: { session: Session }) {
  const t = useWords()
  const leave = () => void answer(api.DELETE('/api/v1/access/tokens/current')).catch(() => undefined).finally(end)
  const [changing, setChanging] = useState(false)
  return (
    <>
      <MenuButton label={t(shell.account, session.name, t(ROLE_NAMES[session.role]))}>
        {may(session.role, 'manage') ? (
          <Link to="/accounts" className="button bare">
            {t(accounts.title)}
          </Link>
        ) : null}
        <Button look="bare" onPress={() => setChanging(true)}>
          {t(accounts.own)}
        </Button>
        <Button look="bare" onPress={leave}>
          {t(shell.signOut)}
        </Button>
      </MenuButton>
      <Suspense>{changing ? <Password name={session.name} own onClose={() => setChanging(false)} /> : null}</Suspense>
    </>
  )
}

/** The browser's tab says page and edition; the page gets the focus after a change of page. */
function useTitle() {
  const t = useWords()
  const { edition } = useParams({ strict: false })
  const path = useRouterState({ select: (state) => state.location.pathname })
  const page = pagesOf('organiser').find((one) => path.includes(`/${one.id}`))
  useEffect(() => {
    document.title = [page ? t(page.title) : null, edition?.toUpperCase(), 'Convoke'].filter(Boolean).join(' · ')
  })
}
