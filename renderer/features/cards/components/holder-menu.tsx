import { VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconUserOff } from '@tabler/icons-react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { cardLabel } from '#renderer/components/data/card-face.tsx'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Cardholder } from '#shared/rpc/contract/employees.contract.ts'
import { useCardActions } from '../use-card-actions.ts'
import classes from '../cards.module.css'

const NOBODY = 'nobody'

/** Whose card it is: someone known, someone new by typing the name, or nobody. */
export function HolderMenu({ card, people }: { readonly card: Card; readonly people: readonly Cardholder[] }) {
  const { assign } = useCardActions()
  const groups = [
    { key: 'people', items: people.map((person) => ({ key: String(person.id), label: person.name, mark: <Avatar name={person.name} /> })) },
    { key: 'nobody', items: card.cardholder ? [{ key: NOBODY, label: 'Nobody', mark: <IconUserOff size={18} stroke={1.6} aria-hidden /> }] : [] },
  ]
  return (
    <PickMenu
      label="Find or add a person"
      groups={groups}
      value={card.cardholder ? String(card.cardholder.id) : null}
      width={280}
      onPick={(key) => assign(card, key === NOBODY ? { kind: 'none' } : { kind: 'existing', cardholderId: Number(key) })}
      create={{ label: (name) => `Add “${name}”`, onCreate: (name) => assign(card, { kind: 'new', name }) }}
      target={(toggle) => (
        <button type="button" className={classes.holder} data-nobody={(card.cardholder === null && card.kind === 'card') || undefined} onClick={toggle}>
          <VisuallyHidden>Cardholder of {cardLabel(card)}:</VisuallyHidden>
          <Avatar name={card.cardholder?.name ?? null} size="sm" />
          <span className={classes.name}>{card.cardholder?.name ?? 'Assign'}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </button>
      )}
    />
  )
}
