import { AppError } from '#shared/rpc/errors.ts'
import { initial } from './0010-initial.ts'
import { issuers } from './0020-issuers.ts'
import { spending } from './0030-spending.ts'
import { drafts } from './0040-drafts.ts'
import { disputes } from './0050-disputes.ts'
import type { Migration } from './migration.ts'
import type { Kysely } from 'kysely'
import type { Sqlite } from '../sqlite.ts'

export const MIGRATIONS: readonly Migration[] = [initial, issuers, spending, drafts, disputes]

const versionOf = (sqlite: Sqlite): number => Number(sqlite.pragma('user_version', { simple: true }))
const supportedBy = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0

/** Whether there is something in it, and an older app wrote it. */
export const needsUpdate = (sqlite: Sqlite): boolean => versionOf(sqlite) > 0 && versionOf(sqlite) < supportedBy(MIGRATIONS)

/**
 * Brings a database up to date, one transaction a step, and stamps `user_version`.
 *
 * Throws `db.newer-version` before anything is touched when the file was written by a newer app.
 */
export async function migrate(sqlite: Sqlite, db: Kysely<unknown>, now: number, migrations = MIGRATIONS): Promise<void> {
  const found = versionOf(sqlite)
  const supported = supportedBy(migrations)
  if (found > supported) throw new AppError('db.newer-version', { found: String(found), supported: String(supported) })
  for (const migration of migrations) {
    if (migration.version <= found) continue
    await db.transaction().execute(async (transaction) => {
      await migration.up(transaction as Kysely<unknown>, now)
      sqlite.pragma(`user_version = ${migration.version}`)
    })
  }
}
