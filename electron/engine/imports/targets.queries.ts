/** Into which account the rows of a file go. */
import { accountLabel } from '../importers/masking.ts'
import type { ParsedAccount, ParsedTransaction } from '../importers/parsed-statement.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { PreviewAccount, Target } from './preview-state.ts'
import { chargesAround, evidenceOf, sampleOf, type Evidence } from './target-evidence.queries.ts'

export type AccountFacts = PreviewAccount['facts']

/** The file itself says which account it is: by a number, by the last digits of one, or by the digits of its cards. */
export function isIdentified({ key, lastDigits, cards }: Pick<ParsedAccount, 'key' | 'lastDigits' | 'cards'>): boolean {
  return isNumbered(key) || lastDigits !== null || cards.some(({ digits }) => digits !== null)
}

export function isNumbered(key: string): boolean {
  return key.startsWith('number:')
}

/** The statement-files connection, made by the first migration. */
export async function filesConnection(db: ReadDb | WriteDb): Promise<number> {
  const { id } = await db.selectFrom('connections').select('id').where('kind', '=', 'files').orderBy('id').executeTakeFirstOrThrow()
  return id
}

/** An account that rows can go into: stored, or one that this preview would make. */
interface Candidate {
  readonly target: Target
  readonly kind: string
  issuer: string | null
  readonly currency: string
  /** Digits of its cards, its own among them. */
  readonly digits: Set<string>
  /** Formats of the files that went into it. */
  readonly formats: Set<string>
  /** Rows of this preview that go into it. */
  readonly rows: ParsedTransaction[][]
}

export interface Route {
  readonly target: Target
  /** Digits of the cards whose rows take this way; null: every row that no other route takes. */
  readonly digits: ReadonlySet<string> | null
}

/** Finds targets for the accounts of one preview. Ask for the most exactly named accounts first: what they would make counts for the others. */
export class TargetFinder {
  readonly #db: ReadDb
  readonly #candidates: Candidate[]

  private constructor(db: ReadDb, candidates: Candidate[]) {
    this.#db = db
    this.#candidates = candidates
  }

  static async open(db: ReadDb): Promise<TargetFinder> {
    const stored = await storedAccounts(db)
    const digits = Map.groupBy(await db.selectFrom('cards').select(['account_id', 'last_digits']).where('last_digits', 'is not', null).execute(), (card) => card.account_id)
    const formats = await formatsByAccount(db)
    return new TargetFinder(
      db,
      stored.map((account) => ({
        target: storedTarget(account),
        kind: account.kind,
        issuer: account.issuer,
        currency: account.currency,
        digits: new Set([account.lastDigits, ...(digits.get(account.id) ?? []).map((card) => card.last_digits)].filter((each) => each !== null)),
        formats: formats.get(account.id) ?? new Set(),
        rows: [],
      })),
    )
  }

