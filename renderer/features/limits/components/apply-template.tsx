import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Avatar } from '#renderer/components/data/avatar.tsx'
import { CardFace, cardLabel } from '#renderer/components/data/card-face.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref } from '#renderer/lib/links.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { LimitTemplate } from '#shared/rpc/contract/limits.contract.ts'
import { countWords } from '../model/targets.ts'
import classes from './limits.module.css'

export interface ApplyTemplateProps {
  /** null: closed. */
  readonly template: LimitTemplate | null
  readonly onClose: () => void
}

/** For which cards and people; what it would do to them is seen in the editor before anything is set. */
export function ApplyTemplate({ template, onClose }: ApplyTemplateProps) {
  return (
    <Modal opened={template !== null} onClose={onClose} title={`Use “${template?.name ?? ''}” for`}>
      {template !== null && <Targets template={template} onClose={onClose} />}
    </Modal>
  )
}

function Targets({ template, onClose }: { readonly template: LimitTemplate; readonly onClose: () => void }) {
  const cards = useEngineQuery((ask) => ask.cards.list({}))
  const people = useEngineQuery((ask) => ask.employees.list({}))
  const [typed, setTyped] = useState('')
  const [cardIds, setCardIds] = useState<readonly number[]>([])
  const [personIds, setPersonIds] = useState<readonly number[]>([])
  const words = matchName(typed)
  const fits = (text: string) => matchName(text).includes(words)
  const shownCards = (cards.data ?? []).filter((card) => card.kind === 'card' && card.status !== 'closed' && fits(cardLabel(card)))
  const shownPeople = (people.data ?? []).filter((person) => person.cards.length > 0 && fits(person.name))
  const count = countWords({ cardIds, personIds })
  const go = () => {
    if (count === '') return
    onClose()
    goTo(limitEditorHref({ cardIds, personIds, templateId: template.id }))
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        go()
      }}
    >
      <TextInput size="sm" placeholder="Type to narrow" aria-label="Narrow cards and people" data-autofocus value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className={classes.pick}>
        {shownCards.length > 0 && <div className={classes.pickHead}>Cards</div>}
        {shownCards.map((card) => (
          <Row key={card.id} name={cardLabel(card)} mark={<CardFace card={card} size="chip" />} isChosen={cardIds.includes(card.id)} onToggle={() => setCardIds(toggled(cardIds, card.id))} />
        ))}
        {shownPeople.length > 0 && <div className={classes.pickHead}>People, with all their cards together</div>}
        {shownPeople.map((person) => (
          <Row key={person.id} name={person.name} mark={<Avatar name={person.name} size="sm" />} isChosen={personIds.includes(person.id)} onToggle={() => setPersonIds(toggled(personIds, person.id))} />
        ))}
        {shownCards.length + shownPeople.length === 0 && <p className={classes.reverts}>{typed === '' ? 'There are no cards and people yet.' : 'Nobody of that name.'}</p>}
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>Cancel</Button>
        <Button type="submit" disabled={count === ''}>{count === '' ? 'See what it would do' : `See what it would do to ${count}`}</Button>
      </div>
    </form>
  )
}

function Row({ name, mark, isChosen, onToggle }: { readonly name: string; readonly mark: ReactNode; readonly isChosen: boolean; readonly onToggle: () => void }) {
  return (
    <label className={classes.pickRow}>
      <Checkbox size="xs" checked={isChosen} onChange={onToggle} />
      {mark}
      <span>{name}</span>
    </label>
  )
}

function toggled(ids: readonly number[], id: number): readonly number[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]
}
