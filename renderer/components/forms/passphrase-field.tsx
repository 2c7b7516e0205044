import { PasswordInput } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { useEngine } from '#renderer/lib/services.tsx'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import classes from './forms.module.css'

export type PassphraseRating = OutputOf<Contract['vault']['ratePassphrase']>

export interface PassphraseFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Context that must not be part of it. */
  readonly businessName: string
  readonly onRating: (rating: PassphraseRating | null) => void
  readonly error?: string | undefined
}

/** A new passphrase with its strength, rated by the engine as it is typed: the meter never promises what `create` refuses. */
export function PassphraseField({ label, value, onChange, businessName, onRating, error }: PassphraseFieldProps) {
  const hintId = useId()
  const rating = useRating(value, businessName, onRating)
  return (
    <div>
      <PasswordInput label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} autoComplete="new-password" aria-describedby={hintId} error={error} />
      <div className={classes.meter} data-good={rating?.acceptable || undefined} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span key={step} className={classes.step} data-on={(rating !== null && value !== '' && rating.score >= step) || undefined} />
        ))}
      </div>
      <div id={hintId} className={classes.hint} aria-live="polite">{hintOf(value, rating)}</div>
    </div>
  )
}

function hintOf(value: string, rating: PassphraseRating | null): string {
  if (value === '') return 'A few unrelated words are easy to remember and hard to guess. Spaces are fine.'
  if (!rating) return ''
  if (rating.problem === 'too-short') return `${[...value].length} of at least ${rating.minLength} characters.`
  return rating.hint
}

/** Asks the engine a moment after the last key; nothing typed is ever cached. */
function useRating(passphrase: string, businessName: string, onRating: (rating: PassphraseRating | null) => void): PassphraseRating | null {
  const engine = useEngine()
  const [rating, setRating] = useState<PassphraseRating | null>(null)
  useEffect(() => {
    // The first rating loads the dictionaries, which takes a second: done while the name is being typed.
    engine.call.vault.ratePassphrase({ passphrase: '', businessName: '' }).catch(() => undefined)
  }, [engine])
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      if (passphrase === '') {
        setRating(null)
        onRating(null)
        return
      }
      engine.call.vault.ratePassphrase({ passphrase, businessName }).then(
        (answer) => {
          if (!isCurrent) return
          setRating(answer)
          onRating(answer)
        },
        () => onRating(null),
      )
    }, 120)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [engine, passphrase, businessName, onRating])
  return rating
}
