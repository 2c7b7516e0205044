import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { pinIn } from '../model/pin-entry.ts'
import classes from './recovery.module.css'

export interface PinFieldProps extends Pick<PasswordInputProps, 'ref' | 'label' | 'placeholder' | 'size' | 'className' | 'error' | 'autoFocus' | 'aria-label' | 'disabled'> {
  readonly value: string
  readonly onType: (pin: string) => void
}

/** Digits and nothing else, not shown. */
export function PinField({ value, onType, autoFocus = false, ...rest }: PinFieldProps) {
  // In a dialog it is the trap of the focus that decides, by this mark.
  return <PasswordInput {...rest} autoFocus={autoFocus} data-autofocus={autoFocus || undefined} value={value} onChange={(event) => onType(pinIn(event.currentTarget.value))} inputMode="numeric" autoComplete="off" classNames={{ innerInput: classes.digits ?? '' }} />
}
