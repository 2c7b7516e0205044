import { IconCards, IconChevronDown, IconFolder, IconUser } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { CardFace } from '#renderer/components/data/card-face.tsx'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import { useScope } from '#renderer/lib/scope.tsx'
import { isSameScope, scopeChoices, scopeOfChoice, type ScopeChoice } from './scope-choices.ts'
import type { Overlay } from './use-overlays.ts'
import classes from './card-switcher.module.css'

export interface CardSwitcherProps {
  readonly state: Overlay
  /** False on pages that are about everything: the choice is kept, and shown as resting. */
  readonly isScoped: boolean
}

/** Which cards the pages speak about: all, one, those of a group, or those of one person. Always in sight as a chip. */
export function CardSwitcher({ state, isScoped }: CardSwitcherProps) {
  const { cards, allCards, groups: cardGroups, cardIds, label, setScope } = useScope()
  const choices = useMemo(() => scopeChoices(allCards, cardGroups), [allCards, cardGroups])
  const chosen = choices.find((choice) => isSameScope(choice.cardIds, cardIds))
  const of = (...kinds: readonly ScopeChoice['kind'][]) => choices.filter((choice) => kinds.includes(choice.kind))
  const groups = [
    { key: 'cards', items: of('all', 'card').map((choice) => ({ ...choice, mark: choice.card ? <CardFace size="chip" card={choice.card} /> : <span className={classes.all}><IconCards size={18} stroke={1.6} aria-hidden /></span> })) },
    { key: 'groups', label: 'Groups', items: of('group').map((choice) => ({ ...choice, mark: <span className={classes.all}><IconFolder size={18} stroke={1.6} aria-hidden /></span> })) },
    { key: 'people', label: 'Everything of one person', items: of('person').map((choice) => ({ ...choice, mark: <Avatar name={choice.label} /> })) },
  ]
  const first = cards[0]
  return (
    <PickMenu
      label="Find a card, a group or a person"
      groups={groups}
      value={chosen?.key ?? null}
      width={360}
      opened={state.isOpen}
      onOpenedChange={state.set}
      onPick={(key) => setScope(scopeOfChoice(choices, key))}
      target={(toggle) => (
        <button type="button" className={classes.chip} data-narrowed={cardIds !== null || undefined} data-resting={!isScoped || undefined} onClick={toggle} title={isScoped ? undefined : 'This page shows every card'}>
          {cardIds === null ? <IconCards size={18} stroke={1.6} aria-hidden /> : cards.length === 1 && first ? <CardFace size="chip" card={first} /> : chosen?.kind === 'group' ? <IconFolder size={18} stroke={1.6} aria-hidden /> : <IconUser size={18} stroke={1.6} aria-hidden />}
          <span className={classes.label}>{label}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      )}
    />
  )
}
