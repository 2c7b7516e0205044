import { Switch } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { evidenceFor } from '#shared/domain/disputes/catalogue.ts'
import { OTHER_EVIDENCE } from '#shared/domain/disputes/questions.ts'
import type { DisputeDetail, DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'
import { evidenceLines } from '../model/evidence.ts'
import type { DraftEdit } from '../use-draft-edit.ts'
import type { EvidenceEdit } from '../use-evidence.ts'
import { EvidenceList } from './evidence-list.tsx'
import { EvidencePreview } from './evidence-preview.tsx'
import { KindChoice } from './kind-choice.tsx'
import classes from './evidence.module.css'

export interface WhatYouHaveProps {
  readonly detail: DisputeDetail
  readonly edit: DraftEdit
  readonly evidence: EvidenceEdit
  readonly over: { readonly kind: string | null } | null
  readonly isAsked: boolean
  readonly withoutLocation: boolean
  readonly onWithoutLocation: (isOn: boolean) => void
}

/** The second step: files, dropped, pasted or picked, and what each of them is. */
export function WhatYouHave({ detail, edit, evidence, over, isAsked, withoutLocation, onWithoutLocation }: WhatYouHaveProps) {
  const [shown, setShown] = useState<DisputeEvidence | null>(null)
  const { reason } = edit.fields
  const lines = evidenceLines(reason === null ? [OTHER_EVIDENCE] : evidenceFor(reason, detail.form), detail.evidence)
  return (
    <div className={classes.have} data-over={(over !== null && over.kind === null) || undefined}>
      <p className={classes.lead}>{over === null ? 'Drop files anywhere on this page, paste a picture, or add them here. PNG, JPEG, HEIC or PDF, each up to 10 MB.' : 'Let go over the line it belongs to, or anywhere to say it afterwards.'}</p>
      {evidence.problems.length > 0 && (
        <div className={classes.problems} role="alert">
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
          <ul>{evidence.problems.map(({ key, text }) => <li key={key}>{text}</li>)}</ul>
          <button type="button" aria-label="Dismiss" onClick={evidence.forgetProblems}><IconX size={14} stroke={1.8} aria-hidden /></button>
        </div>
      )}
      {evidence.waiting.map((waiting) => <KindChoice key={waiting.key} waiting={waiting} lines={lines} evidence={evidence} />)}
      <EvidenceList lines={lines} evidence={evidence} overKind={over?.kind ?? null} isAsked={isAsked} onShow={setShown} />
      <Switch
        label="Take place and camera out of photos"
        description="Where and with what a photo was taken is in the file. Turn this off where the place is part of the proof. HEIC pictures are kept as they are."
        checked={withoutLocation}
        onChange={(event) => onWithoutLocation(event.currentTarget.checked)}
      />
      <EvidencePreview disputeId={detail.id} file={shown} onClose={() => setShown(null)} />
    </div>
  )
}
