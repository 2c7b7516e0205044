import { z } from 'zod'
import { id, isoDate, moneyTotals, name, none } from './common.ts'
import { command, query } from '../define.ts'

export const cardholder = z.strictObject({
  id,
  name: z.string(),
  /** Where the name came from: a file or a person here. */
  origin: z.enum(['import', 'person']),
  cards: z.array(z.strictObject({ id, name: z.string(), lastDigits: z.string().nullable() })),
  lastOn: isoDate.nullable(),
  /** Spend in the newest month that the books have. */
  latestMonthSpend: moneyTotals,
})
export type Cardholder = z.infer<typeof cardholder>

export const employeesContract = {
  list: query({ input: none, output: z.array(cardholder) }),
  create: command({ input: z.strictObject({ name }), output: cardholder }),
  rename: command({ input: z.strictObject({ cardholderId: id, name }), output: cardholder }),
}
