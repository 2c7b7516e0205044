import { Textarea } from '@mantine/core'
import { asTyped, typedProblem } from '../model/recovery-entry.ts'
import classes from './recovery.module.css'

export interface RecoveryKeyFieldProps {
  readonly value: string
  readonly onType: (typed: string) => void
  readonly error: string | null
}

/** The whole key from a copy: any case, with or without hyphens. A mistyped group is named as soon as it is whole. */
export function RecoveryKeyField({ value, onType, error }: RecoveryKeyFieldProps) {
  return (
    <Textarea
      label="Recovery key"
      description="Seven groups of five. The letter O reads as zero, I and L as one."
      value={value}
      onChange={(event) => onType(asTyped(event.currentTarget.value, event.currentTarget.selectionStart))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        event.currentTarget.form?.requestSubmit()
      }}
      error={typedProblem(value) ?? error}
      classNames={{ input: classes.typed ?? '' }}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      rows={2}
      maxLength={120}
      autoFocus
    />
  )
}
