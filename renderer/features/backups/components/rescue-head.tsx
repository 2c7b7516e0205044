import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import classes from './rescue.module.css'

/** What a screen before the books is about, and what it means. */
export function RescueHead({ title, lines, isGood = false }: { readonly title: string; readonly lines: readonly string[]; readonly isGood?: boolean }) {
  const Icon = isGood ? IconCircleCheck : IconAlertTriangle
  return (
    <header className={classes.head} data-good={isGood || undefined}>
      <Icon size={28} stroke={1.4} aria-hidden />
      <h1>{title}</h1>
      {lines.map((line) => <p key={line}>{line}</p>)}
    </header>
  )
}
