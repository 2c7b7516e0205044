/** What the issuer's rules need to ask about an object, taken out of it when it is written. */
import { categoryOfMcc } from '#shared/domain/category.ts'
import type { FeedObject, FeedType } from '#shared/gateway/resources/changes.ts'

export interface Columns {
  readonly account: string | null
  readonly card: string | null
  readonly at: number | null
  readonly day: string | null
  readonly kind: string | null
  readonly category: string | null
  /** Of a transaction signed, of an authorization as it would count: negative. */
  readonly minor: number | null
  /** Rewards earned. */
  readonly units: number | null
}

export type Draft<T extends FeedType> = Omit<FeedObject<T>, 'version'>

const NOTHING: Columns = { account: null, card: null, at: null, day: null, kind: null, category: null, minor: null, units: null }

type Extract = { readonly [T in FeedType]?: (object: Draft<T>) => Partial<Columns> }

/** A code in no known range counts as "other". */
export const categoryOf = (mcc: string): string => categoryOfMcc(mcc) ?? 'other'

const COLUMNS: Extract = {
  transaction: (object) => ({
    account: object.accountId, card: object.cardId, at: object.transactedAt, day: object.postedOn, kind: object.kind,
    category: object.merchant === null ? null : categoryOf(object.merchant.mcc), minor: object.amount.amountMinor, units: object.rewardsEarned,
  }),
  authorization: (object) => ({ account: object.accountId, card: object.cardId, at: object.at, kind: object.status, category: categoryOf(object.merchant.mcc), minor: -object.amount.amountMinor }),
  card: (object) => ({ account: object.accountId, kind: object.cardholderId }),
  limit: (object) => ({ at: object.createdAt }),
  limitRequest: (object) => ({ at: object.requestedAt, kind: object.status }),
  statement: (object) => ({ account: object.accountId, at: object.issuedAt }),
  payment: (object) => ({ account: object.accountId, at: object.createdAt, kind: object.status === 'scheduled' ? 'scheduled' : 'settled' }),
  rewardActivity: (object) => ({ account: object.programId, at: object.at }),
  dispute: (object) => ({ at: object.createdAt, kind: object.status }),
  alert: (object) => ({ at: object.at, kind: object.ruleId }),
}

export function columnsOf<T extends FeedType>(type: T, object: Draft<T>): Columns {
  return { ...NOTHING, ...COLUMNS[type]?.(object) }
}
