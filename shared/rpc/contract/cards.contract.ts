import { z } from 'zod'
import { MAX_MINOR } from '../../domain/money.ts'
import { currency, epochMs, id, isoDate, money, moneyTotals, name, none } from './common.ts'
import { command, query } from '../define.ts'

export const cardBrand = z.enum(['amex', 'visa', 'mastercard', 'discover', 'other'])
export type CardBrand = z.infer<typeof cardBrand>
/** `inactive`: issued, not activated yet. */
export const cardStatus = z.enum(['inactive', 'active', 'frozen', 'closed', 'unknown'])

/** What can be asked of an issuer about a card. */
export const cardAct = z.enum(['freeze', 'unfreeze', 'activate', 'report', 'replace', 'cancel', 'change-product', 'keep-product'])
export type CardAct = z.infer<typeof cardAct>

export const card = z.strictObject({
  id,
  accountId: id,
  /** What to call it: the nickname, else issuer and last digits. */
  name: z.string(),
  nickname: z.string().nullable(),
  issuer: z.string().nullable(),
  brand: cardBrand,
  kind: z.enum(['card', 'bank']),
  /** null where nobody says. */
  form: z.enum(['physical', 'virtual']).nullable(),
  /** The issuer's product, such as "Business Gold"; null for files. */
  product: z.string().nullable(),
  /** Four digits, five for American Express; null where a file names none. */
  lastDigits: z.string().nullable(),
  expiry: z.strictObject({ month: z.number().int(), year: z.number().int() }).nullable(),
  currency,
  status: cardStatus,
  /** Why a closed one was closed, in the issuer's word. */
  closedReason: z.string().nullable(),
  connectionId: id,
  /** What the connection can do with this card now. Statement files can do nothing. */
  can: z.strictObject({ freeze: z.boolean(), unfreeze: z.boolean(), activate: z.boolean(), report: z.boolean(), replace: z.boolean(), cancel: z.boolean(), changeProduct: z.boolean(), limit: z.boolean(), control: z.boolean() }),
  /** What the issuer has not confirmed yet. Only freezing and unfreezing already show in `status`. */
  waitingFor: cardAct.nullable(),
  cardholder: z.strictObject({ id, name: z.string() }).nullable(),
  /** The number after and before this one of the same card. */
  replacedById: id.nullable(),
  replacesId: id.nullable(),
  transactions: z.number().int().nonnegative(),
  firstOn: isoDate.nullable(),
  lastOn: isoDate.nullable(),
  /** Spend (charges less refunds, as a positive figure) in the newest month that this card has charges in. */
  latestMonthSpend: moneyTotals,
})
export type Card = z.infer<typeof card>

/** Steps for a new card. `wallet` is only known from a person; the others follow from facts. */
export const checklistStep = z.enum(['activate', 'holder', 'limit', 'wallet', 'autopay', 'welcome-offer'])
export type ChecklistStep = z.infer<typeof checklistStep>

export const cardDetail = z.strictObject({
  card,
  product: z.strictObject({ id: z.string(), name: z.string(), isCharge: z.boolean(), annualFee: money }).nullable(),
  /** Asked for, from the next close on. */
  pendingProduct: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** What the card could be changed to. */
  otherProducts: z.array(z.strictObject({ id: z.string(), name: z.string(), isCharge: z.boolean(), annualFee: money })),
  issuedOn: isoDate.nullable(),
  activatedAt: epochMs.nullable(),
  shipping: z.strictObject({ status: z.string(), expectedOn: isoDate, carrier: z.string().nullable() }).nullable(),
  virtual: z.strictObject({ purpose: z.string(), merchantLock: z.string().nullable(), totalLimit: money.nullable(), validUntil: isoDate.nullable(), singleUse: z.boolean() }).nullable(),
  /** Every number of this card, the oldest first; one where it was never replaced. */
  numbers: z.array(z.strictObject({ cardId: id, lastDigits: z.string().nullable(), status: cardStatus, issuedOn: isoDate.nullable(), closedReason: z.string().nullable() })),
  account: z.strictObject({ id, label: z.string(), nextCloseOn: isoDate.nullable(), dueOn: isoDate.nullable() }),
  /** null once everything is done or put aside, and for cards that are no issuer's. */
  checklist: z.array(z.strictObject({ step: checklistStep, isDone: z.boolean(), canTick: z.boolean() })).nullable(),
  /** What was done with it here and what the issuer said, newest first, at most 50. */
  history: z.array(z.strictObject({ at: epochMs, action: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })),
})
export type CardDetail = z.infer<typeof cardDetail>

