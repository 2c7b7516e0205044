import { type KeyboardEvent, useRef } from 'react'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { movedInGrid } from '../model/grid-keys.ts'
import { CardTile } from './card-tile.tsx'
import classes from '../cards.module.css'

export interface CardsViewProps {
  readonly label: string
  readonly cards: readonly Card[]
  readonly people: readonly Cardholder[]
  readonly selected: ReadonlySet<number>
  readonly onSelect: (cardId: number, isStretch: boolean) => void
}

/** Drawn cards, wrapped to the width. The arrow keys walk them in both directions. */
export function CardsGrid({ label, cards, people, selected, onSelect }: CardsViewProps) {
  const list = useRef<HTMLUListElement>(null)
  const walk = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset['opens']) return
    const opens = [...(list.current?.querySelectorAll<HTMLElement>('[data-opens]') ?? [])]
    const top = opens[0]?.getBoundingClientRect().top
    const columns = opens.filter((one) => one.getBoundingClientRect().top === top).length
    const index = movedInGrid(event.key, opens.indexOf(event.target), opens.length, columns)
    if (index === undefined) return
    event.preventDefault()
    opens[index]?.focus()
  }
  return (
    <ul ref={list} className={classes.grid} data-selecting={selected.size > 0 || undefined} aria-label={label} onKeyDown={walk}>
      {cards.map((card) => (
        <li key={card.id}>
          <CardTile card={card} people={people} isSelected={selected.has(card.id)} onSelect={(isStretch) => onSelect(card.id, isStretch)} />
        </li>
      ))}
    </ul>
  )
}
