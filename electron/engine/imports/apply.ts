/** Stores exactly what was previewed, in one transaction: the `apply` task. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ImportRecord } from '#shared/rpc/contract/imports.contract.ts'
import type { CommandContext, TaskContext } from '../rpc/handlers.ts'
import { planOf } from './choices.ts'
import { Pace } from '../pace.ts'
import { accountOf, choiceOf, rootRow, statusOf, type PreviewAccount, type PreviewState } from './preview-state.ts'
import { readImport } from './records.queries.ts'
import { booksRevision } from './revision.queries.ts'
import { filesConnection } from './targets.queries.ts'
import { AccountBook, type ImportStamp } from './write-accounts.queries.ts'
import { ChargeWriter } from './write-charges.queries.ts'
import { StatementWriter } from './write-statements.queries.ts'

/**
 * Throws `import.preview-stale` when the books changed since the preview, `validation.failed` when no file could be read, `task.cancelled`.
 * Whatever it throws, nothing of the import is stored.
 */
export function applyPreview({ write, signal, progress }: TaskContext, preview: PreviewState): Promise<ImportRecord> {
  if (preview.files.every(({ refused }) => refused)) throw new AppError('validation.failed', { field: 'previewId', reason: 'no file could be read' })
  return write(async (command) => {
    const { db, changed, audit } = command
    if ((await booksRevision(db)) !== preview.revision) throw new AppError('import.preview-stale', {})
    const run = await ApplyRun.start(command, preview)
    await run.rows(new Pace(signal), (done) => progress({ done, total: preview.rows.length, label: 'Storing' }))
    const importId = await run.finish()
    // The last moment at which a cancel still means that nothing happened.
    if (signal.aborted) throw new AppError('task.cancelled', {})
    const record = await readImport(db, importId)
    audit({ importId, files: record.files.length, added: record.added, updated: record.updated, skipped: record.skipped, statements: record.statements })
    changed('imports', 'transactions', 'cards', 'employees', 'statements')
    return record
  })
}

class ApplyRun {
  readonly #command: CommandContext
  readonly #preview: PreviewState
  readonly #stamp: ImportStamp
  readonly #accounts: AccountBook
  readonly #charges: ChargeWriter
  /** Per file of the preview; undefined for a refused one. */
  readonly #fileIds: readonly (number | undefined)[]
  /** Stored id of the charge that a row brought; 0 while it has none. */
  readonly #stored: Float64Array
  readonly #seenFiles: ReadonlySet<number>
  readonly #touched = new Set<number>()
  readonly #removedIds = new Set<number>()
  #added = 0
  #updated = 0
  #firstOn: string | null = null
  #lastOn: string | null = null

  private constructor(command: CommandContext, preview: PreviewState, stamp: ImportStamp, fileIds: readonly (number | undefined)[]) {
    this.#command = command
    this.#preview = preview
    this.#stamp = stamp
    this.#fileIds = fileIds
    this.#accounts = new AccountBook(command.sqlite, stamp)
    this.#charges = new ChargeWriter(command.sqlite, stamp)
    this.#stored = new Float64Array(preview.rows.length)
    this.#seenFiles = seenFiles(preview)
    for (const account of preview.accounts) this.#noteMembers(account)
  }

