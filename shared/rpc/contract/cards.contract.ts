import { z } from 'zod'
import { currency, id, isoDate, moneyTotals, name, none } from './common.ts'
import { command, query } from '../define.ts'

export const cardBrand = z.enum(['amex', 'visa', 'mastercard', 'discover', 'other'])
export type CardBrand = z.infer<typeof cardBrand>
/** `inactive`: issued, not activated yet. */
export const cardStatus = z.enum(['inactive', 'active', 'frozen', 'closed', 'unknown'])

export const card = z.strictObject({
  id,
  accountId: id,
  /** What to call it: the nickname, else issuer and last digits. */
  name: z.string(),
  nickname: z.string().nullable(),
  issuer: z.string().nullable(),
  brand: cardBrand,
  kind: z.enum(['card', 'bank']),
  /** Four digits, five for American Express; null where a file names none. */
  lastDigits: z.string().nullable(),
  currency,
  status: cardStatus,
  connectionId: id,
  /** What the connection can do with this card now. Statement files can do nothing. */
  can: z.strictObject({ freeze: z.boolean(), unfreeze: z.boolean() }),
  /** A change of status that the issuer has not confirmed yet; `status` already shows it. */
  waitingFor: z.enum(['freeze', 'unfreeze']).nullable(),
  cardholder: z.strictObject({ id, name: z.string() }).nullable(),
  transactions: z.number().int().nonnegative(),
  firstOn: isoDate.nullable(),
  lastOn: isoDate.nullable(),
  /** Spend (charges less refunds, as a positive figure) in the newest month that this card has charges in. */
  latestMonthSpend: moneyTotals,
})
export type Card = z.infer<typeof card>

export const cardsContract = {
  /** Every card, in the order of the switcher: by holder's name, then last digits. At most 1,000. */
  list: query({ input: none, output: z.array(card) }),
  /** Gives the card a holder: someone known, someone new by name, or nobody. */
  assign: command({
    input: z.strictObject({
      cardId: id,
      holder: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('existing'), cardholderId: id }),
        z.strictObject({ kind: z.literal('new'), name }),
        z.strictObject({ kind: z.literal('none') }),
      ]),
    }),
    output: card,
  }),
  /** Sets or (null) clears the nickname. */
  rename: command({ input: z.strictObject({ cardId: id, nickname: name.max(40).nullable() }), output: card }),
  /**
   * Shown at once, sent when the issuer can be reached. Doing the opposite before it is sent takes it back instead.
   * Fails with `validation.failed` (field `status`) where the card cannot be frozen.
   */
  freeze: command({ input: z.strictObject({ cardId: id }), output: card }),
  unfreeze: command({ input: z.strictObject({ cardId: id }), output: card }),
}
