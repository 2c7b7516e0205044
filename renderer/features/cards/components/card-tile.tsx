import { Checkbox, VisuallyHidden } from '@mantine/core'
import type { MouseEvent } from 'react'
import { Link } from 'wouter'
import { CardFace, cardLabel } from '#renderer/components/data/card-face.tsx'
import { InlineName } from '#renderer/components/forms/inline-name.tsx'
import { MoneyTotals } from '#renderer/components/money/money-text.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref } from '#renderer/lib/links.ts'
import { monthOf, type IsoDate } from '#shared/domain/time.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { CardStanding } from './card-standing.tsx'
import { HolderMenu } from './holder-menu.tsx'
import { useCardActions } from '../use-card-actions.ts'
import classes from '../cards.module.css'

export interface CardTileProps {
  readonly card: Card
  readonly people: readonly Cardholder[]
  readonly isSelected: boolean
  /** `isStretch`: everything from the last one touched to this one. */
  readonly onSelect: (isStretch: boolean) => void
}

/** A drawn card that opens its page; under it, whose it is (changed in place), its newest month, and how it stands with its issuer. */
export function CardTile({ card, people, isSelected, onSelect }: CardTileProps) {
  const { rename } = useCardActions()
  const label = cardLabel(card)
  const openOrSelect = (event: MouseEvent) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    onSelect(event.shiftKey)
  }
  return (
    <article className={classes.tile} data-card={card.id} data-selected={isSelected || undefined} aria-label={label}>
      <div className={classes.faceFrame}>
        <Link href={itemHref('card', card.id)} className={classes.open} data-opens onClick={openOrSelect}>
          <VisuallyHidden>Open</VisuallyHidden>
          <CardFace card={card} />
        </Link>
        <SelectBox label={label} isSelected={isSelected} onSelect={onSelect} />
      </div>
      <div className={classes.line}>
        <HolderMenu card={card} people={people} />
        <span className={classes.space} />
        <InlineName label={`Nickname of ${label}`} value={card.nickname ?? ''} placeholder="Nickname" maxLength={40} onSave={(nickname) => rename(card, nickname === '' ? null : nickname)} />
      </div>
      <LatestMonth card={card} />
      <CardStanding card={card} />
    </article>
  )
}

export interface SelectBoxProps {
  readonly label: string
  readonly isSelected: boolean
  readonly onSelect: (isStretch: boolean) => void
}

export function SelectBox({ label, isSelected, onSelect }: SelectBoxProps) {
  return (
    <Checkbox
      size="xs"
      className={classes.pick ?? ''}
      aria-label={`Select ${label}`}
      checked={isSelected}
      onClick={(event) => event.stopPropagation()}
      onChange={(event) => onSelect(event.nativeEvent instanceof window.MouseEvent && event.nativeEvent.shiftKey)}
    />
  )
}

export function LatestMonth({ card }: { readonly card: Card }) {
  const formats = useFormats()
  if (card.lastOn === null) return <div className={classes.none}>No charges yet</div>
  return (
    <div className={classes.spend}>
      <MoneyTotals totals={card.latestMonthSpend} />
      <span title={`Last charge ${formats.dateLong(card.lastOn)}`}>in {formats.month(monthOf(card.lastOn as IsoDate))}</span>
    </div>
  )
}
