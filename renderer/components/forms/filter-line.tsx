import type { ReactNode } from 'react'
import classes from './filter-line.module.css'

export interface FilterLineProps {
  /** First, as what is typed most. */
  readonly search: ReactNode
  /** Chips, one a condition. */
  readonly children: ReactNode
  /** null where there is nothing to clear. */
  readonly onClear: (() => void) | null
  /** How the list is shown, and what can be added to it. */
  readonly end: ReactNode
}

/** What narrows a list: search, conditions, and at its end how the list is shown. */
export function FilterLine({ search, children, onClear, end }: FilterLineProps) {
  return (
    <div className={classes.bar}>
      {search}
      <div className={classes.chips} role="group" aria-label="Filter">
        {children}
        {onClear && <button type="button" className={classes.clear} onClick={onClear}>Clear all</button>}
      </div>
      {end}
    </div>
  )
}
