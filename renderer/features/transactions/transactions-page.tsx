import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { useSearch } from 'wouter'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { TransactionDetail, TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { ChargeDrawer } from './components/charge-drawer.tsx'
import { ChargeList } from './components/charge-list.tsx'
import { FilterBar } from './components/filter-bar.tsx'
import { NoCharges } from './components/no-charges.tsx'
import { SummaryFooter } from './components/summary-footer.tsx'
import { readView, scopedFilter, viewHref, type TransactionsView } from './model/address.ts'
import { NO_SELECTION, type Selection } from './model/selection.ts'
import { useCharges } from './use-charges.ts'

export interface TransactionsPageProps {
  /** What other features do with charges, put together in the app: at the foot of one, and beside a selection. */
  readonly parts: { readonly charge: (detail: TransactionDetail) => ReactNode; readonly selection: (transactionIds: readonly number[]) => ReactNode }
}

/** Every charge: found, sorted, read, put into its category. */
export function TransactionsPage({ parts }: TransactionsPageProps) {
  const search = useSearch()
  const view = useMemo(() => readView(search), [search])
  const { cardIds } = useScope()
  const filter = useMemo(() => scopedFilter(view.filter, cardIds), [view.filter, cardIds])
  const charges = useCharges(filter, view.sort)
  const question = JSON.stringify(filter)
  const list = `${question} ${view.sort}`
  // What is selected and where the keyboard is belong to the list they were made in: another one starts without.
  const [selected, setSelected] = useState({ question, selection: NO_SELECTION })
  const selection = selected.question === question ? selected.selection : NO_SELECTION
  const select = useCallback((next: Selection) => setSelected({ question, selection: next }), [question])
  const [active, setActive] = useState<{ readonly list: string; readonly id: number | null }>({ list, id: view.openId })
  const activeId = active.list === list ? active.id : null
  const setActiveId = (id: number | null) => setActive({ list, id })

  const change = (next: Partial<TransactionsView>, replace = false) => goTo(viewHref({ ...view, openId: null, ...next }), { replace })
  const open = (row: TransactionRow) => {
    setActiveId(row.id)
    goTo(viewHref({ ...view, openId: row.id }), { replace: true })
  }
  const walk = (steps: number) => {
    const index = charges.rows.findIndex((row) => row.id === view.openId)
    const next = index < 0 ? undefined : charges.rows[index + steps]
    return next ? () => open(next) : undefined
  }
  const { loadMore } = charges
  const isNearEnd = view.openId !== null && charges.rows.findIndex((row) => row.id === view.openId) >= charges.rows.length - 10
  // Walking with the drawer open moves no scroll bar, so it asks for the next page itself.
  useEffect(() => {
    if (isNearEnd) loadMore()
  }, [isNearEnd, loadMore])
  useShortcut('Escape', 'Drop the selection', () => select(NO_SELECTION), { enabled: selection.rows.size > 0 && view.openId === null })

  const drawer = view.openId === null ? undefined : (
    <ChargeDrawer
      key={view.openId}
      id={view.openId}
      onClose={() => change({}, true)}
      onPrevious={walk(-1)}
      onNext={walk(1)}
      acts={parts.charge}
      onShowMerchant={(merchant) => change({ filter: { text: merchant } })}
    />
  )
  return (
    <PageFrame
      mode="fill"
      toolbar={<FilterBar filter={view.filter} sort={view.sort} onFilter={(next, replace) => change({ filter: next }, replace)} onSort={(sort) => change({ sort })} />}
      footer={<SummaryFooter filter={filter} selection={selection} onSelect={select} acts={parts.selection} />}
      drawer={drawer}
    >
      {charges.error && <ErrorState size={charges.isReady ? 'inline' : 'page'} error={charges.error} onRetry={charges.retry} />}
      {!charges.isReady && !charges.error && <div style={{ padding: '0 24px' }}><Skeleton count={12} /></div>}
      {charges.isReady && charges.rows.length === 0 && <NoCharges filter={view.filter} onClear={() => change({ filter: {} })} />}
      {charges.rows.length > 0 && (
        <ChargeList
          // Another list starts at its top.
          key={list}
          charges={charges}
          sort={view.sort}
          activeId={view.openId ?? activeId}
          onActiveChange={(row) => (view.openId !== null && row ? open(row) : setActiveId(row?.id ?? null))}
          onOpen={open}
          selection={selection}
          onSelect={select}
        />
      )}
    </PageFrame>
  )
}
