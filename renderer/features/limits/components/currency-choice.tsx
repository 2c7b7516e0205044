import { Select } from '@mantine/core'
import type { PlanDraft } from '../model/draft.ts'

export interface CurrencyChoiceProps {
  /** Those that the cards concerned spend in. */
  readonly currencies: readonly string[]
  readonly draft: PlanDraft
  readonly onDraft: (draft: PlanDraft) => void
}

/** In which currency the amounts are; only where there is more than one to choose from. */
export function CurrencyChoice({ currencies, draft, onDraft }: CurrencyChoiceProps) {
  const choices = [...new Set([...currencies, draft.currency])]
  if (choices.length < 2) return null
  return <Select size="xs" w={104} aria-label="Currency" data={choices} value={draft.currency} onChange={(currency) => currency !== null && onDraft({ ...draft, currency })} />
}
