import { Suspense } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PAGES, type Page } from './pages.tsx'
import classes from './shell.module.css'

export function Shell() {
  const [path] = useLocation()
  const current = PAGES.find((page) => page.path === path)
  return (
    <div className={classes.shell}>
      <nav className={classes.rail} aria-label="Pages">
        {PAGES.map((page) => (
          <RailLink key={page.id} page={page} isCurrent={page.id === current?.id} />
        ))}
      </nav>
      <main className={classes.main}>
        <header className={classes.bar}>
          <h1>{current?.title}</h1>
        </header>
        <Suspense fallback={<Skeleton />}>
          <Switch>
            {PAGES.map((page) => (
              <Route key={page.id} path={page.path} component={page.component} />
            ))}
            <Route>
              <Redirect to={PAGES[0]?.path ?? '/'} />
            </Route>
          </Switch>
        </Suspense>
      </main>
    </div>
  )
}

function RailLink({ page, isCurrent }: { readonly page: Page; readonly isCurrent: boolean }) {
  return (
    <Link href={page.path} aria-current={isCurrent ? 'page' : undefined}>
      <page.icon size={18} stroke={1.6} />
      {page.title}
    </Link>
  )
}
