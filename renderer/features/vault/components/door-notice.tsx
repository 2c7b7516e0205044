import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from '../vault.module.css'

export interface DoorNoticeProps {
  readonly title: string
  readonly text: string
  readonly tone?: 'attention' | 'danger'
  readonly action?: ReactNode
}

/** What stands in the way of opening, and what to do about it. */
export function DoorNotice({ title, text, tone = 'attention', action }: DoorNoticeProps) {
  return (
    <div className={classes.problem} role="alert" data-tone={tone}>
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{text}</p>
        {action}
      </div>
    </div>
  )
}
