/** What waits in the outbox about one limit. */
import type { IssuerCommand, IssuerCommandName } from '../issuers/command.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { WriteDb } from '../db/store.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { readAttempt } from '../sync/failed-attempt.ts'
import { discard } from '../sync/outbox.ts'
import { actionsFor } from '../sync/outbox-actions.ts'
import { readAnswers, readOutbox } from '../sync/outbox.queries.ts'
import { limitsSubject } from '../sync/subjects.ts'
import { outboxIdOf } from './issuer-words.ts'
import type { IssuerKnown } from './known-limits.queries.ts'

/** Takes the newest change of a limit back where it is one of these and the issuer has not seen it; false where there is none such. */
export async function takeBackUnsent(context: CommandContext, limit: IssuerKnown, commands: readonly IssuerCommandName[]): Promise<boolean> {
  // Most limits of a bulk edit have nothing waiting.
  if (limit.shown.waitingFor === null) return false
  const last = (await openChangesOf(context, limit)).at(-1)
  if (last === undefined || !commands.some((name) => name === last.command)) return false
  const row = await readOutbox(context.db, last.id)
  if (row.state !== 'queued' || !actionsFor(row.state, row.attempts, readAttempt(row.error)).includes('discard')) return false
  await discard(context, last.id)
  return true
}

/** Changes of one limit share a subject: that by which it was made, while the issuer has not made it. */
export async function subjectOf(db: WriteDb, { scope, shown }: IssuerKnown): Promise<string> {
  return shown.externalId === null ? (await readOutbox(db, outboxIdOf(shown.key))).subject : limitsSubject(scope)
}

async function openChangesOf({ db }: CommandContext, limit: IssuerKnown): Promise<readonly { readonly id: number; readonly command: string }[]> {
  const { connectionId, shown } = limit
  const open = await runSql<{ id: number; command: string; payload: string }>(db, sqlText`
    SELECT id, command, payload FROM outbox INDEXED BY outbox_open
    WHERE connection_id = ${connectionId} AND subject = ${await subjectOf(db, limit)} AND state IN ('queued', 'sending', 'needs-attention') AND command LIKE 'limits.%' ORDER BY id`)
  const named = open.map((change) => ({ id: change.id, command: change.command, ref: limitRefOf(JSON.parse(change.payload) as IssuerCommand) }))
  const answers = await readAnswers(db, named.flatMap(({ ref }) => (typeof ref === 'object' ? [ref.answerOf] : [])))
  return named.filter(({ id, ref }) => {
    if (shown.externalId === null) return id === outboxIdOf(shown.key) || (typeof ref === 'object' && ref.answerOf === outboxIdOf(shown.key))
    return ref === shown.externalId || (typeof ref === 'object' && answers.get(ref.answerOf) === shown.externalId)
  })
}

const limitRefOf = (command: IssuerCommand) => ('limitId' in command ? command.limitId : undefined)
