import { CardFace } from '#renderer/components/data/card-face.tsx'
import { QueryView } from '#renderer/components/data/query-view.tsx'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

export function CardsPage() {
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  return (
    <PageFrame width="wide">
      <QueryView query={cards}>{(list) => list.map((card) => <CardFace key={card.id} card={card} />)}</QueryView>
    </PageFrame>
  )
}
