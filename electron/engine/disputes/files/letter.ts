/** A dispute as a letter: who, which charge, why, the answers, what is enclosed. For the person's signature, or to keep. */
import { REASONS, questionsFor } from '#shared/domain/disputes/catalogue.ts'
import { answersByKey, isAnswered, type AnswerValue } from '#shared/domain/disputes/answers.ts'
import { evidenceLabel, LETTER_ADDRESS, type Question } from '#shared/domain/disputes/questions.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { amount, dateInWords, dayInWords } from '../../exports/pdf/figures.ts'
import { ACCENT, MUTED, paperOf, Sheet } from '../../exports/pdf/sheet.ts'
import { Flow, type Writer } from './flow.ts'

export interface LetterHead {
  /** '' where it has no name. */
  readonly businessName: string
  /** Now. */
  readonly createdAt: number
  /** Charges that answers name, by their number here. */
  readonly charges: ReadonlyMap<number, NamedCharge>
}

export interface NamedCharge {
  readonly merchant: string
  readonly on: string
  readonly amount: { readonly minor: number; readonly currency: string }
}

/** One line of the list of enclosures. */
export interface Enclosure {
  readonly label: string
  readonly fileName: string
  readonly pages: number | null
  /** The first of its pages in a case file. */
  readonly from?: number
  /** In place of its pages. */
  readonly note?: string
}

export interface Rendered {
  readonly bytes: Uint8Array
  readonly pages: number
}

export async function renderLetter(detail: DisputeDetail, head: LetterHead): Promise<Rendered> {
  const sheet = sheetFor(detail, head)
  writeLetter(new Flow(sheet, titleOf(detail)), detail, head, ownEnclosures(detail))
  const pages = sheet.pages
  return { bytes: await sheet.finish(footOf(detail, head)), pages }
}

export const titleOf = ({ charge, amount: disputed }: DisputeDetail): string => `Dispute of ${amount(disputed.minor, disputed.currency)}, ${charge.merchant}, ${dateInWords(charge.on)}`

export function sheetFor(detail: DisputeDetail, { businessName, createdAt }: LetterHead): Sheet {
  return new Sheet({ paper: paperOf(detail.amount.currency), layout: 'portrait', title: titleOf(detail), author: businessName, createdAt })
}

export const footOf = ({ id }: DisputeDetail, { businessName, createdAt }: LetterHead): string =>
  [businessName, `Our reference D-${id}`, `Created on ${dayInWords(createdAt)} with Cardkeep`].filter((part) => part !== '').join('  ·  ')

/** What this side adds: its own files, in the order in which they were added. */
export const ownEnclosures = ({ evidence }: DisputeDetail): readonly Enclosure[] => evidence.filter(({ by }) => by === 'you').map(({ kind, fileName, pages }) => ({ label: evidenceLabel(kind), fileName, pages }))

export function writeLetter(flow: Writer, detail: DisputeDetail, head: LetterHead, enclosures: readonly Enclosure[]): void {
  const { charge, reason, explanation } = detail
  if (head.businessName !== '') flow.paragraph(head.businessName, { font: 'semibold', color: ACCENT, after: 2 })
  flow.paragraph(dayInWords(head.createdAt), { color: MUTED, after: 22 })
  writeAddress(flow, detail)
  flow.heading(titleOf(detail), { size: 13, leading: 18, after: 10 })
  writeCharge(flow, detail)
  flow.space(10)
  flow.paragraph(sentenceOf(detail))
  if (explanation.trim() !== '') flow.paragraph(explanation.trim(), { after: 12 })
  if (reason !== null) writeAnswers(flow, detail, head)
  flow.paragraph('Please correct this, credit the amount with any fees and interest that were charged on it, and confirm in writing that you have this notice. If you find that the amount is owed, please send copies of the documents that show it.', { after: 14 })
  flow.keep(90)
  flow.paragraph('Sincerely,', { after: 34 })
  flow.paragraph('____________________________________', { color: MUTED, after: 2 })
  flow.paragraph([charge.holderName, head.businessName].filter((part) => part !== null && part !== '').join(', ') || 'Signature', { after: 16 })
  writeEnclosures(flow, enclosures)
}

