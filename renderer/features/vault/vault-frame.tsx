import type { ReactNode } from 'react'
import classes from './vault.module.css'

/** The quiet room before the books: one column in the middle of an empty window. */
export function VaultFrame({ children, width = 'narrow' }: { readonly children: ReactNode; readonly width?: 'narrow' | 'wide' | 'full' }) {
  return (
    <main className={classes.frame}>
      <div className={classes.drag} aria-hidden />
      <div className={classes.column} data-width={width}>
        {children}
      </div>
    </main>
  )
}
