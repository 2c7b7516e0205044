/** Payments, autopay and the bank accounts they are drawn from. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, done, filledText, id, instant, money, none, page, pageQuery, requestedMoney, text, version } from '../primitives.ts'

export const bankAccount = z.object({ id, version, bankName: text(80), kind: openEnum(['checking', 'savings']), lastFour: z.string().regex(/^\d{4}$/), nickname: text(40).nullable(), status: openEnum(['verified', 'pending', 'removed']) })
export type BankAccount = z.infer<typeof bankAccount>

export const payment = z.object({
  id, version,
  accountId: id,
  bankAccountId: id,
  amount: money,
  choice: openEnum(['minimum', 'statement-balance', 'current-balance', 'other', 'autopay']),
  /** The day it is drawn and counts. */
  on: date,
  status: openEnum(['scheduled', 'processing', 'posted', 'returned', 'cancelled']),
  /** Until then it can be cancelled. */
  cutoffAt: instant,
  transactionId: id.nullable(),
  createdAt: instant,
  returnReason: text(120).nullable(),
})
export type Payment = z.infer<typeof payment>

export const AUTOPAY_MODES = ['minimum', 'statement-balance', 'custom'] as const

/** One per billing account. */
export const autopay = z.object({
  id, version,
  accountId: id,
  enabled: z.boolean(),
  mode: openEnum(AUTOPAY_MODES),
  /** With `custom`; raised to the minimum due where it is lower. */
  customAmount: money.nullable(),
  bankAccountId: id.nullable(),
  /** 0: on the due date. */
  daysBeforeDue: z.number().int().min(0).max(20),
  /** What will be drawn as things stand: the rule's amount, less payments since the close, at most the balance. */
  nextDraw: z.object({ on: date, amount: money }).nullable(),
})
export type Autopay = z.infer<typeof autopay>

export const paymentsApi = {
  bankAccounts: endpoint({ method: 'GET', path: '/v1/bank-accounts', summary: 'Bank accounts, masked', auth: 'session', response: z.object({ items: z.array(bankAccount).max(50) }) }),
  addBankAccount: endpoint({
    method: 'POST', path: '/v1/bank-accounts', summary: 'Add a bank account', auth: 'session', idempotent: true,
    body: z.strictObject({ routingNumber: z.string().regex(/^\d{9}$/), accountNumber: z.string().regex(/^\d{4,17}$/), kind: z.enum(['checking', 'savings']), nickname: filledText(40).optional() }), response: bankAccount, errors: ['unacceptable_value'],
  }),
  removeBankAccount: endpoint({ method: 'DELETE', path: '/v1/bank-accounts/{bankAccountId}', summary: 'Remove a bank account', auth: 'session', idempotent: true, params: z.strictObject({ bankAccountId: id }), response: done, errors: ['not_allowed'] }),
  list: endpoint({ method: 'GET', path: '/v1/payments', summary: 'Payments, newest first', auth: 'session', query: z.strictObject({ ...pageQuery, accountId: id.optional() }), response: page(payment) }),
  schedule: endpoint({
    method: 'POST', path: '/v1/payments', summary: 'Pay now or on a day', auth: 'session', idempotent: true,
    body: z.strictObject({ accountId: id, bankAccountId: id, amount: requestedMoney, choice: z.enum(['minimum', 'statement-balance', 'current-balance', 'other']), on: date }), response: payment, errors: ['unacceptable_value', 'not_allowed'],
  }),
  cancel: endpoint({ method: 'POST', path: '/v1/payments/{paymentId}/cancel', summary: 'Cancel before the cut-off', auth: 'session', idempotent: true, params: z.strictObject({ paymentId: id }), body: none, response: payment, errors: ['cutoff_passed', 'not_allowed'] }),
  autopay: endpoint({ method: 'GET', path: '/v1/autopay', summary: 'Autopay of every account', auth: 'session', response: z.object({ items: z.array(autopay).max(200) }) }),
  setAutopay: endpoint({
    method: 'PUT', path: '/v1/accounts/{accountId}/autopay', summary: 'Set autopay', auth: 'session', idempotent: true, params: z.strictObject({ accountId: id }),
    body: z.strictObject({ enabled: z.boolean(), mode: z.enum(AUTOPAY_MODES), customAmount: requestedMoney.nullable(), bankAccountId: id.nullable(), daysBeforeDue: z.number().int().min(0).max(20) }), response: autopay, errors: ['unacceptable_value'],
  }),
}
