import { Section } from '#renderer/components/page/page-frame.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { reasonTitle } from '../../model/dispute-words.ts'
import { sentLines } from '../model/sent-lines.ts'
import { CaseFiles } from './case-files.tsx'
import classes from './case.module.css'

/** What the issuer has from you: reason, answers, words and files. */
export function WhatWasSent({ detail }: { readonly detail: DisputeDetail }) {
  const formats = useFormats()
  const other = useOtherCharge(detail)
  const { reason, explanation, evidence, sentAt } = detail
  const answers = sentLines(detail, { money: formats.money, dateLong: formats.dateLong, charge: () => other })
  const files = evidence.filter(({ by }) => by === 'you')
  return (
    <Section title={sentAt === null ? 'What was written' : 'What was sent'}>
      <dl className={classes.answers}>
        <div><dt>What happened</dt><dd>{reasonTitle(reason)}</dd></div>
        {answers.map(({ key, label, value }) => <div key={key}><dt>{label}</dt><dd data-selectable>{value}</dd></div>)}
        {explanation.trim() !== '' && <div><dt>In your own words</dt><dd className={classes.words} data-selectable>{explanation}</dd></div>}
      </dl>
      <CaseFiles disputeId={detail.id} files={files} label="Your files" />
    </Section>
  )
}

/** The charge that was meant to be paid, where the answers name one: "24 Nov, Lamb & Lantern, $40.00". */
function useOtherCharge({ answers }: DisputeDetail): string | null {
  const formats = useFormats()
  const value = answers.find(({ key }) => key === 'other-transaction')?.value
  const id = typeof value === 'number' && value > 0 ? value : null
  const charge = useEngineQuery((ask) => ask.transactions.get({ id: id ?? 1 }), { enabled: id !== null })
  if (id === null || charge.data === undefined) return null
  const { postedOn, merchant, amountMinor, currency } = charge.data
  return `${formats.date(postedOn)}, ${merchant}, ${formats.money({ minor: Math.abs(amountMinor), currency })}`
}
