import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { questionsFor } from '#shared/domain/disputes/catalogue.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { answered } from '../model/fields.ts'
import { fieldId } from '../model/missing.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import { AdviceList } from './advice-list.tsx'
import { AmountPart } from './amount-part.tsx'
import { LegalFacts } from './legal-facts.tsx'
import { QuestionField } from './question-field.tsx'
import { ReasonPicker } from './reason-picker.tsx'
import classes from './steps.module.css'

export interface WhatHappenedProps {
  readonly detail: DisputeDetail
  readonly edit: DraftEdit
  /** Somebody tried to send it: what is missing says so in its place. */
  readonly isAsked: boolean
  readonly cardActs: (cardId: number) => ReactNode
}

const LONGEST = 4_000

/** The first step: the reason, what helps first, the reason's questions, the amount, and the story. */
export function WhatHappened({ detail, edit, isAsked, cardActs }: WhatHappenedProps) {
  const { reason, answers, explanation } = edit.fields
  const isMissing = (key: string) => isAsked && detail.missingKeys.includes(key)
  return (
    <div className={classes.fields}>
      <ReasonPicker reason={reason} isMissing={isMissing('reason')} onReason={(next) => edit.edit({ reason: next })} />
      {reason !== null && (
        <>
          <AdviceList reason={reason} detail={detail} cardActs={cardActs} />
          <LegalFacts reason={reason} />
          {questionsFor(reason, detail.form).map((question) => (
            <QuestionField
              key={`${reason} ${question.key}`}
              question={question}
              detail={detail}
              value={answers[question.key]}
              isMissing={isMissing(question.key)}
              onAnswer={(value, how) => edit.edit({ answers: answered(answers, question.key, value) }, how)}
            />
          ))}
          <AmountPart detail={detail} edit={edit} />
          <div id={fieldId('explanation')}>
            <Textarea
              label="What happened, in your own words"
              description="In the order in which it happened, with days and names. The people who decide read this first."
              autosize
              minRows={4}
              maxRows={16}
              maxLength={LONGEST}
              value={explanation}
              error={isMissing('explanation') ? 'This is needed' : null}
              onChange={(event) => edit.edit({ explanation: event.currentTarget.value }, 'typed')}
            />
          </div>
        </>
      )}
    </div>
  )
}
