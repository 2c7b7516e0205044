/** "Life of this charge": what happened to it, oldest first, from what the files and the books say. */
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'

export interface LifeEvent {
  readonly key: string
  readonly title: string
  /** A calendar day, or an instant of this computer; null when the file does not say. */
  readonly when: { readonly kind: 'day'; readonly date: string } | { readonly kind: 'instant'; readonly at: number } | null
  readonly note: string | null
  /** Not yet happened. */
  readonly waiting: boolean
}

/** `isIssued`: it comes from an issuer, which says when it let a charge through; a file only says when it was made. */
export function lifeOf(detail: TransactionDetail, isIssued = false): readonly LifeEvent[] {
  const events: LifeEvent[] = []
  const day = (date: string) => ({ kind: 'day', date }) as const
  if (detail.transactedOn !== null && (detail.pending || detail.transactedOn !== detail.postedOn)) {
    events.push({ key: 'made', title: madeText(detail.type, isIssued), when: day(detail.transactedOn), note: null, waiting: false })
  }
  if (!detail.pending) events.push({ key: 'posted', title: 'Posted', when: day(detail.postedOn), note: null, waiting: false })
  const imports = detail.sources.toReversed()
  for (const [index, source] of imports.entries()) {
    events.push({
      key: `import ${source.importId} ${source.file} ${source.line}`,
      title: index === 0 ? 'Came in' : 'Confirmed again',
      when: { kind: 'instant', at: source.importedAt },
      note: `${source.file}, line ${source.line}`,
      waiting: false,
    })
  }
  if (detail.pending) events.push({ key: 'posted', title: 'Not posted yet', when: null, note: 'The amount can still change. Reports leave it out until then.', waiting: true })
  return events
}

function madeText(type: TransactionDetail['type'], isIssued: boolean): string {
  if (type === 'payment') return 'Sent'
  return isIssued && (type === 'charge' || type === 'cash') ? 'Authorized' : 'Made'
}

const SOURCE_WORDS: Readonly<Record<TransactionDetail['categorySource'], string>> = {
  mcc: 'from the merchant’s category code',
  issuer: 'from the issuer’s own category',
  merchant: 'set for this merchant',
  person: 'set by hand',
  none: 'nothing says what it is',
}

export function categorySourceText(detail: Pick<TransactionDetail, 'categorySource' | 'mcc' | 'mccLabel' | 'issuerCategory'>): string {
  if (detail.categorySource === 'mcc' && detail.mcc !== null) return `from merchant code ${detail.mcc}${detail.mccLabel === null ? '' : `, ${detail.mccLabel}`}`
  if (detail.categorySource === 'issuer' && detail.issuerCategory !== null) return `from the issuer: ${detail.issuerCategory}`
  return SOURCE_WORDS[detail.categorySource]
}

const TYPE_WORDS: Readonly<Record<TransactionDetail['type'], string>> = {
  charge: 'Charge', payment: 'Payment', refund: 'Refund', fee: 'Fee', interest: 'Interest', cash: 'Cash advance', other: 'Other',
}

export function typeText(type: TransactionDetail['type']): string {
  return TYPE_WORDS[type]
}
