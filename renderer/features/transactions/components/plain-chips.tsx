import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import type { TransactionFilter } from '#shared/rpc/contract/transactions.contract.ts'
import { namesLabel } from '#renderer/lib/formats.ts'
import { FilterChip } from '#renderer/components/forms/filter-chip.tsx'

export interface PlainChipsProps {
  readonly filter: TransactionFilter
  readonly onFilter: (filter: TransactionFilter) => void
}

/** Conditions that only a link sets: cards, one import, one statement. They are said and can be taken away. */
export function PlainChips({ filter, onFilter }: PlainChipsProps) {
  const { cardIds, importId, statementId } = filter
  return (
    <>
      {cardIds && <CardsChip ids={cardIds} onRemove={() => onFilter(withoutKey(filter, 'cardIds'))} />}
      {importId !== undefined && <ImportChip id={importId} onRemove={() => onFilter(withoutKey(filter, 'importId'))} />}
      {statementId !== undefined && <StatementChip id={statementId} onRemove={() => onFilter(withoutKey(filter, 'statementId'))} />}
    </>
  )
}

function withoutKey(filter: TransactionFilter, key: keyof TransactionFilter): TransactionFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== key))
}

function CardsChip({ ids, onRemove }: { readonly ids: readonly number[]; readonly onRemove: () => void }) {
  const { allCards } = useScope()
  const names = allCards.filter((card) => ids.includes(card.id)).map((card) => card.name)
  return <FilterChip name="Cards" value={namesLabel(names) ?? `${ids.length} cards`} removeLabel="Any card" onRemove={onRemove} />
}

function ImportChip({ id, onRemove }: { readonly id: number; readonly onRemove: () => void }) {
  const formats = useFormats()
  const imports = useEngineQuery((ask) => ask.imports.list({}))
  const found = imports.data?.find((one) => one.id === id)
  const value = found ? `import of ${formats.instant(found.appliedAt)}` : 'one import'
  return <FilterChip name="Import" value={value} removeLabel="From any import" onRemove={onRemove} />
}

function StatementChip({ id, onRemove }: { readonly id: number; readonly onRemove: () => void }) {
  const formats = useFormats()
  const statements = useEngineQuery((ask) => ask.statements.list({ scope: { cardIds: null } }))
  const found = statements.data?.find((one) => one.id === id)
  const value = found ? `statement of ${formats.date(found.closedOn)}` : 'one statement'
  return <FilterChip name="Statement" value={value} removeLabel="On any statement" onRemove={onRemove} />
}
