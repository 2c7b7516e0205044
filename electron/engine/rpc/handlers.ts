/**
 * What a handler gets and gives: derived from the contract, so a handler that does not fit does not compile.
 */
import type { CallDefinition, ParsedInputOf, OutputOf, TaskProgress } from '#shared/rpc/define.ts'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { Sqlite } from '../db/sqlite.ts'
import type { EngineFiles } from '../files.ts'

/** Short facts for the audit: ids and counts, never names or amounts. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>

export interface QueryContext {
  readonly db: ReadDb
  /** Epoch milliseconds at the start of the call. */
  readonly now: number
}

export interface CommandContext {
  /** One open transaction: a throw undoes everything, the audit row included. */
  readonly db: WriteDb
  /** The same connection, for prepared bulk statements inside the same transaction. */
  readonly sqlite: Sqlite
  readonly now: number
  /** Topics whose readers are told after the commit. */
  changed(...topics: readonly Topic[]): void
  /** Facts that the audit row of this call keeps. */
  audit(details: AuditDetails): void
}

export interface TaskContext {
  readonly db: ReadDb
  readonly now: number
  readonly files: EngineFiles
  readonly signal: AbortSignal
  progress(progress: TaskProgress): void
  /** One transaction with its audit row and topics, exactly like a command. */
  write<T>(work: (context: CommandContext) => Promise<T>): Promise<T>
}

type ContextOf<D> = D extends CallDefinition<'query'> ? QueryContext : D extends CallDefinition<'command'> ? CommandContext : D extends CallDefinition<'task'> ? TaskContext : SessionContext

export interface SessionContext {
  readonly now: number
  readonly signal: AbortSignal
  progress(progress: TaskProgress): void
}

export type Handler<D> = (context: ContextOf<D>, input: ParsedInputOf<D>) => Promise<OutputOf<D>>

/** Handlers of one feature: `satisfies FeatureHandlers<'cards'>`. */
export type FeatureHandlers<F extends keyof Contract> = { readonly [N in keyof Contract[F]]: Handler<Contract[F][N]> }
/** Queries of one feature that need nothing but the database, the clock and their input: `satisfies FeatureReads<'cards'>`. */
export type FeatureReads<F extends keyof Contract> = { readonly [N in keyof Contract[F] as Contract[F][N] extends CallDefinition<'query'> ? N : never]?: Handler<Contract[F][N]> }
export type EngineHandlers = { readonly [F in keyof Contract]: FeatureHandlers<F> }
