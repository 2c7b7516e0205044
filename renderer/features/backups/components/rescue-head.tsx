import { IconAlertTriangle, IconCircleCheck, IconHistory } from '@tabler/icons-react'
import classes from './rescue.module.css'

export interface RescueHeadProps {
  readonly title: string
  readonly lines: readonly string[]
  /** `plain`: something to be chosen, nothing wrong and nothing done. */
  readonly tone?: 'attention' | 'good' | 'plain'
}

const ICONS = { attention: IconAlertTriangle, good: IconCircleCheck, plain: IconHistory } as const

/** What a screen before the books is about, and what it means. */
export function RescueHead({ title, lines, tone = 'attention' }: RescueHeadProps) {
  const Icon = ICONS[tone]
  return (
    <header className={classes.head} data-tone={tone}>
      <Icon size={28} stroke={1.4} aria-hidden />
      <h1>{title}</h1>
      {lines.map((line) => <p key={line}>{line}</p>)}
    </header>
  )
}
