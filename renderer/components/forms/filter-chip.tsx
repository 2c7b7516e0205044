import { Popover } from '@mantine/core'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import classes from './filter-chip.module.css'

export interface FilterChipProps {
  /** "Person": what the chip is while it filters nothing. */
  readonly name: string
  /** What it filters, in words; null: nothing. */
  readonly value: string | null
  readonly removeLabel: string
  readonly onRemove: () => void
  /** What changes it. Without, the chip can only be taken away. */
  readonly editor?: (close: () => void) => ReactNode
}

/** One condition of the filter: a quiet word until it is set, then what it says, with a way to take it away. */
export function FilterChip({ name, value, removeLabel, onRemove, editor }: FilterChipProps) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  const label = (
    <button
      type="button"
      className={classes.label}
      aria-label={value === null ? `Filter by ${name.toLowerCase()}` : `${name}: ${value}`}
      aria-haspopup={editor ? 'dialog' : undefined}
      aria-expanded={editor ? opened : undefined}
      disabled={!editor}
      onClick={() => setOpened((now) => !now)}
    >
      <span className={classes.text}>{value ?? name}</span>
      {value === null && <IconChevronDown size={13} stroke={1.8} aria-hidden />}
    </button>
  )
  return (
    <span className={classes.chip} data-set={value !== null || undefined}>
      {editor ? (
        <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus offset={4} radius="md">
          <Popover.Target>{label}</Popover.Target>
          <Popover.Dropdown className={classes.dropdown ?? ''} onKeyDown={keepEscape}>{editor(close)}</Popover.Dropdown>
        </Popover>
      ) : (
        label
      )}
      {value !== null && (
        <button type="button" className={classes.remove} aria-label={removeLabel} onClick={onRemove}>
          <IconX size={12} stroke={2} aria-hidden />
        </button>
      )}
    </span>
  )
}
