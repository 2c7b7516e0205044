/** Merchants of one file by descriptor: a statement names few of them many times. */
import { typeByText } from '../classify.ts'
import { AMERICAN_EXPRESS } from '../issuers.ts'
import { amexMerchantText, merchantText } from '../merchant-name.ts'
import type { MerchantText } from '../merchant-name.ts'
import type { TransactionType } from '../parsed-statement.ts'

export interface Merchant extends MerchantText {
  /** Line of business where the memo states it. */
  readonly category: string | null
  /** What money out to this merchant is: a charge, or a fee or interest by the words of it. */
  readonly debitType: TransactionType
}

const MAX_CACHED = 20_000

export class MerchantCache {
  private readonly plain = new Map<string, Merchant>()
  private readonly amex = new Map<string, Merchant>()
  private readonly categories = new Map<string, string>()

  of(description: string, memo: string | null, issuer: string | null): Merchant {
    const category = issuer === AMERICAN_EXPRESS && memo !== null ? this.amexCategory(memo) : null
    const cache = category === null ? this.plain : this.amex
    const known = cache.get(description)
    if (known && known.category === category) return known
    const text = category === null ? merchantText(description) : amexMerchantText(description)
    const merchant = { name: text.name, city: text.city, region: text.region, category, debitType: typeByText('card', -1, description) }
    if (cache.size < MAX_CACHED) cache.set(description, merchant)
    return merchant
  }

  /** American Express writes "7101466     RESTAURANT" as MEMO: a reference and the merchant's line of business. */
  private amexCategory(memo: string): string | null {
    const gap = memo.lastIndexOf('  ')
    const first = memo.charCodeAt(0)
    if (gap < 3 || gap > 14 || !(first >= 48 && first <= 57)) return null
    const text = memo.slice(gap + 2)
    const known = this.categories.get(text)
    if (known !== undefined) return known
    if (!/^[A-Z][A-Z &/,.'-]+$/.test(text)) return null
    if (this.categories.size < MAX_CACHED) this.categories.set(text, text)
    return text
  }
}
