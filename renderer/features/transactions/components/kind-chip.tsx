import { IconCheck } from '@tabler/icons-react'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { KIND_LABELS, KIND_TYPES, kindLabel, kindOf, KINDS } from '../model/filter-words.ts'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import classes from '#renderer/components/forms/filter-editor.module.css'

export interface KindChipProps {
  readonly filter: TransactionFilter
  /** The whole filter: a condition is taken away by leaving it out. */
  readonly onFilter: (filter: TransactionFilter) => void
}

const STATES = [
  { pending: false, label: 'Posted only' },
  { pending: true, label: 'Pending only' },
] as const

export function KindChip({ filter, onFilter }: KindChipProps) {
  const { types, pending, ...others } = filter
  const kind = kindOf(types)
  const keep = { ...(types ? { types } : {}), ...(pending === undefined ? {} : { pending }) }
  return (
    <FilterChip
      name="Kind"
      value={kindLabel(filter)}
      removeLabel="Any kind"
      onRemove={() => onFilter(others)}
      editor={() => (
        <div className={classes.options}>
          {KINDS.map((one) => (
            <Option key={one} label={KIND_LABELS[one]} isOn={one === kind} onToggle={() => onFilter(one === kind ? { ...others, ...(pending === undefined ? {} : { pending }) } : { ...others, ...keep, types: [...KIND_TYPES[one]] })} />
          ))}
          <div className={classes.divider} />
          {STATES.map((state) => (
            <Option key={state.label} label={state.label} isOn={state.pending === pending} onToggle={() => onFilter(state.pending === pending ? { ...others, ...(types ? { types } : {}) } : { ...others, ...keep, pending: state.pending })} />
          ))}
        </div>
      )}
    />
  )
}

function Option({ label, isOn, onToggle }: { readonly label: string; readonly isOn: boolean; readonly onToggle: () => void }) {
  return (
    <button type="button" className={classes.option} aria-pressed={isOn} onClick={onToggle}>
      <span className={classes.optionName}>{label}</span>
      {isOn && <IconCheck size={15} stroke={1.8} className={classes.tick} aria-hidden />}
    </button>
  )
}
