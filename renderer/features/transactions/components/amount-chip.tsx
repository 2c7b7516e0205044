import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { amountLabel, amountText, parseAmount } from '../model/amount-range.ts'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'
import { useMainCurrency } from './use-main-currency.ts'
import classes from '#renderer/components/forms/filter-editor.module.css'

export interface AmountChipProps {
  readonly filter: TransactionFilter
  readonly onFilter: (part: TransactionFilter) => void
}

export function AmountChip({ filter, onFilter }: AmountChipProps) {
  const formats = useFormats()
  const currency = useMainCurrency()
  const range = { min: filter.minMagnitude, max: filter.maxMagnitude }
  const set = (min: number | undefined, max: number | undefined) => onFilter({ minMagnitude: min, maxMagnitude: max })
  return (
    <FilterChip
      name="Amount"
      value={amountLabel(range, (minor) => formats.money({ minor, currency }))}
      removeLabel="Any amount"
      onRemove={() => set(undefined, undefined)}
      editor={(close) => (
        <AmountForm
          currency={currency}
          range={range}
          onRange={(min, max) => {
            set(min, max)
            close()
          }}
        />
      )}
    />
  )
}

interface AmountFormProps {
  readonly currency: string
  readonly range: { readonly min: number | undefined; readonly max: number | undefined }
  readonly onRange: (min: number | undefined, max: number | undefined) => void
}

function AmountForm({ currency, range, onRange }: AmountFormProps) {
  const [min, setMin] = useState(() => amountText(range.min, currency))
  const [max, setMax] = useState(() => amountText(range.max, currency))
  const low = parseAmount(min, currency)
  const high = parseAmount(max, currency)
  const minError = min.trim() !== '' && low === undefined ? 'Not an amount' : null
  const maxError = max.trim() !== '' && high === undefined ? 'Not an amount' : low !== undefined && high !== undefined && high < low ? 'Less than the other' : null
  const apply = () => {
    if (minError === null && maxError === null) onRange(low, high)
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className={classes.pair}>
        <TextInput size="xs" label="At least" placeholder="0" value={min} error={minError} inputMode="decimal" data-autofocus onChange={(event) => setMin(event.currentTarget.value)} />
        <TextInput size="xs" label="At most" placeholder="any" value={max} error={maxError} inputMode="decimal" onChange={(event) => setMax(event.currentTarget.value)} />
      </div>
      <Button type="submit" size="xs" disabled={minError !== null || maxError !== null}>Show these amounts</Button>
    </form>
  )
}
