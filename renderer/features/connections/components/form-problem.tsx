import { Button } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconLock } from '@tabler/icons-react'
import { AppError } from '#shared/rpc/errors.ts'
import { errorText } from '#renderer/lib/error-text.ts'
import { useCountdown, waitText } from '#renderer/lib/use-countdown.ts'
import classes from './connections.module.css'

export interface FormProblemProps {
  readonly error: AppError | null
  /** When the next attempt is let through, epoch ms. */
  readonly until: number
  /** What opens a locked sign-in again. */
  readonly onRecover?: (() => void) | undefined
  readonly onStartOver?: (() => void) | undefined
}

/** What keeps a form from going on, in its place: what happened, what it means, what to do, and how long. */
export function FormProblem({ error, until, onRecover, onStartOver }: FormProblemProps) {
  const seconds = useCountdown(until)
  if (error === null) return null
  const isWait = until > 0
  if (isWait && seconds === 0) return <p className={classes.hint} role="status">You can try again now.</p>
  const text = errorText(error)
  const isLocked = AppError.is(error, 'auth.locked')
  const Icon = isLocked ? IconLock : isWait ? IconClock : IconAlertTriangle
  return (
    <div className={classes.problem} role="alert" data-waits={isWait || undefined}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <div>
        <strong>{text.title}</strong>
        <p>{text.meaning} {isWait ? <span aria-live="off">Try again in <span className="ck-figure">{waitText(seconds)}</span>.</span> : text.action}</p>
        {AppError.is(error, 'issuer.unreachable') && <p>Signing in needs the network. Everything already on this computer stays readable without it.</p>}
        {isLocked && onRecover && <Button size="xs" variant="default" onClick={onRecover}>Recover the password</Button>}
        {onStartOver && isOver(error) && <Button size="xs" variant="default" onClick={onStartOver}>Start again</Button>}
      </div>
    </div>
  )
}

/** The issuer no longer waits for this step. */
export function isOver(error: AppError): boolean {
  return AppError.is(error, 'auth.token-expired') || AppError.is(error, 'auth.code-tries-exhausted') || (AppError.is(error, 'not-found') && error.details.kind === 'challenge')
}
