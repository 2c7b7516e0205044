/** Removes a connection with everything that came from it. Order matters: what refers to a row goes before it. */
import type { Sqlite } from '../db/sqlite.ts'
import type { Pace } from '../pace.ts'

export interface Forgotten {
  readonly transactions: number
  readonly cards: number
  /** Charges that went with a note or a category that a person had given them. */
  readonly handMade: number
}

const PER_BATCH = 200

/** Inside one transaction; rests between batches, because the roll-ups of a million charges take a while to follow. */
export class ForgetRun {
  readonly #sqlite: Sqlite
  readonly #connectionId: number
  readonly #onProgress: (removed: number) => void

  constructor(sqlite: Sqlite, connectionId: number, onProgress: (removed: number) => void = () => {}) {
    this.#sqlite = sqlite
    this.#connectionId = connectionId
    this.#onProgress = onProgress
  }

  get charges(): number {
    return this.#count(`SELECT count(*) FROM transactions WHERE account_id IN ${ACCOUNTS}`)
  }

  async all(pace: Pace): Promise<Forgotten> {
    const handMade = this.#count(`SELECT count(*) FROM transactions WHERE account_id IN ${ACCOUNTS} AND (note IS NOT NULL OR category_source = 'person')`)
    const merchants = new Set<number>()
    const transactions = await this.#removeCharges(pace, merchants)
    this.#run(`DELETE FROM outbox WHERE connection_id = @connectionId`)
    this.#run(`DELETE FROM statements WHERE account_id IN ${ACCOUNTS}`)
    this.#run(`DELETE FROM authorizations WHERE connection_id = @connectionId`)
    this.#takeOffTheSwitcher()
    this.#run(`DELETE FROM card_groups WHERE id IN (SELECT group_id FROM card_group_members WHERE card_id IN ${CARDS}) AND id NOT IN (SELECT group_id FROM card_group_members WHERE card_id NOT IN ${CARDS})`)
    this.#run(`UPDATE cards SET replaced_by_card_id = NULL WHERE replaced_by_card_id IN ${CARDS}`)
    const cards = this.#run(`DELETE FROM cards WHERE account_id IN ${ACCOUNTS}`)
    this.#run(`DELETE FROM accounts WHERE connection_id = @connectionId`)
    this.#removePeople()
    this.#removeMerchants(merchants)
    this.#takeOffTheRules()
    // What is left refers to the connection, its cards or its people alone and goes with them: objects, runs, notices, where the pull stood,
    // tokens, limits kept here, what rules approved, ticks of the checklist.
    this.#run(`DELETE FROM connections WHERE id = @connectionId`)
    return { transactions, cards, handMade }
  }

  /** Account by account: rows of one card share their roll-ups, which takes half the time of the order in which they came. */
  async #removeCharges(pace: Pace, merchants: Set<number>): Promise<number> {
    const page = this.#sqlite.prepare<[number], { id: number; merchant_id: number }>(`SELECT id, merchant_id FROM transactions WHERE account_id = ? LIMIT ${PER_BATCH}`)
    const remove = this.#sqlite.prepare('DELETE FROM transactions WHERE id = ?')
    let removed = 0
    for (const account of this.#accounts()) {
      for (let rows = page.all(account); rows.length > 0; rows = page.all(account)) {
        for (const { id, merchant_id: merchant } of rows) {
          remove.run(id)
          merchants.add(merchant)
        }
        removed += rows.length
        if (!pace.due) continue
        this.#onProgress(removed)
        await pace.rest()
      }
    }
    return removed
  }

  /** A choice of cards that are gone would show nothing at all. */
  #takeOffTheSwitcher(): void {
    this.#run(`
      UPDATE settings SET value = coalesce(
        (SELECT nullif(json_group_array(chosen.value), '[]') FROM json_each(settings.value) AS chosen WHERE chosen.value NOT IN ${CARDS}), 'null')
      WHERE key = 'scopeCardIds' AND value <> 'null'`)
  }

  /** A rule that approved for people who are all gone would approve for nobody. */
  #takeOffTheRules(): void {
    const left = `(SELECT json_group_array(person.value) FROM json_each(approval_rules.cardholders) AS person WHERE person.value IN (SELECT id FROM cardholders))`
    this.#sqlite.prepare(`DELETE FROM approval_rules WHERE cardholders IS NOT NULL AND ${left} = '[]'`).run()
    this.#sqlite.prepare(`UPDATE approval_rules SET cardholders = ${left} WHERE cardholders IS NOT NULL`).run()
  }

  /** Those that this connection brought, who hold no card by now, and to whom no person gave another name. */
  #removePeople(): void {
    const brought = this.#sqlite
      .prepare<[number], number>('SELECT DISTINCT p.id FROM cardholder_links l JOIN cardholders p ON p.id = l.cardholder_id WHERE l.connection_id = ? AND p.name = l.given_name AND p.import_id IS NULL')
      .pluck()
      .all(this.#connectionId)
    this.#run('DELETE FROM cardholder_links WHERE connection_id = @connectionId')
    const remove = this.#sqlite.prepare(`DELETE FROM cardholders WHERE id = ? AND NOT EXISTS (SELECT 1 FROM cards WHERE cardholder_id = cardholders.id)
      AND NOT EXISTS (SELECT 1 FROM cardholder_links WHERE cardholder_id = cardholders.id)`)
    for (const id of brought) remove.run(id)
  }

  /** Not those that a charge had before an import updated it, nor those that a person gave a category. */
  #removeMerchants(merchants: ReadonlySet<number>): void {
    const former = new Set(this.#sqlite.prepare<[], number>(`SELECT before ->> '$.merchant_id' FROM import_changes UNION SELECT before ->> '$.row.merchant_id' FROM import_replaced WHERE kind = 'charge'`).pluck().all())
    const remove = this.#sqlite.prepare('DELETE FROM merchants WHERE id = ? AND category_id IS NULL AND NOT EXISTS (SELECT 1 FROM transactions WHERE merchant_id = merchants.id)')
    for (const id of merchants) if (!former.has(id)) remove.run(id)
  }

  #accounts(): readonly number[] {
    return this.#sqlite.prepare<[number], number>('SELECT id FROM accounts WHERE connection_id = ?').pluck().all(this.#connectionId)
  }

  #run(statement: string): number {
    return this.#sqlite.prepare(statement).run({ connectionId: this.#connectionId }).changes
  }

  #count(statement: string): number {
    return this.#sqlite.prepare<[{ connectionId: number }], number>(statement).pluck().get({ connectionId: this.#connectionId }) ?? 0
  }
}

const ACCOUNTS = '(SELECT id FROM accounts WHERE connection_id = @connectionId)'
const CARDS = `(SELECT id FROM cards WHERE account_id IN ${ACCOUNTS})`
