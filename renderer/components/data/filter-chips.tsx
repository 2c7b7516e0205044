import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './filter-chips.module.css'

export interface FilterChip {
  readonly key: string
  readonly label: ReactNode
  /** Name for the remove button: "Remove Dana Reyes". */
  readonly removeLabel: string
  readonly onRemove: () => void
  /** Opens what changes it. */
  readonly onEdit?: () => void
}

export interface FilterChipsProps {
  readonly chips: readonly FilterChip[]
  readonly onClear?: () => void
}

/** The filter as a sentence of chips: "Dana Reyes · November · over $100". */
export function FilterChips({ chips, onClear }: FilterChipsProps) {
  if (chips.length === 0) return null
  return (
    <div className={classes.chips} role="group" aria-label="Filters">
      {chips.map((chip) => (
        <span key={chip.key} className={classes.chip}>
          {chip.onEdit ? (
            <button type="button" className={classes.label} onClick={chip.onEdit}>{chip.label}</button>
          ) : (
            <span className={classes.label}>{chip.label}</span>
          )}
          <button type="button" className={classes.remove} aria-label={chip.removeLabel} onClick={chip.onRemove}>
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        </span>
      ))}
      {onClear && chips.length > 1 && (
        <button type="button" className={classes.clear} onClick={onClear}>Clear all</button>
      )}
    </div>
  )
}