/** A person's own group, or the people of one department. */
export const cardGroup = z.strictObject({ key: z.string(), groupId: id.nullable(), name: z.string(), kind: z.enum(['own', 'department']), cardIds: z.array(id) })
export type CardGroup = z.infer<typeof cardGroup>

const positive = z.strictObject({ minor: z.number().int().min(1).max(MAX_MINOR), currency })

/** What an issuer is asked to make. */
export const cardOrder = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('physical'), nickname: name.max(40).nullable() }),
  z.strictObject({
    form: z.literal('virtual'),
    nickname: name.max(40).nullable(),
    purpose: name.max(80),
    merchantLock: z.string().trim().min(1).max(80).nullable(),
    totalLimit: positive.nullable(),
    validUntil: isoDate.nullable(),
    singleUse: z.boolean(),
  }),
])
export type CardOrder = z.infer<typeof cardOrder>

const one = z.strictObject({ cardId: id })

export const cardsContract = {
  /** Every card, in the order of the switcher: by holder's name, then last digits. At most 1,000. */
  list: query({ input: none, output: z.array(card) }),
  /** One card with everything known of it. */
  get: query({ input: one, output: cardDetail }),
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
  freeze: command({ input: one, output: card }),
  unfreeze: command({ input: one, output: card }),
  /** Those that can be, in one transaction; the others are named with why. */
  setFrozen: command({
    input: z.strictObject({ cardIds: z.array(id).min(1).max(1_000), isFrozen: z.boolean() }),
    output: z.strictObject({ changed: z.array(id), skipped: z.array(z.strictObject({ cardId: id, reason: z.string() })) }),
  }),
  /** Proves that the card arrived. The digits and the date are compared here first. Fails with `validation.failed` (fields `status`, `lastDigits`, `expiry`). */
  activate: command({ input: z.strictObject({ cardId: id, lastDigits: z.string().regex(/^\d{4,5}$/), expiryMonth: z.number().int().min(1).max(12), expiryYear: z.number().int().min(2000).max(2199) }), output: card }),
  /** Closes it for good as soon as it is sent, with or without a new number. All of these fail with `validation.failed` (field `status`) where they cannot be. */
  report: command({ input: z.strictObject({ cardId: id, reason: z.enum(['lost', 'stolen']), note: z.string().trim().max(500).nullable(), replace: z.boolean() }), output: card }),
  replace: command({ input: z.strictObject({ cardId: id, reason: z.enum(['damaged', 'expired', 'lost', 'stolen']) }), output: card }),
  cancel: command({ input: one, output: card }),
  changeProduct: command({ input: z.strictObject({ cardId: id, productId: z.string().min(1).max(64) }), output: card }),
  keepProduct: command({ input: one, output: card }),
  /** Where cards can be ordered: accounts of connections that can, with what they can make. */
  orderPlaces: query({
    input: none,
    output: z.array(z.strictObject({ connectionId: id, connectionName: z.string(), accountId: id, label: z.string(), product: z.string(), currency, virtual: z.boolean(), cardholderIds: z.array(id) })),
  }),
  /** Queued for the issuer; the card appears once it is made. Fails with `validation.failed` (fields `accountId`, `cardholderId`, `validUntil`, `totalLimit`). */
  order: command({ input: z.strictObject({ accountId: id, cardholderId: id, order: cardOrder }), output: none, presence: true }),
  /** Orders that the issuer has yet to answer. */
  orders: query({ input: none, output: z.array(z.strictObject({ outboxId: id, person: z.strictObject({ id, name: z.string() }).nullable(), form: z.enum(['physical', 'virtual']), label: z.string().nullable(), createdAt: epochMs })) }),
  groups: query({ input: none, output: z.array(cardGroup) }),
  /** Fails with `validation.failed` (field `name`) for a name that is taken. */
  saveGroup: command({ input: z.strictObject({ groupId: id.nullable(), name: name.max(60), cardIds: z.array(id).min(1).max(1_000) }), output: cardGroup }),
  deleteGroup: command({ input: z.strictObject({ groupId: id }), output: none }),
  /** Ticks a step that only a person can know of, or puts any aside. */
  tickStep: command({ input: z.strictObject({ cardId: id, step: checklistStep, isDone: z.boolean() }), output: none }),
}
