import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { momentOf } from '#renderer/lib/moments.ts'
import { isAtStake } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { useDisputeWords } from '../../use-dispute-words.ts'
import { accountLines, autopayText, caseLines, effectText, type MoneyLine } from '../model/money-lines.ts'
import classes from './case.module.css'

/** What it does to the balance and to what is due. */
export function CaseMoney({ detail }: { readonly detail: DisputeDetail }) {
  const words = useDisputeWords()
  const autopay = autopayText(detail)
  const account = isAtStake(detail.stage) ? accountLines(detail, words) : []
  return (
    <section className={classes.part} aria-label="Money">
      <h3 className={classes.partTitle}>Money</h3>
      <Lines lines={caseLines(detail, { day: (at) => words.date(momentOf(at).day) })} />
      <p className={classes.faint}>{effectText(detail, words)}</p>
      {account.length > 0 && (
        <>
          <h4 className={classes.partHead}>The account as a whole</h4>
          <Lines lines={account} />
        </>
      )}
      {autopay !== null && <p className={classes.faint}>{autopay}</p>}
    </section>
  )
}

function Lines({ lines }: { readonly lines: readonly MoneyLine[] }) {
  return (
    <dl className={classes.lines}>
      {lines.map(({ key, label, amount, note }) => (
        <div key={key}>
          <dt>{label}{note !== null && <span className={classes.lineNote}>{note}</span>}</dt>
          <dd><MoneyText {...amount} /></dd>
        </div>
      ))}
    </dl>
  )
}
