import { Section } from '#renderer/components/page/page-frame.tsx'
import { Ago } from '#renderer/components/data/ago.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { CaseFiles } from './case-files.tsx'
import classes from './case.module.css'

/** What the merchant says, and the files that came with it. */
export function MerchantAnswer({ detail }: { readonly detail: DisputeDetail }) {
  const { merchantResponse, evidence } = detail
  const files = evidence.filter(({ by }) => by !== 'you')
  if (merchantResponse === null && files.length === 0) return null
  return (
    <Section title={merchantResponse === null ? 'Files of the other side' : 'The merchant’s answer'} aside={merchantResponse && <Ago at={merchantResponse.at} />}>
      {merchantResponse && <blockquote className={classes.quote} data-selectable>{merchantResponse.text}</blockquote>}
      <CaseFiles disputeId={detail.id} files={files} label="Files of the other side" />
    </Section>
  )
}
