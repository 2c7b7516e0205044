/** The one way in which the engine changes anything: a transaction with its audit row, and those told who show what changed. */
import type { Topic } from '#shared/rpc/contract/events.contract.ts'
import { appendAudit } from '../audit/audit.queries.ts'
import type { Store } from '../db/store.ts'
import type { AuditDetails, CommandContext } from './handlers.ts'

export interface TransactionDeps {
  /** The open store; throws `vault.locked` or `vault.missing`. */
  readonly store: () => Store
  readonly now: () => number
  readonly emitChanged: (topics: readonly Topic[]) => void
}

/** Writes in the name of an action, such as `cards.freeze`: that is what the audit calls it. */
export type WriteAs = <T>(action: string, work: (context: CommandContext) => Promise<T>) => Promise<T>

export const writerOf = (deps: TransactionDeps): WriteAs => (action, work) => inTransaction(deps, action, work)

/** `action` null leaves no audit row. A throw undoes everything, the audit row included, and nobody is told. */
export async function inTransaction<T>(deps: TransactionDeps, action: string | null, work: (context: CommandContext) => Promise<T>): Promise<T> {
  const topics = new Set<Topic>()
  const now = deps.now()
  const result = await deps.store().transaction(async (db, sqlite) => {
    let details: AuditDetails = {}
    const output = await work({
      db,
      sqlite,
      now,
      changed: (...changed) => changed.forEach((topic) => topics.add(topic)),
      audit: (facts) => {
        details = { ...details, ...facts }
      },
    })
    if (action !== null) await appendAudit(db, { at: now, action, details })
    return output
  })
  if (action !== null) topics.add('audit')
  if (topics.size > 0) deps.emitChanged([...topics])
  return result
}
