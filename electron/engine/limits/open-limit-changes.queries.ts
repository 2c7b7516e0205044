/** What waits in the outbox about one limit. */
import type { IssuerCommand, IssuerCommandName } from '../issuers/command.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { readAttempt } from '../sync/failed-attempt.ts'
import { actionsFor, discard } from '../sync/outbox.ts'
import { readAnswers, readOpenChanges, readOutbox } from '../sync/outbox.queries.ts'
import { outboxIdOf } from './issuer-words.ts'
import type { IssuerKnown } from './known-limits.queries.ts'

/** Takes the newest change of a limit back where it is one of these and the issuer has not seen it; false where there is none such. */
export async function takeBackUnsent(context: CommandContext, limit: IssuerKnown, commands: readonly IssuerCommandName[]): Promise<boolean> {
  const last = (await openChangesOf(context, limit)).at(-1)
  if (last === undefined || !commands.some((name) => name === last.command)) return false
  const row = await readOutbox(context.db, last.id)
  if (row.state !== 'queued' || !actionsFor(row.state, row.attempts, readAttempt(row.error)).includes('discard')) return false
  await discard(context, last.id)
  return true
}

async function openChangesOf({ db }: CommandContext, { connectionId, shown }: IssuerKnown): Promise<readonly { readonly id: number; readonly command: string }[]> {
  const open = (await readOpenChanges(db)).filter((change) => change.connectionId === connectionId && change.command.startsWith('limits.'))
  const named = open.map((change) => ({ id: change.id, command: change.command, ref: limitRefOf(JSON.parse(change.payload) as IssuerCommand) }))
  const answers = await readAnswers(db, named.flatMap(({ ref }) => (typeof ref === 'object' ? [ref.answerOf] : [])))
  return named.filter(({ id, ref }) => {
    if (shown.externalId === null) return id === outboxIdOf(shown.key) || (typeof ref === 'object' && ref.answerOf === outboxIdOf(shown.key))
    return ref === shown.externalId || (typeof ref === 'object' && answers.get(ref.answerOf) === shown.externalId)
  })
}

const limitRefOf = (command: IssuerCommand) => ('limitId' in command ? command.limitId : undefined)
