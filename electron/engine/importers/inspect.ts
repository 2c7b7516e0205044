/**
 * `npm run -s inspect -- FILE…`: what the importers understand of files, as JSON, storing nothing.
 *
 * The facts that support asks a user for, so everything in it is masked. Exit code 0 when every file was understood, 1 when one was refused.
 */
import { randomBytes } from 'node:crypto'
import { scrubText } from '#shared/domain/card-number.ts'
import { keyedFingerprint } from './fingerprint.ts'
import { loadSource } from './load-source.ts'
import type { FileProblem, ParsedAccount, ParsedFile, ParsedTransaction, ReadOptions } from './parsed-statement.ts'
import { readStatementFile } from './read-statement.ts'

export interface InspectedAccount {
  readonly kind: ParsedAccount['kind']
  readonly label: string
  readonly currency: string
  /** Posted rows. */
  readonly transactions: number
  readonly pending: number
  /** Of the posted rows, in the file's own sign. */
  readonly sumMinor: number
  readonly firstDate: string | null
  readonly lastDate: string | null
}

export interface InspectedFile {
  readonly file: string
  readonly format: string
  readonly accounts: readonly InspectedAccount[]
  /** Closed billing periods that the file carries. */
  readonly statements: number
  readonly problems: readonly Pick<FileProblem, 'line' | 'code' | 'message'>[]
}

/** One entry per path, in order; `refused` is true when a file was not understood. */
export async function inspectFiles(paths: readonly string[]): Promise<{ entries: readonly InspectedFile[]; refused: boolean }> {
  const options: ReadOptions = { fingerprint: keyedFingerprint(randomBytes(32)) }
  const entries: InspectedFile[] = []
  let refused = false
  for (const path of paths) {
    const loaded = await loadSource(path)
    const file = 'refused' in loaded ? loaded.refused : readStatementFile(loaded.source, options)
    refused ||= file.problems.some(({ severity }) => severity === 'refused')
    entries.push(inspected(path, file))
  }
  return { entries, refused }
}

export function inspected(path: string, file: ParsedFile): InspectedFile {
  return {
    file: scrubText(path),
    format: file.format,
    accounts: file.accounts.flatMap(inspectedAccounts),
    statements: file.accounts.reduce((count, { statements }) => count + statements.length, 0),
    problems: file.problems.map(({ line, code, message }) => ({ line, code, message })),
  }
}

/** One entry per currency of an account: sums of different currencies are never added. */
function inspectedAccounts(account: ParsedAccount): readonly InspectedAccount[] {
  const byCurrency = Map.groupBy(account.transactions, ({ currency }) => currency)
  const currencies = new Set([account.currency, ...byCurrency.keys()])
  return [...currencies].map((currency) => inspectedAccount(account, currency, byCurrency.get(currency) ?? []))
}

function inspectedAccount(account: ParsedAccount, currency: string, rows: readonly ParsedTransaction[]): InspectedAccount {
  const posted = rows.filter(({ pending }) => !pending)
  const dates = posted.map(dateOf).sort()
  return {
    kind: account.kind,
    label: account.label,
    currency,
    transactions: posted.length,
    pending: rows.length - posted.length,
    sumMinor: posted.reduce((sum, { sourceMinor }) => sum + sourceMinor, 0),
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  }
}

/** A CSV's own date is the day of the purchase where it has two; OFX's is DTPOSTED, and DTUSER is an extra that few banks fill. */
function dateOf(row: ParsedTransaction): string {
  return 'DTPOSTED' in row.raw ? row.postedOn : (row.transactedOn ?? row.postedOn)
}

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0) {
    process.stderr.write('Usage: npm run -s inspect -- FILE...\n')
    return 1
  }
  const { entries, refused } = await inspectFiles(paths)
  process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`)
  return refused ? 1 : 0
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
