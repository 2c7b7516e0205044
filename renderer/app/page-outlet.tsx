import { Suspense } from 'react'
import { Redirect, Route, Switch, useSearch } from 'wouter'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PATHS } from '#renderer/lib/links.ts'
import { PageBoundary } from './page-boundary.tsx'
import { PAGES } from './pages.tsx'
import classes from './shell.module.css'

/** The page that the address names. */
export function PageOutlet({ path, title }: { readonly path: string; readonly title: string | undefined }) {
  const search = useSearch()
  // After a lock the window comes back to its page, but not to what it showed: where that was one thing, to the list of them.
  const lost = PAGES.find((page) => page.path === path && page.needsItem && page.under !== undefined && search === '')
  if (lost?.under) return <Redirect to={PATHS[lost.under]} replace />
  return (
    <main className={classes.page} aria-label={title}>
      <PageBoundary key={path}>
        <Suspense fallback={<div className={classes.loading}><Skeleton /></div>}>
          <Switch>
            {PAGES.map((page) => (
              <Route key={page.id} path={page.path} component={page.component} />
            ))}
            <Route>
              <Redirect to={PAGES[0]?.path ?? '/'} replace />
            </Route>
          </Switch>
        </Suspense>
      </PageBoundary>
    </main>
  )
}
