import { Button } from '@mantine/core'
import { IconCards, IconChevronDown, IconChevronRight, IconFilterOff } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useSearch } from 'wouter'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { Skeleton } from '#renderer/components/data/skeleton.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import { itemHref, readItem } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'
import { BulkBar } from './components/bulk-bar.tsx'
import { CardsGrid, type CardsViewProps } from './components/cards-grid.tsx'
import { CardsSentence } from './components/cards-sentence.tsx'
import { CardsTable } from './components/cards-table.tsx'
import { CardsToolbar } from './components/cards-toolbar.tsx'
import { GroupsDialog } from './components/groups-dialog.tsx'
import { OrderDialog } from './components/order-dialog.tsx'
import { WaitingOrders } from './components/waiting-orders.tsx'
import { cardsHref, readCardsFilter } from './model/address.ts'
import { filterChoices, isFiltering, NO_FILTER, shelve, type CardsFilter } from './model/find-cards.ts'
import { extended, inSight, NO_SELECTION, toggled, withAll } from './model/selection.ts'
import { useGroups } from './use-groups.ts'
import classes from './cards.module.css'

/** Every card: found, frozen, limited, put into groups, ordered. The address holds the filter. */
export function CardsPage() {
  const search = useSearch()
  useOldAddress(search)
  const filter = useMemo(() => readCardsFilter(search), [search])
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const places = useEngineQuery((ask) => ask.cards.orderPlaces({}))
  const groups = useGroups()
  const [look, setLook] = useLook()
  const [selection, setSelection] = useState(NO_SELECTION)
  const [dialog, setDialog] = useState<'order' | 'groups' | null>(null)
  const [showsClosed, setShowsClosed] = useState(false)
  const canOrder = (places.data ?? []).length > 0
  const list = cards.data ?? []
  const { open, closed } = shelve(list, filter, groups.all)
  const shown = showsClosed ? [...open, ...closed] : open
  const shownIds = shown.map((card) => card.id)
  const chosen = inSight(selection, shownIds)
  const setFilter = (next: CardsFilter, replace = false) => goTo(cardsHref(next), { replace })
  const select = (id: number, isStretch: boolean) => setSelection(isStretch ? extended(chosen, id, shownIds) : toggled(chosen, id))
  const order = canOrder ? () => setDialog('order') : null
  useCardsKeys({ select, selectAll: () => setSelection(withAll(shownIds)), order, toggleLook: () => setLook(look === 'grid' ? 'list' : 'grid') })
  const toolbar = (
    <CardsToolbar filter={filter} choices={filterChoices(list, groups.all)} onFilter={setFilter} look={look} onLook={setLook} onGroups={groups.own.length > 0 ? () => setDialog('groups') : null} onOrder={order} />
  )
  const footer = chosen.ids.size > 0 && (
    <BulkBar cards={shown.filter((card) => chosen.ids.has(card.id))} shown={shown.length} groups={groups} onAll={() => setSelection(withAll(shownIds))} onNone={() => setSelection(NO_SELECTION)} />
  )
  const view = { look, selected: chosen.ids, onSelect: select }
  return (
    <PageFrame width="wide" {...(list.length > 0 ? { toolbar } : {})} footer={footer}>
      <QueryView query={cards} skeleton={<Skeleton shape="cards" count={8} />}>
        {(all) =>
          all.length === 0 ? (
            <NoCards onOrder={order} />
          ) : (
            <>
              <CardsSentence cards={all} />
              <WaitingOrders />
              {open.length === 0 && <NothingFits hasClosed={closed.length > 0} isFiltered={isFiltering(filter)} onClear={() => setFilter(NO_FILTER)} />}
              {open.length > 0 && <Cards label="Cards" cards={open} {...view} />}
              {closed.length > 0 && <Closed cards={closed} isOpen={showsClosed} onToggle={() => setShowsClosed(!showsClosed)} {...view} />}
            </>
          )
        }
      </QueryView>
      {canOrder && <OrderDialog opened={dialog === 'order'} places={places.data ?? []} onClose={() => setDialog(null)} />}
      <GroupsDialog opened={dialog === 'groups'} groups={groups} onClose={() => setDialog(null)} />
    </PageFrame>
  )
}

