import { useDelayed } from '#renderer/lib/use-delayed.ts'
import classes from './states.module.css'

const WIDTHS = ['72%', '48%', '64%', '56%', '80%', '40%'] as const

export interface SkeletonProps {
  /** `rows`: lines of a list or table. `cards`: a grid of card shapes. `block`: one chart-sized block. */
  readonly shape?: 'rows' | 'cards' | 'block'
  readonly count?: number
}

/** Where content is about to be, only when it takes over 150 ms. */
export function Skeleton({ shape = 'rows', count = 6 }: SkeletonProps) {
  const visible = useDelayed(true)
  if (!visible) return <div className={classes.skeletonHold} aria-busy="true" />
  return (
    <div className={classes.skeleton} data-shape={shape} aria-busy="true">
      <span className="ck-hidden">Loading</span>
      {Array.from({ length: shape === 'block' ? 1 : count }, (_, index) => (
        <div key={index} className={classes.bone} style={shape === 'rows' ? { width: WIDTHS[index % WIDTHS.length] } : undefined} />
      ))}
    </div>
  )
}
