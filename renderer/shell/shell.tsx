import { AsOfBanner } from '../as-of/as-of-banner.tsx'
import { CoveragePage } from '../coverage/coverage-page.tsx'
import { ImportPage } from '../import/import-page.tsx'
import { IncidentPage } from '../incident/incident-page.tsx'
import { IncidentsPage } from '../incidents/incidents-page.tsx'
import { LivePage } from '../live/live-page.tsx'
import { useIncidentNotices } from '../live/use-incident-notices.ts'
import { OverviewPage } from '../overview/overview-page.tsx'
import { ModelsPage } from '../models/models-page.tsx'
import { DropZone } from '../start/drop-zone.tsx'
import { StartPage } from '../start/start-page.tsx'
import { SuppressDialog } from '../rules/suppress-dialog.tsx'
import { RulesPage } from '../rules/rules-page.tsx'
import type { Route } from '../store/route.ts'
import { selectHasData } from '../store/selectors.ts'
import { useStore } from '../store/use-store.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { useRouting } from './navigate.ts'
import { Rail } from './rail.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useShortcuts } from './shortcuts.ts'
import { SignedOut } from './signed-out.tsx'
import { TopBar } from './top-bar.tsx'
import { useTheme } from './use-theme.ts'

/** Screens that need no data. */
const openAlways: Route['screen'][] = ['models', 'live']

export function Shell() {
  useRouting()
  useShortcuts()
  useTheme()
  useIncidentNotices()
  const route = useStore((state) => state.route)
  const hasData = useStore(selectHasData)
  const isSignedOut = useStore((state) => state.connection === 'signed-out')
  if (isSignedOut) return <SignedOut />
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        onClick={(event) => {
          // The fragment belongs to the routes.
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
        className="sr-only z-50 rounded-md bg-accent px-3 py-1 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <TopBar />
      <ConnectionBanner />
      <AsOfBanner />
      <div className="flex min-h-0 flex-1">
        <Rail />
        <main id="main" tabIndex={-1} className="relative min-w-0 flex-1 overflow-y-auto outline-none">
          <Screen
            route={hasData === false && !openAlways.includes(route.screen) ? { screen: 'open' } : route}
          />
        </main>
      </div>
      <SuppressDialog />
      <DropZone />
      <ShortcutsDialog />
    </div>
  )
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'overview':
      return <OverviewPage />
    case 'incidents':
      return <IncidentsPage />
    case 'incident':
      return <IncidentPage key={route.id} id={route.id} />
    case 'rules':
      return <RulesPage />
    case 'import':
      return <ImportPage />
    case 'live':
      return <LivePage />
    case 'coverage':
      return <CoveragePage />
    case 'models':
      return <ModelsPage />
    case 'open':
      return <StartPage />
  }
}