/** Cards had no page of their own once: an address that names one goes to it. */
function useOldAddress(search: string): void {
  const wanted = readItem(search)
  useEffect(() => {
    if (wanted !== null) goTo(itemHref('card', wanted), { replace: true })
  }, [wanted])
}

/** How the page looks is remembered with the books. */
function useLook(): readonly [Settings['cardsView'], (look: Settings['cardsView']) => void] {
  const settings = useEngineQuery((ask) => ask.settings.get({}))
  const update = useEngineCommand((call) => call.settings.update)
  const [chosen, setChosen] = useState<Settings['cardsView'] | null>(null)
  const choose = (look: Settings['cardsView']) => {
    setChosen(look)
    // Not being able to remember it must not undo it.
    update.run({ cardsView: look }).catch(() => undefined)
  }
  return [chosen ?? settings.data?.cardsView ?? 'grid', choose]
}

interface CardsKeys {
  readonly select: (id: number, isStretch: boolean) => void
  readonly selectAll: () => void
  readonly order: (() => void) | null
  readonly toggleLook: () => void
}

function useCardsKeys({ select, selectAll, order, toggleLook }: CardsKeys): void {
  const selectFocused = (isStretch: boolean) => {
    const id = focusedCard()
    if (id !== null) select(id, isStretch)
  }
  useShortcut('x', 'Select the card that has the focus', () => selectFocused(false))
  useShortcut('shift+x', 'Select up to that card', () => selectFocused(true))
  useShortcut('a', 'Select all cards shown', selectAll)
  useShortcut('v', 'Drawn cards or a list', toggleLook)
  useShortcut('n', 'New card', () => order?.(), { enabled: order !== null })
}

/** The tile or row that has the focus, or something of it. */
function focusedCard(): number | null {
  const focused = document.activeElement
  const own = focused?.closest<HTMLElement>('[data-card]') ?? focused?.closest('tr')?.querySelector<HTMLElement>('[data-card]')
  const id = Number(own?.dataset['card'] ?? Number.NaN)
  return Number.isSafeInteger(id) ? id : null
}

interface ViewProps extends Omit<CardsViewProps, 'people'> {
  readonly look: Settings['cardsView']
}

function Cards({ look, ...rest }: ViewProps) {
  const people = useEngineQuery((ask) => ask.employees.list({}))
  return look === 'list' ? <CardsTable {...rest} /> : <CardsGrid people={people.data ?? []} {...rest} />
}

interface ClosedProps extends Omit<ViewProps, 'label'> {
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function Closed({ isOpen, onToggle, ...view }: ClosedProps) {
  const Arrow = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section aria-label="Closed cards" className={classes.closed}>
      <Button variant="subtle" color="gray" size="xs" aria-expanded={isOpen} leftSection={<Arrow size={15} stroke={1.7} />} onClick={onToggle}>Closed ({view.cards.length})</Button>
      {isOpen && <Cards label="Closed cards" {...view} />}
    </section>
  )
}

interface NothingFitsProps {
  readonly hasClosed: boolean
  readonly isFiltered: boolean
  readonly onClear: () => void
}

function NothingFits({ hasClosed, isFiltered, onClear }: NothingFitsProps) {
  return (
    <EmptyState icon={IconFilterOff} size="inline" title={hasClosed ? 'Only closed cards fit' : 'No card fits'} action={isFiltered && <Button size="xs" variant="default" onClick={onClear}>Show all cards</Button>}>
      {hasClosed ? 'They are listed below.' : 'No card has all of what you look for.'}
    </EmptyState>
  )
}

function NoCards({ onOrder }: { readonly onOrder: (() => void) | null }) {
  const { pick } = useImportRequest()
  return (
    <EmptyState icon={IconCards} title="No cards yet" action={onOrder === null ? <Button onClick={() => void pick()}>Open statement files</Button> : <Button onClick={onOrder}>Order the first card</Button>}>
      {onOrder === null ? 'Cards appear by themselves from the statement files you open: each account number and each card member named in them becomes one.' : 'The issuer is connected and knows of no card.'}
    </EmptyState>
  )
}

