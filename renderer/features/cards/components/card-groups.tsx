import { IconX } from '@tabler/icons-react'
import { cardName } from '#renderer/components/data/card-face.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { useGroups } from '../use-groups.ts'
import classes from '../card-page.module.css'

/** The groups that a card is in; out of a person's own with one click. */
export function CardGroups({ card }: { readonly card: Card }) {
  const groups = useGroups()
  const departments = groups.all.filter((group) => group.kind === 'department' && group.cardIds.includes(card.id))
  const own = groups.own.filter((group) => group.cardIds.includes(card.id))
  if (own.length + departments.length === 0) return <span className={classes.faint}>None</span>
  return (
    <span className={classes.tags}>
      {departments.map((group) => <span key={group.key} className={classes.tag} title="The holder’s department at the issuer">{group.name}</span>)}
      {own.map((group) => (
        <span key={group.key} className={classes.tag}>
          {group.name}
          <button type="button" className={classes.tagOut} aria-label={`Take ${cardName(card)} out of ${group.name}`} onClick={() => groups.takeOut(group, card.id)}><IconX size={12} stroke={2} aria-hidden /></button>
        </span>
      ))}
    </span>
  )
}
