import { Button } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { movedFocus } from '#renderer/components/data/walk-items.ts'
import { REASON_GROUPS, REASONS } from '#shared/domain/disputes/catalogue.ts'
import { DISPUTE_REASONS, type DisputeReason } from '#shared/domain/disputes/names.ts'
import { fieldId } from '../model/missing.ts'
import classes from './reason-picker.module.css'

export interface ReasonPickerProps {
  readonly reason: DisputeReason | null
  readonly onReason: (reason: DisputeReason) => void
  readonly isMissing: boolean
}

/** What is wrong, in plain words; once it is said, only that stays, and the questions follow. */
export function ReasonPicker({ reason, onReason, isMissing }: ReasonPickerProps) {
  const [isOpen, setOpen] = useState(false)
  const change = useRef<HTMLButtonElement>(null)
  const choose = (next: DisputeReason) => {
    onReason(next)
    setOpen(false)
    requestAnimationFrame(() => change.current?.focus({ preventScroll: true }))
  }
  if (reason !== null && !isOpen) {
    const { title, hint } = REASONS[reason]
    return (
      <div className={classes.chosen} id={fieldId('reason')}>
        <span className={classes.words}>
          <strong className={classes.chosenTitle}>{title}</strong>
          <span className={classes.hint}>{hint}</span>
        </span>
        <Button ref={change} size="compact-sm" variant="default" aria-label={`Change what is wrong: ${title}`} onClick={() => setOpen(true)}>Change</Button>
      </div>
    )
  }
  return (
    <div id={fieldId('reason')}>
      {isMissing && <p className={classes.missing} role="alert">Say what is wrong; the rest follows from it.</p>}
      <ReasonList reason={reason} onChoose={choose} onClose={reason === null ? null : () => choose(reason)} />
    </div>
  )
}

interface ReasonListProps {
  readonly reason: DisputeReason | null
  readonly onChoose: (reason: DisputeReason) => void
  readonly onClose: (() => void) | null
}

function ReasonList({ reason, onChoose, onClose }: ReasonListProps) {
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && onClose) {
      event.stopPropagation()
      onClose()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    movedFocus(list.current, event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <div ref={list} className={classes.groups} role="group" aria-label="What is wrong with this charge" onKeyDown={press}>
      {REASON_GROUPS.map(({ group, title }) => {
        const reasons = DISPUTE_REASONS.filter((one) => REASONS[one].group === group)
        return (
          <section key={group} className={classes.group} aria-label={title}>
            {reasons.length > 1 && <h3 className={classes.groupTitle}>{title}</h3>}
            {reasons.map((one) => (
              <button key={one} type="button" data-item className={classes.reason} aria-pressed={one === reason} autoFocus={one === reason} onClick={() => onChoose(one)}>
                <span className={classes.title}>{REASONS[one].title}</span>
                <span className={classes.hint}>{REASONS[one].hint}</span>
              </button>
            ))}
          </section>
        )
      })}
    </div>
  )
}
