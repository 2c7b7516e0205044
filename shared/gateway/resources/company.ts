/** The company, its card products and its billing accounts. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { address, currency, date, id, lastDigits, money, text, timeZone, version } from '../primitives.ts'

export const company = z.object({
  id, version,
  legalName: text(120),
  address,
  taxIdLast4: z.string().regex(/^\d{4}$/),
  timeZone,
  /** Departments that cardholders belong to. */
  departments: z.array(text(60)).max(200),
})
export type Company = z.infer<typeof company>

export const cardNetwork = openEnum(['amex', 'visa', 'mastercard', 'discover'])

/** A kind of card that the issuer sells. */
export const product = z.object({
  id, version,
  name: text(80),
  network: cardNetwork,
  /** `charge`: no preset limit, paid in full. `credit`: revolving with a limit. */
  kind: openEnum(['charge', 'credit']),
  annualFee: money,
  /** Basis points a year on what is carried over; null where nothing can be. */
  annualRateBps: z.number().int().nonnegative().nullable(),
  foreignFeeBps: z.number().int().nonnegative(),
  virtualCards: z.boolean(),
  rewardsProgramId: id.nullable(),
})
export type Product = z.infer<typeof product>

/** One billing account: the cards of one product, billed together. Amounts owed are positive. */
export const account = z.object({
  id, version,
  productId: id,
  name: text(120),
  lastDigits,
  currency,
  status: openEnum(['open', 'closed', 'past-due']),
  /** null: no preset limit. */
  creditLimit: money.nullable(),
  /** Posted charges less payments and credits. */
  currentBalance: money,
  /** Pending charges: apart from the balance until they post. */
  pendingTotal: money,
  statementBalance: money,
  /** Still to be paid of the newest statement. */
  remainingStatementBalance: money,
  /** What the issuer says must be paid by `dueOn`; already paid is taken off. */
  minimumDue: money,
  dueOn: date.nullable(),
  /** Amounts in dispute, not part of what must be paid. */
  disputedTotal: money,
  cycleOpenedOn: date,
  nextCloseOn: date,
  lastPayment: z.object({ amount: money, postedOn: date }).nullable(),
})
export type Account = z.infer<typeof account>

export const companyApi = {
  get: endpoint({ method: 'GET', path: '/v1/company', summary: 'The company', auth: 'session', response: company }),
  products: endpoint({ method: 'GET', path: '/v1/products', summary: 'Card products', auth: 'session', response: z.object({ items: z.array(product).max(100) }) }),
  accounts: endpoint({ method: 'GET', path: '/v1/accounts', summary: 'Billing accounts', auth: 'session', response: z.object({ items: z.array(account).max(200) }) }),
  account: endpoint({ method: 'GET', path: '/v1/accounts/{accountId}', summary: 'One billing account', auth: 'session', params: z.strictObject({ accountId: id }), response: account }),
}
