import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Router } from 'wouter'
import { Opening } from '#renderer/features/vault/opening.tsx'
import { FormatsProvider } from '#renderer/lib/formats-context.tsx'
import { useHashLocation, useHashSearch } from '#renderer/lib/hash-location.ts'
import { MenuProvider } from '#renderer/lib/menu-context.tsx'
import { ServicesProvider, type Services } from '#renderer/lib/services.tsx'
import { ShortcutsProvider } from '#renderer/lib/shortcuts-context.tsx'
import { resolveCssVariables } from '#renderer/theme/css-variables.ts'
import { theme } from '#renderer/theme/theme.ts'
import { UNDO_MS } from '#renderer/components/feedback/toasts.tsx'
import { EngineWatch } from './engine-watch.tsx'
import { ImportRequestProvider } from './import-request-provider.tsx'
import { LockGate } from './lock-gate.tsx'

export interface AppProps {
  readonly services: Services
  readonly queryClient: QueryClient
  readonly locale: string
  /** The page's style nonce (content security policy). */
  readonly nonce: string
}

const loadInside = () => import('./inside.tsx')
const Inside = lazy(() => loadInside().then((module) => ({ default: module.Inside })))

/** Main owns the choice of scheme (it sets the window's native theme), so the page only ever follows the system. */
const followSystem: MantineColorSchemeManager = { get: () => 'auto', set: () => undefined, subscribe: () => undefined, unsubscribe: () => undefined, clear: () => undefined }

export function App({ services, queryClient, locale, nonce }: AppProps) {
  // Once the first screen stands and nothing else is to do, so that it is there when the door opens.
  useEffect(() => {
    const waiting = requestIdleCallback(() => void loadInside())
    return () => cancelIdleCallback(waiting)
  }, [])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveCssVariables} defaultColorScheme="auto" colorSchemeManager={followSystem} getStyleNonce={() => nonce}>
      <ServicesProvider services={services}>
        <QueryClientProvider client={queryClient}>
          <FormatsProvider locale={locale}>
            <ShortcutsProvider>
             <MenuProvider>
              <Router hook={useHashLocation} searchHook={useHashSearch}>
                {/* Beside the rail's foot, and not over the buttons of a dialog or drawer, which stand on the right. */}
                <Notifications position="bottom-left" limit={3} autoClose={UNDO_MS} styles={{ root: { marginInlineStart: 'var(--ck-rail)' } }} />
                <EngineWatch>
                  <ImportRequestProvider>
                    <LockGate>
                      <Suspense fallback={<Opening />}>
                        <Inside />
                      </Suspense>
                    </LockGate>
                  </ImportRequestProvider>
                </EngineWatch>
              </Router>
             </MenuProvider>
            </ShortcutsProvider>
          </FormatsProvider>
        </QueryClientProvider>
      </ServicesProvider>
    </MantineProvider>
  )
}
