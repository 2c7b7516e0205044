import { PageFrame } from '#renderer/components/page/page-frame.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { DisputeBar } from '../components/dispute-bar.tsx'
import { CaseHead } from './components/case-head.tsx'
import { CaseMoney } from './components/case-money.tsx'
import { CaseNext } from './components/case-next.tsx'
import { CasePapers } from './components/case-papers.tsx'
import { CaseTimeline } from './components/case-timeline.tsx'
import { MerchantAnswer } from './components/merchant-answer.tsx'
import { WhatWasSent } from './components/what-was-sent.tsx'
import classes from './components/case.module.css'

/** A dispute after it was sent: what happens next and what to do, what was said, what it does to what has to be paid. */
export function CasePage({ detail }: { readonly detail: DisputeDetail }) {
  return (
    <PageFrame width="wide" toolbar={<DisputeBar detail={detail} />}>
      <CaseHead detail={detail} />
      <div className={classes.columns}>
        <div className={classes.top}>
          <CaseNext detail={detail} />
          <MerchantAnswer detail={detail} />
        </div>
        <aside className={classes.side} aria-label="Money and papers">
          <CaseMoney detail={detail} />
          <CasePapers detail={detail} />
        </aside>
        <div className={classes.rest}>
          <CaseTimeline detail={detail} />
          <WhatWasSent detail={detail} />
        </div>
      </div>
    </PageFrame>
  )
}
