/** A dispute as the engine tells of it, for what is made from one. */
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

const NOON = Date.UTC(2026, 5, 1, 12)

export const evidenceItem = (changes: Partial<DisputeDetail['evidence'][number]> = {}): DisputeDetail['evidence'][number] => ({
  id: 1, kind: 'receipt', fileName: 'receipt.pdf', contentType: 'application/pdf', bytes: 1_000, pages: 2, by: 'you', addedAt: NOON, isHere: true, isUnsent: true, ...changes,
})

export const disputeDetail = (changes: Partial<DisputeDetail> = {}): DisputeDetail => ({
  id: 12, connectionId: 1, channel: 'letter', stage: 'draft', reason: 'goods-damaged',
  charge: { transactionId: 7, merchant: 'Nordlicht Lamps', on: '2026-03-02', amount: { minor: 120_418, currency: 'USD' }, cardId: 3, cardName: 'Everyday ·· 4417', holderName: 'Dana van der Berg' },
  amount: { minor: 80_000, currency: 'USD' }, won: null, sendBy: '2026-06-20', nextStep: null, missing: 0, problem: null, createdAt: NOON, sentAt: null,
  form: null, explanation: 'Two of the three lamps came with broken shades.\nThe box was soaked.',
  answers: [
    { key: 'description', value: 'Three desk lamps, order 88-1204' }, { key: 'received-on', value: '2026-03-15' }, { key: 'what-is-wrong', value: 'Broken shades' },
    { key: 'return-outcome', value: 'refused-by-merchant' }, { key: 'merchant-contacted-on', value: '2026-03-16' },
  ],
  evidence: [], missingKeys: [], contradictions: [], deadlines: [], refunds: [{ transactionId: 9, on: '2026-04-02', amount: { minor: 40_418, currency: 'USD' } }], disputable: { minor: 80_000, currency: 'USD' },
  timeline: [{ at: NOON, by: 'you', stage: 'draft', note: 'Draft started' }], provisionalCredit: null, merchantResponse: null, lossReason: null, account: null,
  card: null, can: { edit: true, submit: false, withdraw: false, respond: false, record: true, discard: true }, waitingFor: null,
  ...changes,
})

/** The same after the merchant has answered and the issuer decided. */
export const decidedDetail = (changes: Partial<DisputeDetail> = {}): DisputeDetail => disputeDetail({
  channel: 'issuer', stage: 'lost', sendBy: null, sentAt: NOON, won: { minor: 0, currency: 'USD' }, lossReason: 'delivered',
  timeline: [
    { at: NOON, by: 'you', stage: 'draft', note: 'Draft started' }, { at: NOON + 86_400_000, by: 'you', stage: 'submitted', note: 'Submitted' },
    { at: NOON + 2 * 86_400_000, by: 'issuer', stage: 'acknowledged', note: '' }, { at: NOON + 17 * 86_400_000, by: 'merchant', stage: 'merchant-response', note: 'The merchant contests the dispute' },
    { at: NOON + 40 * 86_400_000, by: 'issuer', stage: 'lost', note: 'Decided for the merchant; the credit is taken back' },
  ],
  provisionalCredit: { amount: { minor: 80_000, currency: 'USD' }, at: NOON + 2 * 86_400_000, reversedAt: NOON + 40 * 86_400_000 },
  merchantResponse: { at: NOON + 17 * 86_400_000, text: 'The order was fulfilled as agreed.' },
  ...changes,
})