  /**
   * Where the account's rows go: into the account of the same key, else the only one that it can be, by digits, by the charges it tells again,
   * by where earlier files of the same format went, by issuer. In doubt a new one. A file of several cards may have to be divided: its cards
   * came in as accounts of their own.
   */
  async routes(facts: AccountFacts, format: string, rows: readonly ParsedTransaction[]): Promise<readonly Route[]> {
    const possible = this.#candidates.filter((candidate) => mayHold(candidate, facts))
    const routes = isNumbered(facts.key)
      ? [this.#whole(sameKey(possible, facts) ?? only(possible.filter((candidate) => sharesDigits(candidate, facts))), facts)]
      : digitsOf(facts).length > 0
        ? this.#byDigits(possible, facts)
        : [this.#whole(await this.#byContent(possible, facts, format, rows), facts)]
    for (const { candidate, digits } of routes) {
      candidate.formats.add(format)
      candidate.rows.push(rows.filter(({ cardDigits }) => digits === null || (cardDigits !== null && digits.has(cardDigits))))
    }
    return routes
  }

  #byDigits(possible: readonly Candidate[], facts: AccountFacts): readonly CandidateRoute[] {
    const own = digitsOf(facts)
    const byCandidate = new Map<Candidate, Set<string>>()
    for (const digits of own) {
      const candidate = only(possible.filter((each) => hasDigits(each, digits)))
      if (candidate) byCandidate.set(candidate, (byCandidate.get(candidate) ?? new Set()).add(digits))
    }
    if (byCandidate.size <= 1) return [this.#whole([...byCandidate.keys()][0], facts)]
    const divided = [...byCandidate].map(([candidate, digits]) => ({ target: candidate.target, digits, candidate }))
    const rest = facts.cards.filter((card) => card.digits !== null && !divided.some(({ digits }) => card.digits !== null && digits.has(card.digits)))
    return [...divided, this.#whole(undefined, { ...facts, cards: rest })]
  }

  /** For files that say nothing of their account but its issuer. */
  async #byContent(possible: readonly Candidate[], facts: AccountFacts, format: string, rows: readonly ParsedTransaction[]): Promise<Candidate | undefined> {
    const judged: { readonly candidate: Candidate; readonly evidence: Evidence }[] = []
    const sample = sampleOf(rows)
    for (const candidate of possible) {
      const { accountId } = candidate.target
      const stored = accountId === null ? [] : await chargesAround(this.#db, accountId, sample)
      judged.push({ candidate, evidence: evidenceOf(sample, [...stored, ...candidate.rows.flat()]) })
    }
    // Where two accounts have these charges, either is better than a third.
    const same = judged.filter(({ evidence }) => evidence === 'same').map(({ candidate }) => candidate)
    if (same.length > 0) return same.find((candidate) => candidate.formats.has(format)) ?? same[0]
    const open = judged.filter(({ candidate, evidence }) => evidence === 'none' && candidate.issuer === facts.issuer).map(({ candidate }) => candidate)
    const used = open.filter((candidate) => candidate.formats.has(format))
    return only(used.length > 0 ? used : open.filter(({ target, digits }) => !isNumbered(target.externalKey) && digits.size === 0))
  }

  /** All rows into one account, which from now on is known to hold these cards. */
  #whole(found: Candidate | undefined, facts: AccountFacts): CandidateRoute {
    const candidate = found ?? this.#makeCandidate(facts)
    for (const digits of digitsOf(facts)) candidate.digits.add(digits)
    candidate.issuer ??= facts.issuer
    return { target: { ...candidate.target, lastDigits: candidate.target.lastDigits ?? facts.lastDigits }, digits: null, candidate }
  }

  #makeCandidate(facts: AccountFacts): Candidate {
    const plain = newTarget(facts)
    const alike = this.#candidates.filter(({ target }) => target.externalKey === plain.externalKey || target.externalKey.startsWith(`${plain.externalKey} `)).length
    // A second one that looks the same: kept apart by its number.
    const target = alike === 0 ? plain : newTarget(facts, `${plain.label} (${alike + 1})`)
    const candidate: Candidate = { target, kind: facts.kind, issuer: facts.issuer, currency: facts.currency, digits: new Set(), formats: new Set(), rows: [] }
    this.#candidates.push(candidate)
    return candidate
  }
}

interface CandidateRoute extends Route {
  readonly candidate: Candidate
}

function sameKey(possible: readonly Candidate[], facts: AccountFacts): Candidate | undefined {
  return possible.find(({ target }) => target.externalKey === externalKey(facts))
}

/** A file that names no issuer, or not what kind of account it is, may be of any. */
function mayHold(candidate: Candidate, facts: AccountFacts): boolean {
  const sameKind = facts.kind === 'unknown' || candidate.kind === 'unknown' || candidate.kind === facts.kind
  const sameIssuer = facts.issuer === null || candidate.issuer === null || candidate.issuer === facts.issuer
  return sameKind && sameIssuer && candidate.currency === facts.currency
}

/** Formats of one bank name four or five digits of the same card. */
function hasDigits({ digits }: Candidate, wanted: string): boolean {
  for (const known of digits) if (known.endsWith(wanted) || wanted.endsWith(known)) return true
  return false
}

/** Two accounts whose numbers are known are the same by number only. */
function sharesDigits(candidate: Candidate, facts: AccountFacts): boolean {
  return !isNumbered(candidate.target.externalKey) && digitsOf(facts).some((digits) => hasDigits(candidate, digits))
}

function digitsOf({ lastDigits, cards }: AccountFacts): readonly string[] {
  return [...new Set([lastDigits, ...cards.map(({ digits }) => digits)].filter((digits) => digits !== null))]
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined
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

async function storedAccounts(db: ReadDb): Promise<readonly StoredAccount[]> {
  return db
    .selectFrom('accounts')
    .select(['id', 'external_key as key', 'kind', 'issuer', 'label', 'last_digits as lastDigits', 'currency'])
    .where('connection_id', '=', await filesConnection(db))
    .orderBy('id')
    .execute()
}

/** Formats of the files that brought each account's charges, taken-back imports aside. A file counts for the account of its first charge. */
async function formatsByAccount(db: ReadDb): Promise<ReadonlyMap<number, Set<string>>> {
  const files = await db
    .selectFrom('import_files as file')
    .innerJoin('imports', 'imports.id', 'file.import_id')
    .select('file.format')
    .select((eb) =>
      eb
        .selectFrom('transaction_sources as source')
        .innerJoin('transactions', 'transactions.id', 'source.transaction_id')
        .select('transactions.account_id')
        .whereRef('source.import_file_id', '=', 'file.id')
        .limit(1)
        .as('account'),
    )
    .where('imports.undone_at', 'is', null)
    .execute()
  const formats = new Map<number, Set<string>>()
  for (const { format, account } of files) if (account !== null) formats.set(account, (formats.get(account) ?? new Set()).add(format))
  return formats
}

/** A stored account as a target; undefined where there is none with this id. */
export async function targetById(db: ReadDb, id: number, facts: AccountFacts): Promise<Target | undefined> {
  const stored = (await storedAccounts(db)).find((account) => account.id === id)
  if (!stored) return undefined
  const target = storedTarget(stored)
  return { ...target, lastDigits: target.lastDigits ?? facts.lastDigits }
}

function storedTarget({ id, key, label, lastDigits }: StoredAccount): Target {
  return { accountId: id, group: `stored:${id}`, externalKey: key, label, lastDigits }
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
