/** Reads the files, finds where they go and compares every row: the `preview` task. */
import type { GrantedFile } from '#shared/rpc/control.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import type { ParsedTransaction } from '../importers/parsed-statement.ts'
import { compareGroup } from './compare.ts'
import { accountFingerprints, type AccountFingerprints } from './fingerprint.ts'
import { Pace } from './pace.ts'
import { groupsOf, type PreviewAccount, type PreviewFile, type PreviewState } from './preview-state.ts'
import { readFile, type ReadFile } from './read-files.ts'
import { importedBefore } from './records.queries.ts'
import { booksRevision } from './revision.queries.ts'
import { TargetFinder } from './targets.queries.ts'

/** Throws `task.cancelled`. Files that cannot be read are part of the result, with their problems and no rows. */
export async function makePreview(context: TaskContext, id: string, granted: readonly GrantedFile[]): Promise<PreviewState> {
  const { db, signal, progress } = context
  const fingerprints = await accountFingerprints(context)
  // Read first: whatever is imported from here on makes this preview stale.
  const revision = await booksRevision(db)
  const draft: Draft = { files: [], accounts: [], rows: [], finder: await TargetFinder.open(db), fingerprints }
  for (const file of granted) await addFile(context, draft, await readFile(context, file, fingerprints.of))
  const rows = draft.rows.length
  const preview: PreviewState = {
    id, revision,
    files: draft.files, accounts: draft.accounts, rows: draft.rows,
    status: new Uint8Array(rows), choice: new Uint8Array(rows), ref: new Float64Array(rows), notes: new Map(), expected: new Map(),
  }
  const pace = new Pace(signal)
  let done = 0
  const label = 'Comparing with your books'
  progress({ done, total: rows, label })
  for (const accounts of groupsOf(preview).values()) {
    await compareGroup({ db, pace, advanced: (more) => progress({ done: (done += more), total: rows, label }) }, preview, accounts)
  }
  return preview
}

interface Draft {
  readonly files: PreviewFile[]
  readonly accounts: PreviewAccount[]
  readonly rows: ParsedTransaction[]
  readonly finder: TargetFinder
  readonly fingerprints: AccountFingerprints
}

async function addFile({ db }: TaskContext, draft: Draft, { parsed, size, sha256 }: ReadFile): Promise<void> {
  const file = draft.files.length
  const refused = parsed.problems.some(({ severity }) => severity === 'refused')
  draft.files.push({
    name: parsed.name,
    format: parsed.format,
    formatLabel: parsed.formatLabel,
    size,
    sha256,
    transactions: parsed.accounts.reduce((sum, account) => sum + account.transactions.length, 0),
    refused,
    assumed: parsed.assumed,
    problems: [...parsed.problems, ...parsed.assumptions.map(({ code, message }) => ({ line: null, code: `assumed-${code}`, message }))],
    importedBefore: sha256 === '' ? null : await importedBefore(db, sha256),
  })
  if (refused) return
  for (const { transactions, ...facts } of parsed.accounts) {
    const firstRow = draft.rows.length
    for (const row of transactions) draft.rows.push(row)
    draft.accounts.push({
      index: draft.accounts.length,
      file,
      facts,
      brand: draft.fingerprints.brandOf(facts.key) ?? brandOfIssuer(facts.issuer),
      firstRow,
      rowCount: transactions.length,
      target: await draft.finder.defaultTarget(facts, parsed.format),
    })
  }
}

/** Two issuers are networks of their own; the cards of all others may be of any. */
function brandOfIssuer(issuer: string | null): PreviewAccount['brand'] {
  if (issuer === 'American Express') return 'amex'
  return issuer === 'Discover' ? 'discover' : 'other'
}
