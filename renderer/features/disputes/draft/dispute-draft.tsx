import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useSearch } from 'wouter'
import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { CheckAndSend } from './components/check-and-send.tsx'
import { Companions } from './components/companions.tsx'
import { DraftFooter } from './components/draft-footer.tsx'
import { DisputeBar } from '../components/dispute-bar.tsx'
import { ChargeHead, Refused } from './components/draft-head.tsx'
import { Progress } from './components/progress.tsx'
import { SendDialog } from './components/send-dialog.tsx'
import { Step } from './components/step.tsx'
import { WhatHappened } from './components/what-happened.tsx'
import { WhatYouHave } from './components/what-you-have.tsx'
import { jumpTo } from './jump.ts'
import { readCompanions } from './model/address.ts'
import { openItems, openText, type MissingItem } from './model/missing.ts'
import { useDraftEdit } from './use-draft-edit.ts'
import { useEvidence } from './use-evidence.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useSendFacts } from './use-send-facts.ts'
import classes from './components/steps.module.css'

export interface DisputeDraftProps {
  readonly detail: DisputeDetail
  /** Freezing and replacing the card that was charged, put together in the app. */
  readonly cardActs: (cardId: number) => ReactNode
}

/** A dispute that can still be changed: what happened, what you have, check and send, on one page. Give it `key={detail.id}`. */
export function DisputeDraft({ detail, cardActs }: DisputeDraftProps) {
  const search = useSearch()
  const cache = useQueryClient()
  const edit = useDraftEdit(detail)
  const [withoutLocation, setWithoutLocation] = useState(true)
  const [isAsked, setAsked] = useState(false)
  const [isSending, setSending] = useState(false)
  const evidence = useEvidence(detail, withoutLocation)
  const { over } = useFileDrop(!isSending, evidence.add)
  const facts = useSendFacts(detail, edit.fields)
  const open = openItems(detail, edit.fields.reason)
  const send = async () => {
    setAsked(true)
    if (!(await edit.flush())) return
    // What was typed last counts, whether or not the page shows it yet.
    const fresh = cache.getQueryData<DisputeDetail>(['disputes', 'get', { disputeId: detail.id }]) ?? detail
    const [first] = openItems(fresh, fresh.reason)
    if (first) jumpTo(first.key)
    else if (edit.fields.amountMinor === null) jumpTo('amount')
    else if (!fresh.can.submit) document.getElementById(CHECK_ID)?.scrollIntoView({ block: 'start' })
    else setSending(true)
  }
  useShortcut('mod+Enter', 'Check and send', () => void send(), { inFields: true, enabled: !isSending })
  return (
    <PageFrame toolbar={<DisputeBar detail={detail} />} footer={<DraftFooter detail={detail} edit={edit} to={facts.to} open={open} isLate={open.length === 0 && detail.channel === 'issuer' && !detail.can.submit} onSend={() => void send()} />}>
      <Refused detail={detail} />
      <Companions detail={detail} ids={readCompanions(search)} edit={edit} />
      <ChargeHead detail={detail} />
      <div className={classes.columns}>
        <div>
          <Step number={1} title="What happened" {...standing(open, 'happened')}>
            <WhatHappened detail={detail} edit={edit} isAsked={isAsked} cardActs={cardActs} />
          </Step>
          <Step number={2} title="What you have" {...standing(open, 'have', edit.fields.reason !== null && detail.evidence.length > 0)}>
            <WhatYouHave detail={detail} edit={edit} evidence={evidence} over={over} isAsked={isAsked} withoutLocation={withoutLocation} onWithoutLocation={setWithoutLocation} />
          </Step>
          <div id={CHECK_ID}>
            <Step number={3} title={detail.channel === 'letter' ? 'Check and post' : 'Check and send'} aside={open.length > 0 ? openText(open) : null} isDone={false}>
              <CheckAndSend detail={detail} edit={edit} facts={facts} open={open} />
            </Step>
          </div>
        </div>
        <Progress detail={detail} open={open} />
      </div>
      <SendDialog detail={detail} facts={facts} opened={isSending} onClose={() => setSending(false)} />
    </PageFrame>
  )
}

const CHECK_ID = 'dispute-check'

/** `isBegun`: a step that needs nothing is done only once something is there. */
function standing(items: readonly MissingItem[], step: MissingItem['step'], isBegun = true): { readonly aside: string | null; readonly isDone: boolean } {
  const open = items.filter((item) => item.step === step)
  return { aside: open.length > 0 ? openText(open) : null, isDone: open.length === 0 && isBegun }
}
