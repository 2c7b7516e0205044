import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { FormEvent, ReactNode } from 'react'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import classes from './connections.module.css'

export interface FormFrameProps {
  readonly title: string
  readonly lead?: ReactNode
  /** "Step 2 of 3". */
  readonly step?: string | null
  readonly onBack?: (() => void) | undefined
  readonly onSubmit?: (() => void) | undefined
  readonly children: ReactNode
}

/** One step of a sign-in: what it is about, its fields, its one button. Esc goes back. */
export function FormFrame({ title, lead, step = null, onBack, onSubmit, children }: FormFrameProps) {
  useShortcut('Escape', 'Back', () => onBack?.(), { enabled: onBack !== undefined, inFields: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={title}>
      <header className={classes.formHead}>
        {onBack && (
          <Tooltip label="Back (Esc)">
            <ActionIcon aria-label="Back" onClick={onBack}><IconArrowLeft size={18} stroke={1.6} /></ActionIcon>
          </Tooltip>
        )}
        <h2 className={classes.formTitle}>{title}</h2>
        {step !== null && <span className={classes.faint}>{step}</span>}
      </header>
      {lead && <div className={classes.lead}>{lead}</div>}
      {children}
    </form>
  )
}
