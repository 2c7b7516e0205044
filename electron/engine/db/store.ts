/**
 * The open database: one connection that writes, one that cannot.
 *
 * Reads have a connection of their own (`query_only`), so that a long import never makes a page wait and a query
 * handler cannot write even by mistake. In WAL mode they see the last commit.
 */
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import { AppError } from '#shared/rpc/errors.ts'
import { migrate, needsUpdate } from './migrations/index.ts'
import { ReadingKysely, type Prepare } from './reading-kysely.ts'
import { asAppError, openSqlite, type Prepared, type Sqlite } from './sqlite.ts'
import type { Database } from './database.ts'

declare const reads: unique symbol
declare const writes: unique symbol

/** Runs queries on the connection that cannot write. */
export type ReadDb = Kysely<Database> & { readonly [reads]?: true }
/** One open transaction on the writing connection. */
export type WriteDb = Transaction<Database> & { readonly [writes]?: true }

export interface Store {
  readonly read: ReadDb
  /**
   * Runs `work` in one transaction; a throw rolls everything back. Transactions queue behind each other.
   * `sqlite` is the same connection for prepared bulk statements, inside that same transaction.
   */
  transaction<T>(work: (db: WriteDb, sqlite: Sqlite) => Promise<T>): Promise<T>
  /** Runs `work` while nobody else writes. Once it has succeeded nobody ever does: each later transaction fails with `vault.locked`. Reads go on. */
  lastTurn<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly file: string
  readonly key: Buffer
  readonly now: number
  /** Called before an older database is brought up to date; where it throws, nothing is. */
  readonly beforeUpdate?: () => Promise<void>
}

export interface Reader {
  readonly read: ReadDb
  close(): void
}

/** A connection that only reads a database which is open elsewhere. Throws what opening a database throws. */
export function openReader({ file, key }: Pick<StoreOptions, 'file' | 'key'>): Reader {
  const reader = openSqlite({ file, key, readonly: true })
  const close = () => void reader.close()
  return { read: new ReadingKysely(keepingPrepared(reader), close), close }
}

export async function openStore({ file, key, now, beforeUpdate }: StoreOptions): Promise<Store> {
  const writer = openSqlite({ file, key })
  const write = kyselyOn(writer)
  try {
    if (beforeUpdate && needsUpdate(writer)) await beforeUpdate()
    await migrate(writer, write as Kysely<unknown>, now)
    return assemble(writer, write, openReader({ file, key }))
  } catch (error) {
    writer.close()
    throw asAppError(error)
  }
}

function assemble(writer: Sqlite, write: Kysely<Database>, reader: Reader): Store {
  const turns = { haveEnded: false }
  const insistOnTurn = () => {
    if (turns.haveEnded) throw new AppError('vault.locked', {})
  }
  return {
    read: reader.read,
    transaction: (work) =>
      write.transaction().execute(async (db) => {
        insistOnTurn()
        return work(db, writer)
      }),
    lastTurn: (work) =>
      write.connection().execute(async () => {
        insistOnTurn()
        const done = await work()
        turns.haveEnded = true
        return done
      }),
    async close() {
      // Waits for a transaction under way. The handles are closed themselves: Kysely leaves one it never used open.
      await write.connection().execute(async () => {})
      reader.close()
      try {
        writer.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // No room, or no disk: the log keeps what was committed, and the next start takes it from there.
      } finally {
        writer.close()
      }
    },
  }
}

function kyselyOn(sqlite: Sqlite): Kysely<Database> {
  const prepare = keepingPrepared(sqlite)
  return new Kysely<Database>({
    dialect: new SqliteDialect({
      database: {
        // SQLite itself takes a transaction back when the disk is full or fails. Taking it back again would hide why.
        prepare: (source) => prepare(source === 'rollback' && !sqlite.inTransaction ? NOTHING_TO_DO : source),
        close: () => sqlite.close(),
      },
    }),
  })
}

const NOTHING_TO_DO = 'SELECT 1 WHERE 0'

/** Prepares a statement once: compiling the same SQL again costs more than most reads. */
function keepingPrepared(sqlite: Sqlite): Prepare {
  const statements = new Map<string, Prepared>()
  return (source) => {
    const known = statements.get(source)
    if (known) return known
    // Lists of ids make endless variants of a statement: keep the newest few hundred.
    if (statements.size >= 300) statements.delete(statements.keys().next().value ?? '')
    const statement = sqlite.prepare<unknown[]>(source)
    statements.set(source, statement)
    return statement
  }
}
