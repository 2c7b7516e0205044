import { Button, Select, TextInput } from '@mantine/core'
import { IconGauge, IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { OverviewView } from '../model/overview.ts'
import classes from './limits.module.css'

export interface OverviewFiltersProps {
  readonly view: OverviewView
  readonly cards: readonly Card[]
  readonly onChange: (part: Partial<OverviewView>, replace?: boolean) => void
}

/** Which limits: by words, person, card, and only those that are used up or nearly. */
export function OverviewFilters({ view, cards, onChange }: OverviewFiltersProps) {
  const search = useRef<HTMLInputElement>(null)
  useShortcut('mod+f', 'Find a limit', () => search.current?.focus())
  useShortcut('n', 'Only nearly used up', () => onChange({ isNear: !view.isNear }))
  const people = [...new Map(cards.flatMap(({ cardholder }) => (cardholder === null ? [] : [[cardholder.id, cardholder.name] as const])))].toSorted(([, a], [, b]) => a.localeCompare(b))
  const idOf = (value: string | null) => (value === null ? null : Number(value))
  return (
    <div className={classes.filters} role="search" aria-label="Which limits">
      <TextInput ref={search} className={classes.search ?? ''} size="xs" placeholder="Find a limit" aria-label="Find a limit" leftSection={<IconSearch size={14} stroke={1.7} />} value={view.text} onChange={(event) => onChange({ text: event.currentTarget.value }, true)} />
      <Select className={classes.people ?? ''} size="xs" placeholder="Everybody" aria-label="Person" searchable clearable data={people.map(([id, name]) => ({ value: String(id), label: name }))} value={view.personId === null ? null : String(view.personId)} onChange={(value) => onChange({ personId: idOf(value) })} />
      <Select className={classes.cards ?? ''} size="xs" placeholder="All cards" aria-label="Card" searchable clearable limit={80} data={cards.map((card) => ({ value: String(card.id), label: cardLabel(card) }))} value={view.cardId === null ? null : String(view.cardId)} onChange={(value) => onChange({ cardId: idOf(value) })} />
      <Button size="xs" variant={view.isNear ? 'light' : 'default'} aria-pressed={view.isNear} leftSection={<IconGauge size={14} stroke={1.7} />} onClick={() => onChange({ isNear: !view.isNear })}>Nearly used up</Button>
    </div>
  )
}
