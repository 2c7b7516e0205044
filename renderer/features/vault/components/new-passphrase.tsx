import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { PassphraseField, type PassphraseRating } from '#renderer/components/forms/passphrase-field.tsx'
import { passphraseProblems, type PassphraseProblems } from '../model/new-passphrase.ts'

export interface NewPassphrase {
  readonly passphrase: string
  readonly again: string
  readonly problems: PassphraseProblems
  /** Somebody tried to send it: from then on problems are said. */
  readonly isTried: boolean
  /** Says what is wrong from now on; true when nothing is. */
  readonly check: () => boolean
  readonly type: (passphrase: string) => void
  readonly typeAgain: (again: string) => void
  readonly rate: (rating: PassphraseRating | null) => void
}

export function useNewPassphrase(): NewPassphrase {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [rating, setRating] = useState<PassphraseRating | null>(null)
  const [isTried, setTried] = useState(false)
  const problems = passphraseProblems({ passphrase, again, rating })
  return {
    passphrase,
    again,
    problems,
    isTried,
    check() {
      setTried(true)
      return !problems.passphrase && !problems.again
    },
    type(value) {
      setPassphrase(value)
      // A verdict on an earlier passphrase says nothing about this one; without one the engine decides.
      setRating(null)
    },
    typeAgain: setAgain,
    rate: setRating,
  }
}

export interface NewPassphraseFieldsProps {
  readonly label: string
  readonly businessName: string
  readonly value: NewPassphrase
}

/** The passphrase with its strength, and the same again. */
export function NewPassphraseFields({ label, businessName, value: { passphrase, again, problems, isTried, type, typeAgain, rate } }: NewPassphraseFieldsProps) {
  const isCompared = isTried || (again !== '' && again.length >= passphrase.length)
  return (
    <>
      <PassphraseField label={label} value={passphrase} onChange={type} businessName={businessName} onRating={rate} error={isTried ? problems.passphrase : undefined} />
      <PasswordInput label="The same again" value={again} onChange={(event) => typeAgain(event.currentTarget.value)} autoComplete="new-password" error={isCompared && problems.again} />
    </>
  )
}
