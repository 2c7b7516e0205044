/** What the engine says of disputes, with only what a test cares about said. */
import type { DisputeDetail, DisputeRow } from '#shared/rpc/contract/disputes.contract.ts'

export const usd = (minor: number) => ({ minor, currency: 'USD' })
export const money = ({ minor, currency }: { readonly minor: number; readonly currency: string }) => `${currency} ${minor}`

export function rowOf(some: Partial<DisputeRow> = {}): DisputeRow {
  return {
    id: 1, connectionId: 2, channel: 'issuer', stage: 'submitted', reason: 'duplicate', amount: usd(9_000), won: null, sendBy: null, nextStep: null, missing: 0, problem: null, createdAt: 100, sentAt: 200,
    charge: { transactionId: 9, merchant: 'Lamb & Lantern', on: '2026-11-03', amount: usd(9_000), cardId: 3, cardName: 'Visa ·· 4242', holderName: 'Dana Reyes' },
    ...some,
  }
}

export function detailOf(some: Partial<DisputeDetail> = {}): DisputeDetail {
  return {
    ...rowOf(), form: null, explanation: '', answers: [], evidence: [], missingKeys: [], contradictions: [], deadlines: [], refunds: [], disputable: usd(9_000), timeline: [], provisionalCredit: null, merchantResponse: null,
    lossReason: null, account: null, card: null, can: { edit: false, submit: false, withdraw: false, respond: false, record: false, discard: false }, waitingFor: null, ...some,
  }
}
