/** The audit trail's words for what was done with disputes. */
import type { AuditEntry } from '#shared/rpc/contract/audit.contract.ts'
import { plural } from '#renderer/lib/formats.ts'

type Details = AuditEntry['details']

const tookBackOnly = ({ tookBack, outboxId }: Details): boolean => tookBack !== undefined && outboxId === undefined

export const DISPUTE_WORDS: Readonly<Record<string, (details: Details) => string>> = {
  'disputes.start': ({ disputes }) => (typeof disputes === 'number' && disputes > 1 ? `Began ${disputes} disputes` : 'Began a dispute'),
  'disputes.copyTo': ({ disputes }) => (typeof disputes === 'number' ? `Copied a draft to ${plural(disputes, 'other dispute', 'other disputes')}` : 'Copied a draft to other disputes'),
  'disputes.discard': () => 'Put a draft of a dispute aside',
  'disputes.restore': () => 'Brought a draft of a dispute back',
  'disputes.addEvidence': () => 'Added a file to a dispute',
  'disputes.removeEvidence': () => 'Took a file off a dispute',
  'disputes.submit': () => 'Sent a dispute',
  'disputes.withdraw': (details) => (tookBackOnly(details) ? 'Took a dispute back before it was sent' : 'Withdrew a dispute'),
  'disputes.respond': () => 'Answered the merchant in a dispute',
  'disputes.record': ({ stage }) => (typeof stage === 'string' ? `Recorded what came of a dispute: ${stage.replaceAll('-', ' ')}` : 'Recorded what came of a dispute'),
  'disputes.fetchEvidence': () => 'Fetched a file of a dispute',
  'disputes.saveEvidence': () => 'Saved a file of a dispute',
  'disputes.exportLetter': () => 'Saved the letter of a dispute',
  'disputes.exportCase': () => 'Saved the case file of a dispute',
  'disputes.readForms': () => 'Read what the issuer asks for in a dispute',
  'disputes.exportBoard': () => 'Exported the disputes as CSV',
}

type Fact = Details[string]

export const DISPUTE_FACTS: Readonly<Record<string, (value: Fact) => string | null>> = {
  disputeId: (value) => `dispute ${value}`,
  disputes: () => null,
  submits: () => null,
  forms: (value) => (typeof value === 'number' ? plural(value, 'reason', 'reasons') : null),
  evidenceId: (value) => `file ${value}`,
  stage: () => null,
  withoutLocation: (value) => (value === true ? 'its place and camera removed' : null),
  pages: (value) => (typeof value === 'number' ? plural(value, 'page', 'pages') : null),
  leftOut: (value) => (typeof value === 'number' && value > 0 ? `${plural(value, 'file', 'files')} left out` : null),
}
