import { Link } from 'wouter'
import { CardFace, cardName } from '#renderer/components/data/card-face.tsx'
import { EmptyState } from '#renderer/components/data/empty-state.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { itemHref } from '#renderer/lib/links.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { cardStatusWord } from '../model/card-words.ts'
import classes from '../employees.module.css'

/** Their cards, those that work first; each opens its page. */
export function PersonCards({ person }: { readonly person: Cardholder }) {
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const orders = useEngineQuery((ask) => ask.cards.orders({}))
  const ordered = (orders.data ?? []).filter((order) => order.person?.id === person.id)
  return (
    <QueryView query={cards}>
      {(all) => {
        const theirs = all.filter((card) => card.cardholder?.id === person.id).toSorted((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed'))
        if (theirs.length === 0 && ordered.length === 0) return <EmptyState size="inline" title="No card">Cards are ordered on the Cards page, or given to somebody there.</EmptyState>
        return (
          <ul className={classes.cardList} aria-label={`Cards of ${person.name}`}>
            {ordered.map((order) => <li key={`order ${order.outboxId}`} className={classes.cardLine}><span className={classes.cardName}>{order.form === 'virtual' ? 'A virtual card' : 'A card'}{order.label === null ? '' : `, ${order.label}`}</span><span className={classes.faint}>Ordered, not made yet</span></li>)}
            {theirs.map((card) => <li key={card.id}><CardLine card={card} /></li>)}
          </ul>
        )
      }}
    </QueryView>
  )
}

function CardLine({ card }: { readonly card: Card }) {
  return (
    <Link href={itemHref('card', card.id)} className={classes.cardLine}>
      <CardFace card={card} size="chip" />
      <span className={classes.cardName}>{cardName(card)}</span>
      <span className={classes.faint}>{[card.form === 'virtual' ? 'Virtual' : null, card.product, cardStatusWord(card.status)].filter((word) => word !== null).join(' · ')}</span>
      <MoneyTotals totals={card.latestMonthSpend} />
    </Link>
  )
}
