import { IconChevronDown } from '@tabler/icons-react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { CardFace } from '#renderer/components/data/card-face.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { PickMenu } from '#renderer/components/forms/pick-menu.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineCommand, useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { InputOf } from '#shared/rpc/define.ts'
import classes from './imports.module.css'

type Holder = InputOf<Contract['cards']['assign']>['holder']

/** Cards of which no file says whose they are: said here, in place. */
export function UnheldCards() {
  const formats = useFormats()
  const toasts = useToasts()
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const assign = useEngineCommand((call) => call.cards.assign)
  const unheld = (cards.data ?? []).filter((card) => card.kind === 'card' && card.cardholder === null && card.transactions > 0)
  if (unheld.length === 0) return null
  const give = (card: Card, holder: Holder) => {
    assign.run({ cardId: card.id, holder }).then(
      (changed) => toasts.undo(`${changed.name} belongs to ${changed.cardholder?.name ?? 'nobody'}`, () => assign.run({ cardId: card.id, holder: { kind: 'none' } })),
      toasts.fail,
    )
  }
  return (
    <Section title="Whose cards are these?" aside="Until they have a cardholder, their spend belongs to nobody in the report.">
      <ul className={classes.cards}>
        {unheld.map((card) => (
          <li key={card.id} className={classes.card}>
            <CardFace card={card} size="chip" />
            <span className={classes.cardText}>
              <span>{card.name}</span>
              <span className={classes.faint}>{plural(card.transactions, 'charge', 'charges', formats.count(card.transactions))}{card.firstOn !== null && card.lastOn !== null && `, ${formats.range(card.firstOn, card.lastOn)}`}</span>
            </span>
            <PickMenu
              label="Find or add a person"
              width={280}
              groups={[{ key: 'people', items: (people.data ?? []).map((person) => ({ key: String(person.id), label: person.name, mark: <Avatar name={person.name} /> })) }]}
              onPick={(key) => give(card, { kind: 'existing', cardholderId: Number(key) })}
              create={{ label: (name) => `Add “${name}”`, onCreate: (name) => give(card, { kind: 'new', name }) }}
              target={(toggle) => (
                <button type="button" className={classes.assign} onClick={toggle} aria-label={`Assign ${card.name} to a person`}>
                  Assign <IconChevronDown size={14} stroke={1.8} aria-hidden />
                </button>
              )}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
