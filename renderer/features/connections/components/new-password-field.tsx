import { PasswordInput } from '@mantine/core'
import { type Ref, useEffect, useId, useRef, useState } from 'react'
import { useEngine } from '#renderer/lib/services.tsx'
import { LEAST_LENGTH, passwordHint } from '../model/new-password.ts'
import classes from './connections.module.css'

export interface NewPasswordFieldProps {
  readonly ref: Ref<HTMLInputElement>
  readonly label: string
  /** Words it must not be made of: the user ID, the company. */
  readonly context: string
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly onTyped: () => void
}

/** A new password with its strength. The issuer has the last word; this says beforehand what it will be. */
export function NewPasswordField({ ref, label, context, error, autoFocus = false, onTyped }: NewPasswordFieldProps) {
  const [length, setLength] = useState(0)
  const { score, rate } = useScore(context)
  const hintId = useId()
  const isLongEnough = length >= LEAST_LENGTH
  const type = (password: string) => {
    setLength([...password].length)
    rate(password)
    onTyped()
  }
  return (
    <div>
      <PasswordInput ref={ref} label={label} autoComplete="new-password" autoFocus={autoFocus} maxLength={256} aria-describedby={hintId} error={error} onChange={(event) => type(event.currentTarget.value)} />
      <div className={classes.meter} data-good={(isLongEnough && (score ?? 0) >= 3) || undefined} aria-hidden>
        {[1, 2, 3, 4].map((step) => <span key={step} className={classes.meterStep} data-on={(length > 0 && score !== null && score >= step) || undefined} />)}
      </div>
      <div id={hintId} className={classes.hint} aria-live="polite">{passwordHint(length, score)}</div>
    </div>
  )
}

const RATE_AFTER_MS = 120

/** Rated on this computer a moment after the last key; nothing typed is kept. */
function useScore(context: string) {
  const engine = useEngine()
  const [score, setScore] = useState<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const turn = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const rate = (password: string) => {
    clearTimeout(timer.current)
    turn.current += 1
    const mine = turn.current
    if (password === '') {
      setScore(null)
      return
    }
    timer.current = setTimeout(() => {
      engine.call.vault.ratePassphrase({ passphrase: password, businessName: context.slice(0, 120) }).then(
        (rating) => {
          if (mine === turn.current) setScore(rating.score)
        },
        () => setScore(null),
      )
    }, RATE_AFTER_MS)
  }
  return { score, rate }
}
