/** Does what lets a declined charge through: by the same ways as by hand. */
import type { Remedy } from '#shared/rpc/contract/declines.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { changeCardStatus } from '../cards/card-status-change.ts'
import { reactivate } from '../employees/people-acts.ts'
import { raiseLimit } from '../limits/raise.queries.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { limitsSubject } from '../sync/subjects.ts'
import type { Rules } from './cause.queries.ts'
import type { DeclineRow } from './declines.queries.ts'
import { controlSteps, endOfToday, raisesNeeded, remediesFor } from './remedies.queries.ts'

/** Returns the connections for which something waits now. Throws `validation.failed` (field remedy) where it would not help any more. */
export async function applyRemedy(context: CommandContext, row: DeclineRow, rules: Rules, remedy: Remedy): Promise<readonly number[]> {
  const offered = await remediesFor(context.db, row, rules, context.now)
  if (!offered.some((one) => one.remedy === remedy)) throw new AppError('validation.failed', { field: 'remedy', reason: 'This does not stand in the way any more.' })
  context.audit({ remedy, cardId: row.card.id, ...(row.person === null ? {} : { cardholderId: row.person.id }) })
  if (remedy === 'unfreeze') return [(await changeCardStatus(context, row.card.id, 'unfreeze')).connectionId]
  if (remedy === 'reactivate') return row.person === null ? [] : reactivate(context, row.person.id)
  if (remedy === 'raise-today') return raiseAll(context, row, rules)
  for (const step of controlSteps(row, rules, context.now).filter((one) => one.remedy === remedy)) {
    const { connectionId, scope, shown } = step.set
    await enqueue(context, { connectionId, subject: limitsSubject(scope), command: { name: 'controls.set', scope: { kind: scope.kind, id: shown.object.scope.id }, rules: step.after } })
  }
  return [row.connectionId]
}

async function raiseAll(context: CommandContext, row: DeclineRow, rules: Rules): Promise<readonly number[]> {
  const until = endOfToday(row, rules, context.now)
  for (const { limit, minor } of await raisesNeeded(context.db, row, rules, context.now)) {
    await raiseLimit(context, { key: limit.key, amount: { minor, currency: limit.terms.currency }, until, reason: `Declined at ${row.merchant}`.slice(0, 200) })
  }
  return [row.connectionId]
}
