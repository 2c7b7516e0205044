import { useState } from 'react'
import type { ControlPart, PlanDraft } from '../model/draft.ts'
import { addLimit, addPart, changeLimit, removeLimit } from '../model/draft.ts'
import { placeKey, type Problem } from '../model/problems.ts'
import type { Naming } from '../model/words.ts'
import { AddBar } from './add-bar.tsx'
import { ControlClauses } from './control-clauses.tsx'
import { LimitClause } from './limit-clause.tsx'
import { ProblemList } from './problem-list.tsx'
import classes from './sentence.module.css'

export interface SentenceProps {
  /** "This card may spend". */
  readonly subject: string
  readonly draft: PlanDraft
  readonly onDraft: (draft: PlanDraft) => void
  readonly naming: Naming
  readonly problems: readonly Problem[]
  readonly timeZone: string
  readonly zonesInUse: readonly string[]
  /** Where controls can be left as they are: of several, and in a template. */
  readonly canLeaveControls: boolean
  /** No issuer keeps controls for these. */
  readonly hasControls: boolean
}

type Added = { readonly limit: number } | { readonly part: ControlPart }

/** Limits and controls as one sentence whose words can be changed; under it what can be added, and what is wrong. */
export function Sentence(props: SentenceProps) {
  const { subject, draft, onDraft, naming, problems } = props
  // What was added last opens by itself, once.
  const [added, setAdded] = useState<Added | null>(null)
  const wrong = new Set(problems.filter(({ level }) => level === 'error').map(({ place }) => placeKey(place)))
  return (
    <div>
      <div className={classes.sentence} role="group" aria-label="What may be spent, and where">
        {subject}{' '}
        {draft.limits.length === 0 && 'any amount'}
        {draft.limits.map((limit, index) => (
          <span key={limit.id}>
            {index > 0 && ', '}
            <LimitClause
              limit={limit}
              currency={draft.currency}
              naming={naming}
              isWrong={wrong.has(`limit ${limit.id}`)}
              isNew={added !== null && 'limit' in added && added.limit === limit.id}
              zonesInUse={props.zonesInUse}
              onChange={(change) => onDraft(changeLimit(draft, limit.id, change))}
              onRemove={() => onDraft(removeLimit(draft, limit.id))}
            />
          </span>
        ))}
        {draft.controls !== null && (
          <ControlClauses draft={draft} controls={draft.controls} naming={naming} wrong={wrong} openPart={added !== null && 'part' in added ? added.part : null} onDraft={onDraft} />
        )}
        {draft.controls === null && props.canLeaveControls && props.hasControls && <span className={classes.aside}>; where it may be used stays as it is</span>}
        .
      </div>
      <AddBar
        draft={draft}
        hasControls={props.hasControls}
        canLeaveControls={props.canLeaveControls}
        onLimit={(interval) => {
          const next = addLimit(draft, { interval, timeZone: props.timeZone })
          setAdded({ limit: next.id })
          onDraft(next.draft)
        }}
        onPart={(part) => {
          setAdded({ part })
          onDraft(addPart(draft, part))
        }}
        onControls={(controls) => onDraft({ ...draft, controls })}
      />
      <ProblemList draft={draft} naming={naming} problems={problems} />
    </div>
  )
}
