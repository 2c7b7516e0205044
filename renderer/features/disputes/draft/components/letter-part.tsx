import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { LETTER_ADDRESS } from '#shared/domain/disputes/questions.ts'
import { LETTER_STEPS } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { useSaving } from '../../use-saving.ts'
import { answered } from '../model/fields.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import { PostedDialog } from './posted-dialog.tsx'
import { QuestionField } from './question-field.tsx'
import classes from './check.module.css'

/** Where no issuer takes it: where the letter goes, the papers, how to send them, and the day they were sent. */
export function LetterPart({ detail, edit }: { readonly detail: DisputeDetail; readonly edit: DraftEdit }) {
  const { answers } = edit.fields
  const letter = useSaving((call) => call.disputes.exportLetter)
  const caseFile = useSaving((call) => call.disputes.exportCase, ({ pages, leftOut }) => `${plural(pages, 'page', 'pages')}${leftOut.length === 0 ? '' : `; to be printed by itself: ${leftOut.join(', ')}`}`)
  const [isPosting, setPosting] = useState(false)
  const of = { disputeId: detail.id }
  const name = `Dispute ${detail.charge.merchant} ${detail.charge.on}`.slice(0, 100).replaceAll(/[\\/:*?"<>|]/g, ' ')
  return (
    <div className={classes.letter}>
      <QuestionField
        question={LETTER_ADDRESS}
        detail={detail}
        value={answers[LETTER_ADDRESS.key]}
        isMissing={false}
        onAnswer={(value, how) => edit.edit({ answers: answered(answers, LETTER_ADDRESS.key, value) }, how)}
      />
      <ol aria-label="How to send it">{LETTER_STEPS.map((step) => <li key={step}>{step}</li>)}</ol>
      {letter.state.status === 'failed' && <ErrorState size="inline" error={letter.state.error} />}
      {caseFile.state.status === 'failed' && <ErrorState size="inline" error={caseFile.state.error} />}
      <div className={classes.letterActs}>
        <Button leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />} loading={caseFile.state.status === 'running'} onClick={() => void caseFile.save(of, { name: `${name}.pdf`, kind: 'pdf' })}>Save the case file…</Button>
        <Button variant="default" loading={letter.state.status === 'running'} onClick={() => void letter.save(of, { name: `${name}, letter.pdf`, kind: 'pdf' })}>Only the letter…</Button>
        {detail.can.record && <Button variant="default" onClick={() => setPosting(true)}>I have sent it…</Button>}
      </div>
      <PostedDialog detail={detail} opened={isPosting} onClose={() => setPosting(false)} />
    </div>
  )
}
