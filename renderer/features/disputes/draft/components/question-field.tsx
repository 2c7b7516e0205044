import { Radio, Select, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { AmountField } from '#renderer/components/forms/amount-field.tsx'
import { DateField } from '#renderer/components/forms/date-field.tsx'
import { CONTRADICTIONS, type ContradictionRule } from '#shared/domain/disputes/checks.ts'
import type { Choice, Question } from '#shared/domain/disputes/questions.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { AnswerValue } from '../model/fields.ts'
import { fieldId } from '../model/missing.ts'
import { OtherCharge } from './other-charge.tsx'
import classes from './question-field.module.css'

export interface QuestionFieldProps {
  readonly question: Question
  readonly detail: DisputeDetail
  readonly value: AnswerValue | undefined
  /** Somebody tried to send it without. */
  readonly isMissing: boolean
  /** null: taken back. `typed`: more may follow. */
  readonly onAnswer: (value: AnswerValue | null, how?: 'typed') => void
}

const FEW_CHOICES = 6

/** One question of the reason, asked in the way its answer is given. */
export function QuestionField(props: QuestionFieldProps) {
  const { question, detail } = props
  const broken = detail.contradictions.filter(({ key }) => key === question.key)
  return (
    <div id={fieldId(question.key)} className={classes.field}>
      <Asked {...props} />
      {broken.map(({ rule }) => <Broken key={rule} rule={rule} />)}
    </div>
  )
}

/** What cannot be, or is unusual; the words are the rule's own. */
export function Broken({ rule }: { readonly rule: string }) {
  const known = Object.hasOwn(CONTRADICTIONS, rule) ? CONTRADICTIONS[rule as ContradictionRule] : null
  if (known === null) return null
  return <p className={classes.broken} data-stops={known.stops || undefined} role="alert">{known.text}</p>
}

function Asked({ question, detail, value, isMissing, onAnswer }: QuestionFieldProps) {
  const label = question.required ? question.label : <>{question.label} <span className={classes.optional}>Not needed</span></>
  const common = { label, description: question.hint, error: isMissing ? 'This is needed' : null }
  const text = typeof value === 'string' ? value : ''
  switch (question.kind) {
    case 'text':
      return <Textarea {...common} autosize minRows={1} maxRows={6} maxLength={2_000} value={text} onChange={(event) => onAnswer(event.currentTarget.value, 'typed')} />
    case 'date':
      return <div className={classes.narrow}><DateField {...common} date={text === '' ? null : text} onDate={(date) => onAnswer(date, 'typed')} /></div>
    case 'amount':
      return <div className={classes.narrow}><AmountField {...common} allowZero currency={detail.amount.currency} minor={typeof value === 'number' ? value : null} onAmount={(minor) => onAnswer(minor, 'typed')} /></div>
    case 'yes-no':
      return <Choices {...common} isInline options={YES_NO} chosen={typeof value === 'boolean' ? String(value) : null} onChoose={(key) => onAnswer(key === 'true')} />
    case 'choice':
      return <Choices {...common} options={question.choices} chosen={text === '' ? null : text} onChoose={(key) => onAnswer(key)} />
    case 'transaction':
      return <OtherCharge {...common} detail={detail} chosen={typeof value === 'number' ? value : null} onChoose={onAnswer} />
  }
}

const YES_NO: readonly Choice[] = [{ key: 'true', label: 'Yes' }, { key: 'false', label: 'No' }]

interface ChoicesProps {
  readonly label: ReactNode
  readonly description: ReactNode
  readonly error: ReactNode
  readonly options: readonly Choice[]
  readonly isInline?: boolean
  /** A choice's key. */
  readonly chosen: string | null
  readonly onChoose: (key: string | null) => void
}

function Choices({ options, isInline = false, chosen, onChoose, ...common }: ChoicesProps) {
  if (options.length > FEW_CHOICES) {
    return <Select {...common} w={320} placeholder="Choose" value={chosen} data={options.map(({ key, label }) => ({ value: key, label }))} onChange={onChoose} />
  }
  return (
    <Radio.Group {...common} value={chosen} onChange={onChoose}>
      <div className={isInline ? classes.inline : classes.choices}>
        {options.map(({ key, label }) => <Radio key={key} value={key} label={label} />)}
      </div>
    </Radio.Group>
  )
}
