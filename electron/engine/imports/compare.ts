/** Decides every row of a group of accounts that go into the same one, file by file in the preview's order. */
import { formatFamily } from '#shared/domain/import-charge.ts'
import type { Comparison, MatchStep } from '#shared/domain/import-comparison.ts'
import { finishFile } from '#shared/domain/import-finish.ts'
import { KnownCharges } from '#shared/domain/import-known.ts'
import { matchFile } from '#shared/domain/import-match.ts'
import type { IsoDate } from '#shared/domain/time.ts'
import type { RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { CardKeys } from './card-keys.ts'
import type { Pace } from '../pace.ts'
import { refOfRow, setChoice, setStatus, type PreviewAccount, type PreviewState } from './preview-state.ts'
import { loadTraces, readCardKeys, readKnownCharges, versionOf, type KnownQuery } from './stored-charges.queries.ts'

/** What happens to a row when nobody says otherwise. A conflict is skipped: a person decides. */
export const DEFAULT_CHOICE = { new: 'add', duplicate: 'skip', changed: 'update', conflict: 'skip' } as const satisfies Record<RowStatus, string>

export interface CompareContext {
  readonly db: ReadDb
  readonly pace: Pace
  /** Called with the number of rows that were decided since the last call. */
  readonly advanced: (rows: number) => void
}

export async function compareGroup(context: CompareContext, preview: PreviewState, accounts: readonly PreviewAccount[]): Promise<void> {
  const accountId = accounts[0]?.target.accountId ?? null
  const keys = new CardKeys(accountId === null ? [] : await readCardKeys(context.db, accountId))
  for (const account of accounts) {
    const { firstRow, rowCount, target } = account
    account.cardKeys = preview.rows.slice(firstRow, firstRow + rowCount).map((row) => keys.of(row, target.lastDigits))
  }
  const known = await knownOf(context, preview, accounts)
  const byFile = [...Map.groupBy(accounts, ({ file }) => file).values()]
  for (const [index, parts] of byFile.entries()) {
    const indexes = parts.flatMap(({ firstRow, rowCount }) => Array.from({ length: rowCount }, (_, at) => firstRow + at))
    const rows = indexes.flatMap((row) => preview.rows[row] ?? [])
    const cards = parts.flatMap(({ cardKeys }) => cardKeys)
    const format = preview.files[parts[0]?.file ?? 0]?.format ?? 'unknown'
    const comparison = await run(context, matchFile({ known, rows, cards, family: formatFamily(format) }))
    await run(context, finishFile(comparison, (row) => refOfRow(indexes[row] ?? 0), index < byFile.length - 1))
    await pin(context, preview, comparison, indexes)
    context.advanced(rows.length)
  }
}

async function knownOf({ db, pace }: CompareContext, preview: PreviewState, accounts: readonly PreviewAccount[]): Promise<KnownCharges> {
  const known = new KnownCharges()
  const accountId = accounts[0]?.target.accountId ?? null
  const span = accountId === null ? undefined : spanOf(preview, accounts)
  if (accountId === null || span === undefined) return known
  for (const charge of await readKnownCharges(db, { accountId, ...span }, pace)) {
    known.add(charge)
    if (pace.due) await pace.rest()
  }
  return known
}

/** First and last day of the rows, and the ids that they correct; undefined where there are no rows. */
function spanOf(preview: PreviewState, accounts: readonly PreviewAccount[]): Omit<KnownQuery, 'accountId'> | undefined {
  let from: IsoDate | undefined
  let to: IsoDate | undefined
  const correctedIds = new Set<string>()
  for (const { firstRow, rowCount } of accounts) {
    for (let row = firstRow; row < firstRow + rowCount; row++) {
      const charge = preview.rows[row]
      if (charge === undefined) continue
      if (from === undefined || charge.postedOn < from) from = charge.postedOn
      if (to === undefined || charge.postedOn > to) to = charge.postedOn
      if (charge.correction !== null) correctedIds.add(charge.correction.externalId)
    }
  }
  return from === undefined || to === undefined ? undefined : { from, to, correctedIds: [...correctedIds] }
}

/** Drives the rules, which are pure and ask for what they need. */
async function run<T>({ db, pace }: CompareContext, steps: Generator<MatchStep, T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (step.value.kind === 'traces') await loadTraces(db, step.value.of, step.value.family, pace)
    if (pace.due) await pace.rest()
  }
}

async function pin({ pace }: CompareContext, preview: PreviewState, comparison: Comparison, indexes: readonly number[]): Promise<void> {
  for (const [at, row] of indexes.entries()) {
    if (pace.due) await pace.rest()
    const decision = comparison.decisions[at]
    if (decision === undefined) throw new Error('A row was left undecided')
    const { status, known, words, takesBack } = decision
    const ref = known === null || known.takenBack ? 0 : known.ref
    setStatus(preview, row, status)
    setChoice(preview, row, DEFAULT_CHOICE[status])
    preview.ref[row] = ref
    if (words.length > 0 || takesBack) preview.notes.set(row, { words, takesBack })
    else preview.notes.delete(row)
    if (known !== null && ref > 0 && status !== 'duplicate' && !preview.expected.has(ref)) preview.expected.set(ref, versionOf(known.stored))
  }
}