function writeAddress(flow: Writer, { channel, answers }: DisputeDetail): void {
  const given = answersByKey(answers).get(LETTER_ADDRESS.key)
  if (typeof given === 'string' && given.trim() !== '') flow.paragraph(given.trim(), { after: 22 })
  else if (channel === 'letter') {
    flow.paragraph('Billing inquiries', { after: 0 })
    flow.paragraph('The address is on the statement; it is not the one for payments.', { color: MUTED, after: 22 })
  }
}

function writeCharge(flow: Writer, { id, charge, amount: disputed, refunds, reason }: DisputeDetail): void {
  flow.row('Card', [charge.cardName, charge.holderName].filter((part) => part !== null && part !== '').join(', '))
  flow.row('Merchant', charge.merchant)
  flow.row('Date of the charge', dateInWords(charge.on))
  flow.row('Amount of the charge', amount(charge.amount.minor, charge.amount.currency))
  for (const refund of refunds) flow.row('Refunded', `${amount(refund.amount.minor, refund.amount.currency)} on ${dateInWords(refund.on)}`)
  flow.row('Disputed amount', amount(disputed.minor, disputed.currency))
  if (reason !== null) flow.row('Reason', REASONS[reason].title)
  flow.row('Our reference', `D-${id}`)
}

function sentenceOf({ amount: disputed, charge }: DisputeDetail): string {
  const part = disputed.minor < charge.amount.minor ? `${amount(disputed.minor, disputed.currency)} of this charge` : 'this charge'
  return `We dispute ${part}. What happened:`
}

function writeAnswers(flow: Writer, { reason, answers, form, amount: disputed }: DisputeDetail, head: LetterHead): void {
  const given = answersByKey(answers)
  const answered = reason === null ? [] : questionsFor(reason, form).filter((question) => isAnswered(question, given.get(question.key)))
  if (answered.length === 0) return
  flow.heading('Details')
  for (const question of answered) flow.row(question.topic, answerInWords(question, given.get(question.key), disputed.currency, head))
  flow.space(10)
}

/** As a person reads it; amounts are in the charge's currency. */
export function answerInWords({ kind, choices }: Question, value: AnswerValue | undefined, currency: string, { charges }: Pick<LetterHead, 'charges'>): string {
  if (kind === 'yes-no') return value === true ? 'Yes' : 'No'
  if (kind === 'date' && typeof value === 'string') return dateInWords(value)
  if (kind === 'amount' && typeof value === 'number') return amount(value, currency)
  if (kind === 'choice') return choices.find(({ key }) => key === value)?.label ?? String(value)
  if (kind === 'transaction' && typeof value === 'number') {
    const other = charges.get(value)
    return other === undefined ? 'A charge that is not on record any more' : `${other.merchant}, ${dateInWords(other.on)}, ${amount(Math.abs(other.amount.minor), other.amount.currency)}`
  }
  return String(value ?? '').trim()
}

function writeEnclosures(flow: Writer, enclosures: readonly Enclosure[]): void {
  if (enclosures.length === 0) return
  flow.heading('Enclosed')
  for (const [index, { label, fileName, pages, from, note }] of enclosures.entries()) {
    flow.row(`${index + 1}. ${label}`, [fileName, note ?? pageWords(pages, from)].filter((part) => part !== '').join(', '))
  }
}

/** "page 4", "pages 4–6", "3 pages", or nothing where they were not counted. */
function pageWords(pages: number | null, from: number | undefined): string {
  if (pages === null) return ''
  if (from === undefined) return pages === 1 ? '1 page' : `${pages} pages`
  return pages === 1 ? `page ${from}` : `pages ${from}–${from + pages - 1}`
}
