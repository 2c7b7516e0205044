import { CardFace, cardLabel, cardName } from '#renderer/components/data/card-face.tsx'
import { DataTable, type Column } from '#renderer/components/data/data-table.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { goTo } from '#renderer/lib/hash-location.ts'
import { itemHref } from '#renderer/lib/links.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { productOf } from '../model/find-cards.ts'
import { SelectBox } from './card-tile.tsx'
import type { CardsViewProps } from './cards-grid.tsx'
import { StandingLine } from './card-standing.tsx'
import classes from '../cards.module.css'

/** The same cards as lines: more of them at once, sortable. */
export function CardsTable({ label, cards, selected, onSelect }: Omit<CardsViewProps, 'people'>) {
  const formats = useFormats()
  const columns: readonly Column<Card>[] = [
    { key: 'card', header: 'Card', sortBy: cardName, cell: (card) => <CardCell card={card} isSelected={selected.has(card.id)} onSelect={(isStretch) => onSelect(card.id, isStretch)} /> },
    { key: 'holder', header: 'Cardholder', sortBy: (card) => card.cardholder?.name ?? '', cell: (card) => card.cardholder?.name ?? <span className={classes.attention}>{card.kind === 'card' ? 'Nobody yet' : '–'}</span> },
    { key: 'product', header: 'Product', sortBy: productOf, cell: (card) => <span className={classes.muted}>{productOf(card)}{card.form === 'virtual' ? ', virtual' : ''}</span> },
    { key: 'state', header: 'State', sortBy: (card) => card.status, cell: (card) => <StandingLine card={card} /> },
    { key: 'last', header: 'Last charge', sortBy: (card) => card.lastOn ?? '', cell: (card) => (card.lastOn === null ? <span className={classes.none}>–</span> : formats.date(card.lastOn)) },
    { key: 'spend', header: 'Newest month', align: 'right', sortBy: (card) => card.latestMonthSpend[0]?.minor ?? 0, cell: (card) => <MoneyTotals totals={card.latestMonthSpend} /> },
  ]
  return (
    <div className={classes.table}>
      <DataTable caption={label} rows={cards} columns={columns} getKey={(card) => card.id} onOpen={(card) => goTo(itemHref('card', card.id))} />
    </div>
  )
}

interface CardCellProps {
  readonly card: Card
  readonly isSelected: boolean
  readonly onSelect: (isStretch: boolean) => void
}

/** The row opens the card; the box beside its name only selects it. */
function CardCell({ card, isSelected, onSelect }: CardCellProps) {
  return (
    <span className={classes.tableCard} data-card={card.id}>
      <span role="presentation" onClick={(event) => event.stopPropagation()}><SelectBox label={cardLabel(card)} isSelected={isSelected} onSelect={onSelect} /></span>
      <CardFace size="chip" card={card} />
      <span className={classes.name}>{cardName(card)}</span>
    </span>
  )
}