  static async start(command: CommandContext, preview: PreviewState): Promise<ApplyRun> {
    const { db, now } = command
    const connectionId = await filesConnection(db)
    const { id: importId } = await db
      .insertInto('imports')
      .values({ connection_id: connectionId, applied_at: now, undone_at: null, added: 0, updated: 0, skipped: 0, statements: 0, first_on: null, last_on: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const fileIds: (number | undefined)[] = []
    for (const { name, format, size, sha256, refused } of preview.files) {
      const row = refused ? undefined : await db.insertInto('import_files').values({ import_id: importId, name, format, size, sha256 }).returning('id').executeTakeFirstOrThrow()
      fileIds.push(row?.id)
    }
    return new ApplyRun(command, preview, { importId, connectionId, now }, fileIds)
  }

  async rows(pace: Pace, progress: (done: number) => void): Promise<void> {
    let done = 0
    for (const { row, does } of planOf(this.#preview)) {
      if (does === 'add') this.#add(row)
      else if (does === 'update') this.#update(row)
      else if (does === 'remove') this.#remove(row)
      else this.#keepSource(row)
      done += 1
      if (!pace.due) continue
      progress(done)
      await pace.rest()
    }
  }

  /** Statements, holders and the import's own figures; returns its id. */
  async finish(): Promise<number> {
    const { accounts, rows } = this.#preview
    const writer = new StatementWriter(this.#command.sqlite, this.#stamp)
    let statements = 0
    for (const account of accounts) for (const statement of account.facts.statements) if (writer.write(this.#accounts.account(account), statement)) statements += 1
    this.#accounts.linkHolders(accounts)
    const { importId } = this.#stamp
    await this.#command.db
      .updateTable('imports')
      .set({ added: this.#added, updated: this.#updated, skipped: rows.length - this.#added - this.#updated, statements, first_on: this.#firstOn, last_on: this.#lastOn })
      .where('id', '=', importId)
      .execute()
    return importId
  }

  #add(row: number): void {
    const charge = this.#preview.rows[row]
    if (charge === undefined) return
    const account = accountOf(this.#preview, row)
    const id = this.#charges.add(charge, this.#accounts.account(account), this.#accounts.card(account, this.#cardKey(account, row)))
    this.#stored[row] = id
    const root = rootRow(this.#preview.ref[row] ?? 0)
    // A newer word on a charge whose own row is skipped stands in for it.
    if (root !== undefined && this.#stored[root] === 0 && choiceOf(this.#preview, row) === 'update') this.#stored[root] = id
    this.#added += 1
    this.#cover(charge.postedOn)
    this.#source(id, account, row)
  }

  #update(row: number): void {
    const charge = this.#preview.rows[row]
    const id = this.#matched(row)
    if (charge === undefined || id === 0) throw new AppError('import.preview-stale', {})
    const account = accountOf(this.#preview, row)
    const namesCard = charge.cardDigits !== null || charge.cardMember !== null
    this.#charges.update(id, charge, this.#expected(row), () => (namesCard ? this.#accounts.card(account, this.#cardKey(account, row)) : undefined))
    this.#updated += 1
    this.#cover(charge.postedOn)
    this.#source(id, account, row)
  }

  #remove(row: number): void {
    const id = this.#matched(row)
    if (id === 0) throw new AppError('import.preview-stale', {})
    this.#charges.remove(id, this.#expected(row))
    this.#removedIds.add(id)
    this.#updated += 1
  }

  /** A row that tells a charge which is here already: kept beside it as another source, unless this very file is one already. */
  #keepSource(row: number): void {
    const id = this.#matched(row)
    if (id === 0 || statusOf(this.#preview, row) !== 'duplicate' || this.#removedIds.has(id)) return
    const account = accountOf(this.#preview, row)
    if (this.#seenFiles.has(account.file)) return
    this.#source(id, account, row)
  }

  #source(id: number, { file }: PreviewAccount, row: number): void {
    const charge = this.#preview.rows[row]
    const fileId = this.#fileIds[file]
    if (charge !== undefined && fileId !== undefined) this.#charges.addSource(id, fileId, charge)
  }

  /** Id of the charge that the row was matched with; 0 where there is none. */
  #matched(row: number): number {
    const ref = this.#preview.ref[row] ?? 0
    const root = rootRow(ref)
    return root === undefined ? ref : (this.#stored[root] ?? 0)
  }

  /** The version that the preview saw; only the first row that changes a charge still finds it. */
  #expected(row: number): string | undefined {
    const ref = this.#preview.ref[row] ?? 0
    if (this.#touched.has(ref)) return undefined
    this.#touched.add(ref)
    return this.#preview.expected.get(ref)
  }

  #cardKey(account: PreviewAccount, row: number): string {
    return account.cardKeys[row - account.firstRow] ?? ''
  }

  #noteMembers(account: PreviewAccount): void {
    for (const [at, key] of account.cardKeys.entries()) this.#accounts.noteMember(account.target.group, key, this.#preview.rows[account.firstRow + at]?.cardMember ?? null)
  }

  #cover(postedOn: string): void {
    if (this.#firstOn === null || postedOn < this.#firstOn) this.#firstOn = postedOn
    if (this.#lastOn === null || postedOn > this.#lastOn) this.#lastOn = postedOn
  }
}

/** Files of these very bytes are sources already, from an earlier import or from earlier in this preview. */
function seenFiles({ files }: PreviewState): ReadonlySet<number> {
  return new Set(files.flatMap(({ sha256, importedBefore }, index) => (importedBefore !== null || files.findIndex((file) => file.sha256 === sha256) < index ? [index] : [])))
}
