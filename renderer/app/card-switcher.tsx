import { IconCards, IconChevronDown, IconUser } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { CardFace } from '#renderer/components/data/card-face.tsx'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import { isSameScope, scopeChoices, scopeOfChoice } from './scope-choices.ts'
import type { Overlay } from './use-overlays.ts'
import classes from './card-switcher.module.css'

export interface CardSwitcherProps {
  readonly state: Overlay
  /** False on pages that are about everything: the choice is kept, and shown as resting. */
  readonly isScoped: boolean
}

/** Which cards the pages speak about: all, one, or those of one person. Always in sight as a chip. */
export function CardSwitcher({ state, isScoped }: CardSwitcherProps) {
  const { cards, allCards, cardIds, label, setScope } = useScope()
  const choices = useMemo(() => scopeChoices(allCards), [allCards])
  const chosen = choices.find((choice) => isSameScope(choice.cardIds, cardIds))
  const groups = [
    { key: 'cards', items: choices.filter((choice) => choice.kind !== 'person').map((choice) => ({ ...choice, mark: choice.card ? <CardFace size="chip" card={choice.card} /> : <span className={classes.all}><IconCards size={18} stroke={1.6} aria-hidden /></span> })) },
    { key: 'people', label: 'Everything of one person', items: choices.filter((choice) => choice.kind === 'person').map((choice) => ({ ...choice, mark: <Avatar name={choice.label} /> })) },
  ]
  const first = cards[0]
  return (
    <PickMenu
      label="Find a card or a person"
      groups={groups}
      value={chosen?.key ?? null}
      width={360}
      opened={state.isOpen}
      onOpenedChange={state.set}
      onPick={(key) => setScope(scopeOfChoice(choices, key))}
      target={(toggle) => (
        <button type="button" className={classes.chip} data-narrowed={cardIds !== null || undefined} data-resting={!isScoped || undefined} onClick={toggle} title={isScoped ? undefined : 'This page shows every card'}>
          {cardIds === null ? <IconCards size={18} stroke={1.6} aria-hidden /> : cards.length === 1 && first ? <CardFace size="chip" card={first} /> : <IconUser size={18} stroke={1.6} aria-hidden />}
          <span className={classes.label}>{label}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      )}
    />
  )
}
