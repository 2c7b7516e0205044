/** Reads the files, finds where they go and compares every row: the `preview` task. */
import type { GrantedFile } from '#shared/rpc/control.ts'
import type { ReadDb } from '../db/store.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import type { ParsedTransaction } from '../importers/parsed-statement.ts'
import { compareGroup } from './compare.ts'
import { accountFingerprints, type AccountFingerprints } from './fingerprint.ts'
import { Pace } from '../pace.ts'
import { groupsOf, type PreviewAccount, type PreviewFile, type PreviewState, type Target } from './preview-state.ts'
import { readFile, type ReadFile } from './read-files.ts'
import { importedBefore } from './records.queries.ts'
import { booksRevision } from './revision.queries.ts'
import { isIdentified, isNumbered, TargetFinder, type Route } from './targets.queries.ts'

/** Throws `task.cancelled`. Files that cannot be read are part of the result, with their problems and no rows. */
export async function makePreview(context: TaskContext, id: string, granted: readonly GrantedFile[]): Promise<PreviewState> {
  const { db, signal, progress } = context
  const fingerprints = await accountFingerprints(context)
  // Read first: whatever is imported from here on makes this preview stale.
  const revision = await booksRevision(db)
  const files: PreviewFile[] = []
  const parts: Part[] = []
  for (const file of granted) {
    const read = await readFile(context, file, fingerprints.of)
    for (const { transactions, ...facts } of read.parsed.accounts) parts.push({ file: files.length, facts, transactions })
    files.push(await previewFile(context, read))
  }
  const { accounts, rows } = await layOut(db, parts, files, fingerprints)
  const preview: PreviewState = {
    id, revision, files, accounts, rows,
    status: new Uint8Array(rows.length), choice: new Uint8Array(rows.length), ref: new Float64Array(rows.length), notes: new Map(), expected: new Map(),
  }
  const pace = new Pace(signal)
  let done = 0
  const label = 'Comparing with your books'
  progress({ done, total: rows.length, label })
  for (const group of groupsOf(preview).values()) {
    await compareGroup({ db, pace, advanced: (more) => progress({ done: (done += more), total: rows.length, label }) }, preview, group)
  }
  return preview
}

interface Part {
  readonly file: number
  readonly facts: PreviewAccount['facts']
  readonly transactions: readonly ParsedTransaction[]
}

async function previewFile({ db }: TaskContext, { parsed, size, sha256 }: ReadFile): Promise<PreviewFile> {
  return {
    name: parsed.name,
    format: parsed.format,
    formatLabel: parsed.formatLabel,
    size,
    sha256,
    transactions: parsed.accounts.reduce((sum, account) => sum + account.transactions.length, 0),
    refused: parsed.problems.some(({ severity }) => severity === 'refused'),
    assumed: parsed.assumed,
    problems: [...parsed.problems, ...parsed.assumptions.map(({ code, message }) => ({ line: null, code: `assumed-${code}`, message }))],
    importedBefore: sha256 === '' ? null : await importedBefore(db, sha256),
  }
}

/** All rows in one list, account by account in the order of the files. */
async function layOut(db: ReadDb, parts: readonly Part[], files: readonly PreviewFile[], fingerprints: AccountFingerprints): Promise<Pick<PreviewState, 'accounts' | 'rows'>> {
  const routes = await routesOf(db, parts, files)
  const accounts: PreviewAccount[] = []
  const rows: ParsedTransaction[] = []
  for (const part of parts) {
    const { file, facts } = part
    const brand = fingerprints.brandOf(facts.key) ?? brandOfIssuer(facts.issuer)
    for (const { target, transactions } of divided(part, routes.get(part) ?? [])) {
      const own = transactions.length === part.transactions.length ? facts : { ...facts, cards: cardsOf(facts, transactions) }
      accounts.push({ index: accounts.length, file, facts: own, brand, firstRow: rows.length, rowCount: transactions.length, target, cardKeys: [] })
      for (const row of transactions) rows.push(row)
    }
  }
  return { accounts, rows }
}

/** The most exactly named accounts find their place first, whatever the order of the files: the others can then be recognised as one of them. */
async function routesOf(db: ReadDb, parts: readonly Part[], files: readonly PreviewFile[]): Promise<ReadonlyMap<Part, readonly Route[]>> {
  const finder = await TargetFinder.open(db)
  const routes = new Map<Part, readonly Route[]>()
  for (const part of parts.toSorted((a, b) => vagueness(a.facts) - vagueness(b.facts))) routes.set(part, await finder.routes(part.facts, files[part.file]?.format ?? 'unknown', part.transactions))
  return routes
}

function vagueness(facts: PreviewAccount['facts']): number {
  if (isNumbered(facts.key)) return 0
  if (!isIdentified(facts)) return 3
  return facts.lastDigits === null ? 2 : 1
}

/** Each row takes the route of its card; a route without rows is none, unless it is the only one (statements may hang on it). */
function divided({ transactions }: Part, routes: readonly Route[]): readonly { readonly target: Target; readonly transactions: readonly ParsedTransaction[] }[] {
  const [first] = routes
  if (first !== undefined && routes.length === 1) return [{ target: first.target, transactions }]
  const rest = routes.find(({ digits }) => digits === null) ?? first
  const byRoute = Map.groupBy(transactions, ({ cardDigits }) => routes.find(({ digits }) => cardDigits !== null && digits?.has(cardDigits) === true) ?? rest)
  return [...byRoute].flatMap(([route, own]) => (route === undefined ? [] : [{ target: route.target, transactions: own }]))
}

function cardsOf({ cards }: PreviewAccount['facts'], transactions: readonly ParsedTransaction[]): PreviewAccount['facts']['cards'] {
  const digits = new Set(transactions.map(({ cardDigits }) => cardDigits))
  return cards.filter((card) => digits.has(card.digits))
}

/** Two issuers are networks of their own; the cards of all others may be of any. */
function brandOfIssuer(issuer: string | null): PreviewAccount['brand'] {
  if (issuer === 'American Express') return 'amex'
  return issuer === 'Discover' ? 'discover' : 'other'
}
