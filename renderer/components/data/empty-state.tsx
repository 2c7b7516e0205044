import type { ComponentType, ReactNode } from 'react'
import classes from './states.module.css'

export interface EmptyStateProps {
  readonly icon?: ComponentType<{ readonly size?: number; readonly stroke?: number }>
  /** Why it is empty. */
  readonly title: string
  /** One sentence more, where it helps. */
  readonly children?: ReactNode
  /** The next step: a button or link. */
  readonly action?: ReactNode
  /** `page` (default) fills the page's middle; `inline` sits in a section. */
  readonly size?: 'page' | 'inline'
}

export function EmptyState({ icon: Icon, title, children, action, size = 'page' }: EmptyStateProps) {
  const Title = size === 'page' ? 'h2' : 'h3'
  return (
    <div className={classes.state} data-size={size}>
      {Icon && (
        <span className={classes.stateIcon} aria-hidden>
          <Icon size={size === 'page' ? 28 : 20} stroke={1.4} />
        </span>
      )}
      <Title className={classes.stateTitle}>{title}</Title>
      {children && <div className={classes.stateText}>{children}</div>}
      {action && <div className={classes.stateAction}>{action}</div>}
    </div>
  )
}
