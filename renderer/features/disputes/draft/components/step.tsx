import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import classes from './steps.module.css'

export interface StepProps {
  readonly number: 1 | 2 | 3
  readonly title: string
  /** "2 things are missing"; null: nothing to say. */
  readonly aside: string | null
  readonly isDone: boolean
  readonly children: ReactNode
}

/** One of the three steps, all of them on one page. */
export function Step({ number, title, aside, isDone, children }: StepProps) {
  const id = useId()
  return (
    <section className={classes.step} aria-labelledby={id}>
      <span className={classes.mark} data-done={isDone || undefined} aria-hidden>{isDone ? <IconCheck size={15} stroke={2.2} /> : number}</span>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>{title}</h2>
        {aside !== null && <span className={classes.aside}>{aside}</span>}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
