import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { dateProblemText, readDate, type DateEntry } from '#renderer/lib/date-entry.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'

export interface DateFieldProps {
  readonly label?: ReactNode
  readonly 'aria-label'?: string
  /** 'YYYY-MM-DD'; null: none. */
  readonly date: string | null
  /** `kind` tells an empty field from one with a problem, which the field says itself. */
  readonly onDate: (date: string | null, kind: DateEntry['kind']) => void
  /** Both ends belong to it. */
  readonly min?: string
  readonly max?: string
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly size?: 'xs' | 'sm' | 'md'
  readonly width?: number | string
  readonly disabled?: boolean
}

/** One day: typed in the locale's order or picked from the system's calendar, checked in place. */
export function DateField(props: DateFieldProps) {
  const { min, max } = props
  const formats = useFormats()
  const rules = { min, max }
  const [typed, setTyped] = useState({ text: props.date ?? '', date: props.date, isHalfTyped: false })
  const [isTyping, setTyping] = useState(false)
  if (typed.date !== props.date) setTyped({ text: props.date ?? '', date: props.date, isHalfTyped: false })
  const entry = readDate(typed.text, rules, typed.isHalfTyped)
  const take = (text: string, isHalfTyped: boolean) => {
    const read = readDate(text, rules, isHalfTyped)
    const date = read.kind === 'date' ? read.date : null
    setTyped({ text, date, isHalfTyped })
    props.onDate(date, read.kind)
  }
  const ownLabel = props['aria-label']
  return (
    <TextInput
      type="date"
      label={props.label}
      {...(ownLabel === undefined ? {} : { 'aria-label': ownLabel })}
      description={props.description}
      error={(isTyping ? null : dateProblemText(entry, rules, formats.dateLong)) ?? props.error}
      size={props.size ?? 'sm'}
      value={typed.text}
      min={min ?? '1900-01-01'}
      max={max ?? '2199-12-31'}
      disabled={props.disabled ?? false}
      {...(props.width === undefined ? {} : { w: props.width })}
      onFocus={() => setTyping(true)}
      onBlur={(event) => {
        setTyping(false)
        take(event.currentTarget.value, event.currentTarget.validity.badInput)
      }}
      onChange={(event) => take(event.currentTarget.value, event.currentTarget.validity.badInput)}
    />
  )
}
