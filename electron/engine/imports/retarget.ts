/** Sends the rows of a file that does not say which account it is into another one, and compares them again. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb } from '../db/store.ts'
import { compareGroup } from './compare.ts'
import { Pace } from '../pace.ts'
import { groupsOf, type PreviewAccount, type PreviewState, type Target } from './preview-state.ts'
import { booksRevision } from './revision.queries.ts'
import { isIdentified, newTarget, targetById } from './targets.queries.ts'

export interface Retarget {
  readonly accountIndex: number
  /** Null: a new account. */
  readonly accountId: number | null
  readonly newLabel?: string | undefined
}

/**
 * The choices of all rows that are compared again go back to their defaults, since their statuses may differ.
 *
 * Throws `not-found` (account), `validation.failed` (accountIndex) for an account that the file itself identifies, `import.preview-stale`.
 */
export async function retarget(db: ReadDb, preview: PreviewState, wanted: Retarget): Promise<void> {
  const account = preview.accounts[wanted.accountIndex]
  if (!account) throw new AppError('not-found', { kind: 'account' })
  if (isIdentified(account.facts)) throw new AppError('validation.failed', { field: 'accountIndex', reason: 'the file says which account it is' })
  if ((await booksRevision(db)) !== preview.revision) throw new AppError('import.preview-stale', {})
  const target = await targetFor(db, account, wanted)
  const left = account.target
  if (target.group === left.group) return
  account.target = target
  const groups = groupsOf(preview)
  const pace = new Pace()
  for (const group of [left.group, target.group]) {
    const accounts = groups.get(group) ?? []
    if (accounts.length > 0) await compareGroup({ db, pace, advanced: () => {} }, preview, accounts)
  }
}

async function targetFor(db: ReadDb, { facts }: PreviewAccount, { accountId, newLabel }: Retarget): Promise<Target> {
  if (accountId === null) return newTarget(facts, newLabel)
  const target = await targetById(db, accountId, facts)
  if (!target) throw new AppError('not-found', { kind: 'account' })
  return target
}
