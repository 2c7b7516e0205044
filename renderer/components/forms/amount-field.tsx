import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { amountEntryText, amountProblemText, currencySign, readAmount, type AmountEntry } from '#renderer/lib/amount-entry.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'

export interface AmountFieldProps {
  /** Leave out where `aria-label` says it (an amount inside a sentence). */
  readonly label?: ReactNode
  readonly 'aria-label'?: string
  readonly currency: string
  /** Minor units; null: nothing, or nothing that can be used. A value from outside replaces what is typed. */
  readonly minor: number | null
  /** With every key. `kind` tells an empty field from one with a problem, which the field says itself. */
  readonly onAmount: (minor: number | null, kind: AmountEntry['kind']) => void
  /** Largest that is taken, in minor units. */
  readonly max?: number
  readonly allowZero?: boolean
  /** What the form has to say of it, such as that it is needed; a problem of the typed text comes first. */
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly size?: 'xs' | 'sm' | 'md'
  readonly width?: number | string
  readonly disabled?: boolean
  readonly autoFocus?: boolean
}

/** Money as it is typed in this locale, with its currency beside it; it says in place what is wrong, and on leaving it writes the amount as it was understood. */
export function AmountField(props: AmountFieldProps) {
  const { currency, minor, onAmount, max, allowZero = false, size = 'sm' } = props
  const formats = useFormats()
  const rules = { currency, locale: formats.locale, allowZero, ...(max === undefined ? {} : { max }) }
  const textOf = (value: number | null) => (value === null ? '' : amountEntryText(value, rules))
  const [typed, setTyped] = useState({ text: textOf(minor), minor, currency })
  const [isTyping, setTyping] = useState(false)
  if (typed.minor !== minor || typed.currency !== currency) setTyped({ text: textOf(minor), minor, currency })
  const entry = readAmount(typed.text, rules)
  const type = (text: string) => {
    const read = readAmount(text, rules)
    const next = read.kind === 'amount' ? read.minor : null
    setTyped({ text, minor: next, currency })
    onAmount(next, read.kind)
  }
  const leave = () => {
    setTyping(false)
    if (entry.kind === 'amount') setTyped({ ...typed, text: textOf(entry.minor) })
  }
  const sign = currencySign(rules)
  const ownLabel = props['aria-label']
  return (
    <TextInput
      label={props.label}
      {...(ownLabel === undefined ? {} : { 'aria-label': ownLabel })}
      description={props.description}
      error={problemOf(entry, isTyping) ?? props.error}
      value={typed.text}
      size={size}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      placeholder={props.placeholder ?? ''}
      disabled={props.disabled ?? false}
      data-autofocus={props.autoFocus || undefined}
      autoFocus={props.autoFocus ?? false}
      leftSection={<span aria-hidden>{sign}</span>}
      leftSectionWidth={sign.length > 1 ? 16 + sign.length * 9 : 28}
      leftSectionPointerEvents="none"
      classNames={{ input: 'ck-figure' }}
      {...(props.width === undefined ? {} : { w: props.width })}
      onFocus={() => setTyping(true)}
      onBlur={leave}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )

  /** Half-typed amounts are zero or end in a mark: those are only told on leaving. */
  function problemOf(read: AmountEntry, typing: boolean): string | null {
    if (read.kind !== 'problem') return null
    if (typing && (read.problem === 'zero' || read.problem === 'not-an-amount')) return null
    return amountProblemText(read.problem, currency, max === undefined ? null : formats.money({ minor: max, currency }))
  }
}
