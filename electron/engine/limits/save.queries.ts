/** Does what a preview shows: at the issuer by way of the outbox, here at once. */
import type { LimitRules, LimitScope, PlanEdit } from '#shared/rpc/contract/limits.contract.ts'
import { audited } from '../rpc/audited.ts'
import type { AuditDetails, CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { limitsSubject } from '../sync/subjects.ts'
import { rulesBody } from './issuer-words.ts'
import type { KnownLimit } from './known-limits.queries.ts'
import { subjectOf, takeBackUnsent } from './open-limit-changes.queries.ts'
import type { Planned, PlannedLimit } from './plan.ts'
import { readPlan } from './preview.queries.ts'
import { refOf } from './issuer-words.ts'
import type { Target } from './targets.ts'

export interface Saved {
  readonly changes: number
  readonly skipped: number
  /** Connections for which something waits now. */
  readonly connectionIds: readonly number[]
}

/** Throws as `readPlan` does. */
export async function savePlan(context: CommandContext, edit: PlanEdit): Promise<Saved> {
  const { rows } = await readPlan(context.db, edit)
  let changes = 0
  const connectionIds = new Set<number>()
  for (const row of rows) {
    // A change of several cards and people stands in the history of each; that of one is the call's own entry.
    const done = rows.length === 1 || row.refused !== null ? await saveRow(context, row) : await audited(context, 'limits.save', idOf(row.target.scope), (own) => saveRow(own, row))
    changes += done
    if (done > 0 && (row.target.kept === 'issuer' || row.controls?.isChanged === true)) connectionIds.add(row.target.connectionId)
  }
  context.changed('limits')
  const [only, another] = rows
  context.audit({ ...(only !== undefined && another === undefined ? idOf(only.target.scope) : { targets: edit.targets.length }), changes })
  return { changes, skipped: rows.filter(({ refused }) => refused !== null).length, connectionIds: [...connectionIds] }
}

const idOf = ({ kind, id }: LimitScope): AuditDetails => (kind === 'card' ? { cardId: id } : { cardholderId: id })

async function saveRow(context: CommandContext, { target, limits, controls }: Planned): Promise<number> {
  let changes = 0
  for (const limit of limits) {
    if (limit.does === 'keep') continue
    await (target.kept === 'here' ? saveHere(context, target, limit) : saveAtIssuer(context, target, limit))
    changes += 1
  }
  if (controls?.isChanged !== true) return changes
  // Controls that were set on an earlier number of the card are changed where they are.
  const scope = controls.known?.scope ?? target.scope
  const id = controls.known?.shown.object.scope.id ?? target.externalId ?? ''
  await enqueue(context, { connectionId: target.connectionId, subject: limitsSubject(scope), command: { name: 'controls.set', scope: { kind: scope.kind, id }, rules: controls.after } })
  return changes + 1
}

async function saveAtIssuer(context: CommandContext, target: Target, { known, after }: PlannedLimit): Promise<void> {
  if (known !== null && after === null) return removeLimit(context, known)
  if (after === null) return
  const { connectionId } = target
  if (known === null || known.kept === 'here') return create(context, target, after)
  const tookBack = await takeBackUnsent(context, known, ['limits.update'])
  // One that the issuer never saw is made anew, as it is to be.
  if (!tookBack && known.shown.externalId === null && (await takeBackUnsent(context, known, ['limits.create']))) return create(context, target, after)
  await enqueue(context, { connectionId, subject: await subjectOf(context.db, known), command: { name: 'limits.update', limitId: refOf(known), rules: rulesBody(after) } })
}

async function create(context: CommandContext, { connectionId, scope, externalId }: Target, rules: LimitRules): Promise<void> {
  await enqueue(context, { connectionId, subject: limitsSubject(scope), command: { name: 'limits.create', scope: { kind: scope.kind, id: externalId ?? '' }, rules: rulesBody(rules) } })
}

/** Takes back what was not sent; what the issuer has or may have is removed there. */
export async function removeLimit(context: CommandContext, known: KnownLimit): Promise<void> {
  if (known.kept === 'here') {
    await context.db.deleteFrom('watch_limits').where('id', '=', known.watchId).execute()
    return context.changed('limits')
  }
  while (await takeBackUnsent(context, known, ['limits.update', 'limits.raise', 'limits.endRaise'])) continue
  if (known.shown.externalId === null && (await takeBackUnsent(context, known, ['limits.create']))) return
  await enqueue(context, { connectionId: known.connectionId, subject: await subjectOf(context.db, known), command: { name: 'limits.remove', limitId: refOf(known) } })
}

async function saveHere({ db, now }: CommandContext, { scope, connectionId }: Target, { known, after }: PlannedLimit): Promise<void> {
  const watchId = known?.kept === 'here' ? known.watchId : null
  if (after === null) {
    if (watchId !== null) await db.deleteFrom('watch_limits').where('id', '=', watchId).execute()
    return
  }
  const { amount, ...rules } = after
  const values = { amount_minor: amount.minor, currency: amount.currency, rules: JSON.stringify(rules) }
  if (watchId !== null) await db.updateTable('watch_limits').set(values).where('id', '=', watchId).execute()
  else await db.insertInto('watch_limits').values({ ...values, connection_id: connectionId, card_id: scope.kind === 'card' ? scope.id : null, cardholder_id: scope.kind === 'card' ? null : scope.id, created_at: now }).execute()
}
