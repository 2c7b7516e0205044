import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import classes from './sentence.module.css'

export interface OptionMenuProps<T extends string> {
  readonly label: string
  readonly text: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly name: string; readonly hint?: string }[]
  readonly isWrong?: boolean
  readonly onPick: (value: T) => void
}

/** A word of the sentence with a few others in its place: ↑ ↓ Enter, Esc. */
export function OptionMenu<T extends string>({ label, text, value, options, isWrong = false, onPick }: OptionMenuProps<T>) {
  return (
    <Menu position="bottom-start" offset={6} width={220} returnFocus withinPortal>
      <Menu.Target>
        <button type="button" className={classes.part} data-wrong={isWrong || undefined} aria-label={label}>{text}</button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item key={option.value} onClick={() => onPick(option.value)} rightSection={option.value === value ? <IconCheck size={16} stroke={1.8} aria-label="chosen" /> : null}>
            {option.name}
            {option.hint && <span className={classes.optionHint}>{option.hint}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
