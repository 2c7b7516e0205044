import { Section } from '#renderer/components/page/page-frame.tsx'
import type { DisputeBoard } from '#shared/rpc/contract/disputes.contract.ts'
import { decidedCount } from '../model/outcomes.ts'
import type { BoardView } from '../model/view.ts'
import { reasonTitle } from '../../model/dispute-words.ts'
import { OutcomeBars } from './outcome-bars.tsx'
import classes from './board.module.css'

export interface OutcomesSectionProps {
  readonly board: Pick<DisputeBoard, 'byReason' | 'byMerchant'>
  readonly onView: (part: Partial<BoardView>) => void
}

/** What comes of disputes: by reason and by merchant, once any was decided. */
export function OutcomesSection({ board, onView }: OutcomesSectionProps) {
  if (!board.byReason.some((row) => decidedCount(row) > 0)) return null
  const byReason = board.byReason.map(({ reason, ...rate }) => ({ key: reason ?? 'none', label: reason === null ? 'A reason not known here' : reasonTitle(reason), ...rate }))
  const byMerchant = board.byMerchant.map(({ merchant, ...rate }) => ({ key: merchant, label: merchant, ...rate }))
  const reasonOf = (key: string) => board.byReason.find(({ reason }) => (reason ?? 'none') === key)?.reason ?? 'none'
  return (
    <div className={classes.pair}>
      <div>
        <Section title="How they ended, by reason">
          <OutcomeBars label="Outcomes by reason" noun="Reason" outcomes={byReason} onOpen={(key) => onView({ reason: reasonOf(key) })} />
        </Section>
      </div>
      <div>
        <Section title="By merchant">
          <OutcomeBars label="Outcomes by merchant" noun="Merchant" outcomes={byMerchant} onOpen={(merchant) => onView({ merchant })} />
        </Section>
      </div>
      <p className={classes.legend} aria-hidden>
        <span><span className={classes.swatch} data-part="won" /> won</span>
        <span><span className={classes.swatch} data-part="partly" /> in part</span>
        <span><span className={classes.swatch} data-part="lost" /> lost</span>
      </p>
    </div>
  )
}
