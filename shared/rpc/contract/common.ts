/** Shapes that several features share. */
import { z } from 'zod'

/** Database id, positive. */
export const id = z.number().int().positive()
/** Calendar date YYYY-MM-DD. */
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** Month YYYY-MM. */
export const isoMonth = z.string().regex(/^\d{4}-\d{2}$/)
export const epochMs = z.number().int()
/** Signed minor units; a charge is negative. */
export const minor = z.number().int()
export const currency = z.string().regex(/^[A-Z]{3}$/)
export const money = z.strictObject({ minor, currency })
export const name = z.string().trim().min(1).max(120)
export const none = z.strictObject({})

/** Which cards a page speaks about: every card (null) or these. The switcher's choice. */
export const scope = z.strictObject({ cardIds: z.array(id).max(1_000).nullable() })
export type Scope = z.infer<typeof scope>

/** Sums per currency: never added up across currencies. */
export const moneyTotals = z.array(money)

export const transactionType = z.enum(['charge', 'payment', 'refund', 'fee', 'interest', 'cash', 'other'])
export type TransactionType = z.infer<typeof transactionType>
