/** Merchants by name, and the category of a charge when nobody has said one for it. */
import { guessCategory, type Categorisable } from '#shared/domain/category.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { Sqlite } from '../db/sqlite.ts'
import type { TransactionsTable } from '../db/tables/transactions.table.ts'

export interface Merchant {
  readonly id: number
  /** What a person chose for every charge of this merchant. */
  readonly categoryId: number | null
}

export interface Category {
  readonly id: number
  readonly source: TransactionsTable['category_source']
}

export class MerchantBook {
  readonly #byName = new Map<string, Merchant>()
  readonly #guesses = new Map<string, Category>()
  readonly #categories: ReadonlyMap<string, number>
  readonly #find
  readonly #insert

  constructor(sqlite: Sqlite) {
    this.#find = sqlite.prepare<[string], Merchant>('SELECT id, category_id AS categoryId FROM merchants WHERE match_name = ?')
    this.#insert = sqlite.prepare('INSERT INTO merchants (name, match_name) VALUES (?, ?)')
    const categories = sqlite.prepare<[], { id: number; key: string }>('SELECT id, key FROM categories').all()
    this.#categories = new Map(categories.map(({ id, key }) => [key, id]))
  }

  merchant(name: string): Merchant {
    const known = this.#byName.get(name)
    if (known) return known
    // A name of signs only ("***") is kept apart by what it is.
    const match = matchName(name) || name
    const merchant = this.#find.get(match) ?? { id: Number(this.#insert.run(name, match).lastInsertRowid), categoryId: null }
    this.#byName.set(name, merchant)
    return merchant
  }

  category(merchant: Merchant, charge: Categorisable): Category {
    if (merchant.categoryId !== null) return { id: merchant.categoryId, source: 'merchant' }
    const slot = `${charge.type}|${charge.mcc ?? ''}|${charge.issuerCategory ?? ''}`
    const known = this.#guesses.get(slot)
    if (known) return known
    const guess = guessCategory(charge)
    const id = this.#categories.get(guess.key)
    if (id === undefined) throw new Error(`No category ${guess.key}`)
    const category = { id, source: guess.source }
    this.#guesses.set(slot, category)
    return category
  }
}
