import type { ReactNode } from 'react'
import classes from './usage-bar.module.css'

export interface UsageBarProps {
  /** For screen readers: "$1,600 of $2,000 used". */
  readonly label: string
  /** 1: all of it; more where it was passed. */
  readonly share: number
  /** Beside or under the bar; colour never speaks alone. */
  readonly children?: ReactNode
  readonly width?: number | string
}

/** From here on it is worth a look. */
export const NEAR_SHARE = 0.8

/** How much of something is used, from zero; amber from 80 %, red once it is all. */
export function UsageBar({ label, share, children, width }: UsageBarProps) {
  const tone = share >= 1 ? 'full' : share >= NEAR_SHARE ? 'near' : undefined
  return (
    <span className={classes.usage} style={{ width }}>
      <span className={classes.track} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.min(100, Math.round(share * 100))} aria-valuetext={label}>
        <span className={classes.fill} data-tone={tone} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
      </span>
      {children}
    </span>
  )
}
