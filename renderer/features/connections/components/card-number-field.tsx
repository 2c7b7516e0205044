import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ChangeEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { BRAND_NAMES, caretAfter, digitsOf, groupDigits, readCardNumber, type CardNumberEntry } from '../model/card-number-entry.ts'
import classes from './connections.module.css'

export interface CardNumberHandle {
  readonly read: () => string
  readonly fill: (digits: string) => void
  readonly clear: () => void
  readonly focus: () => void
}

export interface CardNumberFieldProps {
  readonly ref: Ref<CardNumberHandle>
  readonly error?: string | undefined
  readonly onTyped: () => void
  readonly autoFocus?: boolean
}

const NOTHING: CardNumberEntry = { brand: null, isComplete: false, problem: null }

/** The number exists in this field alone: it is read once when the form is sent, and gone when the field is. */
export function CardNumberField({ ref, error, onTyped, autoFocus = false }: CardNumberFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [entry, setEntry] = useState(NOTHING)
  const put = (digits: string) => {
    if (field.current) field.current.value = groupDigits(digits)
    setEntry(readCardNumber(digits))
  }
  useImperativeHandle(ref, () => ({
    read: () => digitsOf(field.current?.value ?? ''),
    fill: put,
    clear: () => put(''),
    focus: () => field.current?.focus(),
  }))
  useEffect(() => {
    const input = field.current
    return () => {
      if (input) input.value = ''
    }
  }, [])
  const type = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const before = digitsOf(currentTarget.value.slice(0, currentTarget.selectionStart ?? undefined)).length
    put(digitsOf(currentTarget.value))
    const caret = caretAfter(currentTarget.value, before)
    currentTarget.setSelectionRange(caret, caret)
    onTyped()
  }
  const brand = entry.brand === null ? null : BRAND_NAMES[entry.brand]
  return (
    <TextInput
      ref={field}
      label="Card number"
      description="Checked with the issuer once. Cardkeep never keeps it."
      inputMode="numeric"
      autoComplete="cc-number"
      spellCheck={false}
      autoFocus={autoFocus}
      defaultValue=""
      onChange={type}
      error={error ?? entry.problem}
      rightSectionWidth={brand === null ? 36 : 148}
      rightSection={
        <span className={classes.brand} aria-live="polite">
          {brand}
          {entry.isComplete && <IconCheck size={16} stroke={2} aria-label="The number fits" className={classes.good} />}
        </span>
      }
      classNames={{ input: 'ck-figure' }}
    />
  )
}
