/** A preview in the contract's words. */
import { matchName } from '#shared/domain/match-name.ts'
import { personName } from '#shared/domain/person-name.ts'
import type { ImportPreview, PreviewRow, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { choicesOf, noCounts, planOf, type Counts } from './choices.ts'
import { accountOf, choiceOf, merchantName, rootRow, statusOf, type PreviewAccount, type PreviewState } from './preview-state.ts'
import { isIdentified } from './targets.queries.ts'

export function previewOutput(preview: PreviewState): ImportPreview {
  const perAccount = preview.accounts.map((account) => accountOutput(preview, account))
  const counts = noCounts()
  for (const account of perAccount) for (const status of Object.keys(counts) as RowStatus[]) counts[status] += account.counts[status]
  let willAdd = 0
  let willUpdate = 0
  for (const { does } of planOf(preview)) {
    if (does === 'add') willAdd += 1
    else if (does !== 'skip') willUpdate += 1
  }
  return {
    previewId: preview.id,
    files: preview.files.map(({ name, formatLabel: format, transactions, refused, assumed, importedBefore }) => ({ name, format, transactions, refused, assumed, importedBefore })),
    accounts: perAccount,
    problems: preview.files.flatMap(({ name: file, problems }) => problems.map(({ line, code, message }) => ({ file, line, code, message }))),
    counts,
    willAdd,
    willUpdate,
    statements: new Set(preview.accounts.flatMap(({ target, facts }) => facts.statements.map(({ closedOn }) => `${target.group} ${closedOn}`))).size,
  }
}

function accountOutput(preview: PreviewState, account: PreviewAccount): ImportPreview['accounts'][number] {
  const { facts, target, index, firstRow, rowCount } = account
  const counts: Counts = noCounts()
  let firstOn: string | null = null
  let lastOn: string | null = null
  let totalMinor = 0
  for (let row = firstRow; row < firstRow + rowCount; row++) {
    const charge = preview.rows[row]
    if (charge === undefined) continue
    counts[statusOf(preview, row)] += 1
    totalMinor += charge.amountMinor
    if (firstOn === null || charge.postedOn < firstOn) firstOn = charge.postedOn
    if (lastOn === null || charge.postedOn > lastOn) lastOn = charge.postedOn
  }
  return {
    index,
    file: preview.files[account.file]?.name ?? '',
    label: facts.label,
    issuer: facts.issuer,
    currency: facts.currency,
    kind: facts.kind,
    identified: isIdentified(facts),
    targetAccountId: target.accountId,
    cardMembers: membersOf(facts),
    firstOn,
    lastOn,
    counts,
    totalMinor,
    statements: facts.statements.length,
  }
}

/** Each person once, as first written. */
function membersOf({ cards }: PreviewAccount['facts']): string[] {
  const members = new Map<string, string>()
  for (const { member } of cards) if (member !== null && !members.has(matchName(member))) members.set(matchName(member), personName(member))
  return [...members.values()]
}

export interface RowsWanted {
  readonly status: RowStatus | null
  readonly accountIndex: number | null
  readonly offset: number
  readonly limit: number
}

/** One page of rows with the stored charges that they were matched with as those are now. */
export async function previewRows(db: ReadDb, preview: PreviewState, wanted: RowsWanted): Promise<{ rows: PreviewRow[]; total: number }> {
  const account = wanted.accountIndex === null ? undefined : preview.accounts[wanted.accountIndex]
  const from = account?.firstRow ?? 0
  const to = wanted.accountIndex === null ? preview.rows.length : from + (account?.rowCount ?? 0)
  const page: number[] = []
  let total = 0
  for (let row = from; row < to; row++) {
    if (wanted.status !== null && statusOf(preview, row) !== wanted.status) continue
    if (total >= wanted.offset && page.length < wanted.limit) page.push(row)
    total += 1
  }
  const matches = await readMatches(db, page.flatMap((row) => ((preview.ref[row] ?? 0) > 0 ? [preview.ref[row] ?? 0] : [])))
  return { rows: page.flatMap((row) => rowOutput(preview, row, matches)), total }
}

function rowOutput(preview: PreviewState, row: number, matches: ReadonlyMap<number, NonNullable<PreviewRow['match']>>): PreviewRow[] {
  const charge = preview.rows[row]
  if (charge === undefined) return []
  const account = accountOf(preview, row)
  const ref = preview.ref[row] ?? 0
  return [{
    row,
    accountIndex: account.index,
    line: charge.line,
    status: statusOf(preview, row),
    choice: choiceOf(preview, row),
    choices: [...choicesOf(preview, row)],
    postedOn: charge.postedOn,
    merchant: merchantName(charge),
    memo: charge.memo,
    cardMember: charge.cardMember === null ? null : personName(charge.cardMember),
    lastDigits: charge.cardDigits ?? account.facts.lastDigits,
    amountMinor: charge.amountMinor,
    currency: charge.currency,
    type: charge.type,
    pending: charge.pending,
    match: matches.get(ref) ?? null,
    differences: [...elsewhere(preview, ref), ...(preview.notes.get(row)?.words ?? [])],
  }]
}

/** Where the charge is that a row was matched with, if it only comes in with this preview. */
function elsewhere(preview: PreviewState, ref: number): readonly string[] {
  const root = rootRow(ref)
  const charge = root === undefined ? undefined : preview.rows[root]
  if (root === undefined || charge === undefined) return []
  return [`also in ${preview.files[accountOf(preview, root).file]?.name ?? 'another file'}, line ${charge.line}`]
}

async function readMatches(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, NonNullable<PreviewRow['match']>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('transactions')
    .innerJoin('merchants', 'merchants.id', 'transactions.merchant_id')
    .select(['transactions.id', 'posted_on', 'merchants.name', 'amount_minor', 'pending'])
    .where('transactions.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { transactionId: row.id, postedOn: row.posted_on, merchant: row.name, amountMinor: row.amount_minor, pending: row.pending === 1 }]))
}
