import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { CardFace, cardLabel } from '#renderer/components/data/card-face.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import { monthOf, type IsoDate } from '#shared/domain/time.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { CardStanding } from './card-standing.tsx'
import { HolderMenu } from './holder-menu.tsx'
import { InlineName } from '#renderer/components/forms/inline-name.tsx'
import { useCardActions } from '../use-card-actions.ts'
import classes from '../cards.module.css'

export interface CardTileProps {
  readonly card: Card
  readonly people: readonly Cardholder[]
  /** A link points at it: it is shown, marked, and has the focus. */
  readonly isWanted: boolean
}

/** A drawn card; under it, whose it is (changed in place), what it is called, its newest month, and how it stands with its issuer. */
export function CardTile({ card, people, isWanted }: CardTileProps) {
  const tile = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isWanted) return
    tile.current?.scrollIntoView({ block: 'center' })
    tile.current?.focus({ preventScroll: true })
  }, [isWanted])
  const { cardIds, setScope } = useScope()
  const { rename } = useCardActions()
  const isChosen = cardIds !== null && cardIds.length === 1 && cardIds[0] === card.id
  return (
    <article ref={tile} className={classes.tile} data-wanted={isWanted || undefined} tabIndex={-1} aria-label={cardLabel(card)}>
      <button
        type="button"
        className={classes.open}
        data-chosen={isChosen || undefined}
        aria-pressed={isChosen}
        onClick={() => setScope(isChosen ? null : [card.id])}
      >
        <VisuallyHidden>{isChosen ? 'Show all cards again instead of only' : 'Show only'}</VisuallyHidden>
        <CardFace card={card} />
      </button>
      <div className={classes.line}>
        <HolderMenu card={card} people={people} />
        <span className={classes.space} />
        <InlineName
          label={`Nickname of ${cardLabel(card)}`}
          value={card.nickname ?? ''}
          placeholder="Nickname"
          maxLength={40}
          onSave={(nickname) => rename(card, nickname === '' ? null : nickname)}
        />
      </div>
      <LatestMonth card={card} />
      <CardStanding card={card} />
    </article>
  )
}

function LatestMonth({ card }: { readonly card: Card }) {
  const formats = useFormats()
  if (card.lastOn === null) return <div className={classes.none}>No charges yet</div>
  return (
    <div className={classes.spend}>
      <MoneyTotals totals={card.latestMonthSpend} />
      <span title={`Last charge ${formats.dateLong(card.lastOn)}`}>in {formats.month(monthOf(card.lastOn as IsoDate))}</span>
    </div>
  )
}
