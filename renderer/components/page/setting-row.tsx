import type { ReactNode } from 'react'
import classes from './setting-row.module.css'

export interface SettingRowProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

/** One setting: what it is on the left, its control on the right. */
export function SettingRow({ label, hint, children }: SettingRowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.text}>
        <div>{label}</div>
        {hint && <div className={classes.hint}>{hint}</div>}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  )
}
