/** Into which stored account the rows of a file go. */
import { accountLabel } from '../importers/masking.ts'
import type { ParsedAccount } from '../importers/parsed-statement.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { PreviewAccount, Target } from './preview-state.ts'

export type AccountFacts = PreviewAccount['facts']

/** The file itself says which account it is: by a number, or by the last digits of one. */
export function isIdentified({ key, lastDigits }: Pick<ParsedAccount, 'key' | 'lastDigits'>): boolean {
  return isNumbered(key) || lastDigits !== null
}

function isNumbered(key: string): boolean {
  return key.startsWith('number:')
}

/** The statement-files connection, made by the first migration. */
export async function filesConnection(db: ReadDb | WriteDb): Promise<number> {
  const { id } = await db.selectFrom('connections').select('id').where('kind', '=', 'files').orderBy('id').executeTakeFirstOrThrow()
  return id
}

interface StoredAccount {
  readonly id: number
  readonly key: string
  readonly kind: string
  readonly issuer: string | null
  readonly label: string
  readonly lastDigits: string | null
  readonly currency: string
}

/** What `defaultTarget` looks at, read once for a preview. */
export class TargetFinder {
  readonly #accounts: readonly StoredAccount[]
  readonly #db: ReadDb

  private constructor(db: ReadDb, accounts: readonly StoredAccount[]) {
    this.#db = db
    this.#accounts = accounts
  }

  static async open(db: ReadDb): Promise<TargetFinder> {
    const accounts = await db
      .selectFrom('accounts')
      .select(['id', 'external_key as key', 'kind', 'issuer', 'label', 'last_digits as lastDigits', 'currency'])
      .where('connection_id', '=', await filesConnection(db))
      .orderBy('id')
      .execute()
    return new TargetFinder(db, accounts)
  }

  /**
   * The account of the same key; else, for files that name their account less exactly, the only one that it can be:
   * by last digits, by the digits of its cards, by where earlier files of the same format went, by issuer. In doubt a new one.
   */
  async defaultTarget(facts: AccountFacts, format: string): Promise<Target> {
    const stored = await this.#find(facts, format)
    return stored ? targetOf(stored, facts) : newTarget(facts)
  }

  /** The stored account with this id; undefined where there is none. */
  byId(id: number): StoredAccount | undefined {
    return this.#accounts.find((account) => account.id === id)
  }

  async #find(facts: AccountFacts, format: string): Promise<StoredAccount | undefined> {
    const possible = this.#accounts.filter(({ currency, kind }) => currency === facts.currency && (facts.kind === 'unknown' || kind === facts.kind))
    if (isIdentified(facts)) {
      const sameKey = possible.find(({ key }) => key === externalKey(facts))
      return sameKey ?? only(possible.filter((account) => sameDigits(account, facts)))
    }
    const sameIssuer = possible.filter(({ issuer }) => issuer === facts.issuer)
    const digits = facts.cards.flatMap((card) => (card.digits === null ? [] : [card.digits]))
    const byCards = digits.length === 0 ? [] : await this.#accountsWithCards(digits)
    if (byCards.length > 0) return only(sameIssuer.filter(({ id }) => byCards.includes(id)))
    const before = await this.#accountsOfFormat(format)
    const used = sameIssuer.filter(({ id }) => before.includes(id))
    return used.length > 0 ? only(used) : only(sameIssuer.filter(({ key, lastDigits }) => !isNumbered(key) && lastDigits === null))
  }

  async #accountsWithCards(digits: readonly string[]): Promise<readonly number[]> {
    const cards = await this.#db.selectFrom('cards').select('account_id').distinct().where('last_digits', 'in', digits).execute()
    return cards.map((card) => card.account_id)
  }

  /** Accounts that files of this format went to, taken-back imports aside. */
  async #accountsOfFormat(format: string): Promise<readonly number[]> {
    const files = await this.#db
      .selectFrom('import_files as file')
      .innerJoin('imports', 'imports.id', 'file.import_id')
      .select((eb) =>
        eb
          .selectFrom('transaction_sources as source')
          .innerJoin('transactions', 'transactions.id', 'source.transaction_id')
          .select('transactions.account_id')
          .whereRef('source.import_file_id', '=', 'file.id')
          .limit(1)
          .as('account'),
      )
      .where('file.format', '=', format)
      .where('imports.undone_at', 'is', null)
      .execute()
    return [...new Set(files.flatMap(({ account }) => (account === null ? [] : [account])))]
  }
}

/** Same bank, same last digits, and not two numbers that are known to differ. */
function sameDigits(account: StoredAccount, facts: AccountFacts): boolean {
  if (isNumbered(account.key) && isNumbered(facts.key)) return false
  return facts.lastDigits !== null && account.lastDigits === facts.lastDigits && account.issuer === facts.issuer
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
}

export function targetOf(stored: Pick<StoredAccount, 'id' | 'key' | 'label' | 'lastDigits'>, facts: AccountFacts): Target {
  return { accountId: stored.id, group: `stored:${stored.id}`, externalKey: stored.key, label: stored.label, lastDigits: stored.lastDigits ?? facts.lastDigits }
}

/** A new account; `label` is a person's own name for it, which also keeps it apart from others of the same bank. */
export function newTarget(facts: AccountFacts, label?: string): Target {
  const key = label === undefined ? externalKey(facts) : `${externalKey(facts)} ${label}`
  return { accountId: null, group: `new:${key}`, externalKey: key, label: label ?? accountLabel(facts.issuer, facts.kind, facts.lastDigits), lastDigits: facts.lastDigits }
}

/** An account is in one currency: a file with two of them has two accounts. */
function externalKey(facts: AccountFacts): string {
  return `${facts.key} ${facts.currency}`
}
