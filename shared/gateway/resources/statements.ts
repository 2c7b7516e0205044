/** Closed billing periods. `newBalance` = `previousBalance` + purchases + fees + interest − payments − credits, to the cent. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { openEnum } from '../open-enum.ts'
import { date, id, instant, money, page, pageQuery, text, version } from '../primitives.ts'

export const statement = z.object({
  id, version,
  accountId: id,
  openedOn: date,
  closedOn: date,
  dueOn: date,
  previousBalance: money,
  payments: money,
  credits: money,
  purchases: money,
  fees: money,
  interest: money,
  newBalance: money,
  minimumDue: money,
  creditLimit: money.nullable(),
  lines: z.number().int().nonnegative(),
  rewardsEarned: z.number().int(),
  rewardsBalance: z.number().int(),
  autopay: z.object({ amount: money, on: date }).nullable(),
  issuedAt: instant,
})
export type Statement = z.infer<typeof statement>

export const statementLine = z.object({
  transactionId: id,
  cardId: id.nullable(),
  postedOn: date,
  transactedOn: date,
  kind: openEnum(['charge', 'refund', 'payment', 'fee', 'interest', 'cash', 'credit']),
  description: text(160),
  /** Signed: a charge is negative. */
  amount: money,
})
export type StatementLine = z.infer<typeof statementLine>

const params = z.strictObject({ statementId: id })

export const statementsApi = {
  list: endpoint({ method: 'GET', path: '/v1/statements', summary: 'Statements, newest first', auth: 'session', query: z.strictObject({ ...pageQuery, accountId: id.optional() }), response: page(statement) }),
  get: endpoint({ method: 'GET', path: '/v1/statements/{statementId}', summary: 'One statement', auth: 'session', params, response: statement }),
  lines: endpoint({ method: 'GET', path: '/v1/statements/{statementId}/lines', summary: 'Its lines in the order they were booked', auth: 'session', params, query: z.strictObject(pageQuery), response: page(statementLine) }),
}
