/** The imports feature on a real store, called as a window would: by contract, with real files. */
import { randomUUID } from 'node:crypto'
import { contract } from '#shared/rpc/contract/index.ts'
import type { InputOf, OutputOf, ParsedInputOf, TaskProgress } from '#shared/rpc/define.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { ImportPreview, ImportRecord, PreviewRow, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { createImportsHandlers } from '#engine/imports/imports.handlers.ts'
import { GrantedFiles } from '#engine/files.ts'
import type { AuditDetails, CommandContext, TaskContext } from '#engine/rpc/handlers.ts'
import type { Store } from '#engine/db/store.ts'
import { statementFile } from './statements.ts'
import { temporaryFolder, TEST_NOW } from './store.ts'

type Calls = typeof contract.imports

export interface TextFile {
  readonly name: string
  readonly text: string
}

export interface TaskOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TaskProgress) => void
  /** Wraps the context of every transaction that the task opens. */
  readonly around?: (context: CommandContext) => CommandContext
}

export class ImportDesk {
  readonly store: Store
  readonly folder: string
  readonly audits: AuditDetails[] = []
  readonly topics: Topic[] = []
  readonly #handlers = createImportsHandlers()
  readonly #files = new GrantedFiles()
  #now = TEST_NOW

  constructor(store: Store, folder: string) {
    this.store = store
    this.folder = folder
  }

  grant(path: string, name = path.split('/').at(-1) ?? path): string {
    const token = randomUUID()
    this.#files.grant({ token, path, name, mode: 'read' })
    return token
  }

  async previewPaths(paths: readonly string[], options: TaskOptions = {}): Promise<ImportPreview> {
    return this.#task('preview', { files: paths.map((path) => this.grant(path)) }, options)
  }

  /** Drops these files on the window. */
  async drop(...files: readonly TextFile[]): Promise<ImportPreview> {
    const paths: string[] = []
    for (const { name, text } of files) paths.push(await statementFile(this.folder, name, text))
    return this.previewPaths(paths)
  }

  getPreview(previewId: string): Promise<ImportPreview> {
    return this.#query('getPreview', { previewId })
  }

  async rows({ previewId }: Pick<ImportPreview, 'previewId'>, status: RowStatus | null = null, accountIndex: number | null = null): Promise<PreviewRow[]> {
    return (await this.#query('previewRows', { previewId, status, accountIndex, offset: 0, limit: 500 })).rows
  }

  page(input: InputOf<Calls['previewRows']>): Promise<OutputOf<Calls['previewRows']>> {
    return this.#query('previewRows', input)
  }

  choose({ previewId }: Pick<ImportPreview, 'previewId'>, choice: RowChoice, rows: number[] | { status: RowStatus }): Promise<ImportPreview> {
    return this.#query('choose', { previewId, choice, rows })
  }

  setTarget(input: InputOf<Calls['setTarget']>): Promise<ImportPreview> {
    return this.#query('setTarget', input)
  }

  discard(previewId: string): Promise<{ discarded: boolean }> {
    return this.#query('discard', { previewId })
  }

  apply({ previewId }: Pick<ImportPreview, 'previewId'>, options: TaskOptions = {}): Promise<ImportRecord> {
    return this.#task('apply', { previewId }, options)
  }

  /** Drops and applies with the choices as they come. */
  async import(...files: readonly TextFile[]): Promise<ImportRecord> {
    return this.apply(await this.drop(...files))
  }

  list(): Promise<ImportRecord[]> {
    return this.#query('list', {})
  }

  async undo(importId: number): Promise<ImportRecord> {
    const record = await this.#write({}, (context) => this.#handlers.undo(context, { importId }))
    return contract.imports.undo.output.parse(record)
  }

  async #query<N extends 'getPreview' | 'previewRows' | 'choose' | 'setTarget' | 'discard' | 'list'>(name: N, input: InputOf<Calls[N]>): Promise<OutputOf<Calls[N]>> {
    const handler = this.#handlers[name] as (context: unknown, input: ParsedInputOf<Calls[N]>) => Promise<unknown>
    const output = await handler({ db: this.store.read, now: this.#now }, contract.imports[name].input.parse(input) as ParsedInputOf<Calls[N]>)
    return contract.imports[name].output.parse(output) as OutputOf<Calls[N]>
  }

  async #task<N extends 'preview' | 'apply'>(name: N, input: InputOf<Calls[N]>, options: TaskOptions): Promise<OutputOf<Calls[N]>> {
    const context: TaskContext = {
      db: this.store.read,
      now: this.#now,
      files: this.#files,
      signal: options.signal ?? new AbortController().signal,
      progress: options.onProgress ?? (() => {}),
      write: (work) => this.#write(options, work),
    }
    const handler = this.#handlers[name] as (context: TaskContext, input: ParsedInputOf<Calls[N]>) => Promise<unknown>
    const output = await handler(context, contract.imports[name].input.parse(input) as ParsedInputOf<Calls[N]>)
    return contract.imports[name].output.parse(output) as OutputOf<Calls[N]>
  }

  #write<T>({ around = (context) => context }: TaskOptions, work: (context: CommandContext) => Promise<T>): Promise<T> {
    // Each on its own day, so that the newest can be told.
    this.#now += 86_400_000
    return this.store.transaction((db, sqlite) =>
      work(around({ db, sqlite, now: this.#now, changed: (...topics) => void this.topics.push(...topics), audit: (facts) => void this.audits.push(facts) })),
    )
  }
}

export async function openImportDesk(store: Store): Promise<ImportDesk> {
  return new ImportDesk(store, await temporaryFolder())
}
