/** What happened in a dispute so far, for its case file. */
import { wordsOf } from '#shared/domain/disputes/questions.ts'
import { STAGES } from '#shared/domain/disputes/stages.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { amount, dayInWords } from '../../exports/pdf/figures.ts'
import type { Flow } from './flow.ts'

/** Nothing has happened to a draft that anybody else could have seen. */
export const hasCourse = ({ timeline }: DisputeDetail): boolean => timeline.some(({ stage }) => stage !== 'draft')

/** On a page of its own. */
export function writeCourse(flow: Flow, { timeline, provisionalCredit, merchantResponse, won, lossReason }: DisputeDetail): void {
  flow.newPage()
  flow.heading('What happened so far', { size: 13, leading: 18, after: 10 })
  for (const { at, stage, note } of timeline) if (stage !== 'draft') flow.row(dayInWords(at), [STAGES[stage].title, note].filter((part, index, all) => part !== '' && all.indexOf(part) === index).join('\n'))
  if (provisionalCredit !== null) {
    const { amount: credit, at, reversedAt } = provisionalCredit
    flow.space(8)
    flow.row('Provisional credit', `${amount(credit.minor, credit.currency)} on ${dayInWords(at)}${reversedAt === null ? '' : `, taken back on ${dayInWords(reversedAt)}`}`)
  }
  if (won !== null) flow.row('Decided for us', amount(won.minor, won.currency))
  if (lossReason !== null) flow.row('Why not', wordsOf(lossReason))
  if (merchantResponse !== null) {
    flow.space(8)
    flow.heading(`The merchant’s answer of ${dayInWords(merchantResponse.at)}`)
    flow.paragraph(merchantResponse.text)
  }
}
