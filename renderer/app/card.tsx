import { useSearch } from 'wouter'
import { CardPage } from '#renderer/features/cards/card-page.tsx'
import { DeclineList } from '#renderer/features/declines/components/decline-list.tsx'
import { LimitsSection } from '#renderer/features/limits/components/limits-section.tsx'
import { readItem } from '#renderer/lib/links.ts'

const DECLINES_SHOWN = 5

/** A card with what limits and declines know of it. */
export function CardView() {
  return (
    <CardPage
      id={readItem(useSearch())}
      limits={({ card }) => <LimitsSection scope={{ kind: 'card', id: card.id }} canEdit={card.can.limit} />}
      declines={({ numbers }) => <DeclineList cardIds={numbers.map((number) => number.cardId)} limit={DECLINES_SHOWN} />}
    />
  )
}
