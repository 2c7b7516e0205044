/** A limit raised for a while; it reverts by itself, whether or not anybody is there to see it. */
import { DAY_MS } from '#shared/domain/limits/time-zone.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { limitsContract } from '#shared/rpc/contract/limits.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { WriteDb } from '../db/store.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { enqueue } from '../sync/outbox.ts'
import { amountBody, refOf } from './issuer-words.ts'
import { readKnownLimits, type KnownLimit, type KnownRaise } from './known-limits.queries.ts'
import { powersOf } from './limits.queries.ts'
import { subjectOf, takeBackUnsent } from './open-limit-changes.queries.ts'
import { readReach } from './reach.queries.ts'
import { removeLimit } from './save.queries.ts'

type RaiseInput = ParsedInputOf<(typeof limitsContract)['raise']>

/** As long as issuers allow. */
const MOST_DAYS = 366

/** Throws `not-found` (kind limit), `validation.failed` (fields limit, amount, until). Returns the limit as it was. */
export async function raiseLimit(context: CommandContext, { key, amount, until, reason }: RaiseInput): Promise<KnownLimit> {
  const limit = await changeable(context.db, key, 'raise')
  const { minor, currency } = limit.terms
  const refuse = (field: string, why: string) => new AppError('validation.failed', { field, reason: why })
  if (amount.currency !== currency) throw refuse('amount', `The limit is in ${currency}.`)
  if (amount.minor <= minor) throw refuse('amount', 'That is no more than the limit allows already.')
  if (until <= context.now) throw refuse('until', 'That is in the past.')
  if (until > context.now + MOST_DAYS * DAY_MS) throw refuse('until', 'A raise lasts a year at most. To keep it for longer, change the limit itself.')
  const given = reason === null || reason === '' ? null : reason
  if (limit.kept === 'here') await setRaiseHere(context.db, limit.watchId, { minor: amount.minor, until, reason: given })
  else {
    await takeBackUnsent(context, limit, ['limits.raise', 'limits.endRaise'])
    await enqueue(context, { connectionId: limit.connectionId, subject: await subjectOf(context.db, limit), command: { name: 'limits.raise', limitId: refOf(limit), body: { amount: amountBody(amount), until, reason: given } } })
  }
  told(context, limit)
  return limit
}

/** Throws `not-found` (kind limit), `validation.failed` (fields limit, raise). Returns the limit as it was. */
export async function endRaise(context: CommandContext, key: string): Promise<KnownLimit> {
  const limit = await changeable(context.db, key, 'raise')
  if (limit.raise === null || limit.raise.until <= context.now) throw new AppError('validation.failed', { field: 'raise', reason: 'The limit is not raised now.' })
  if (limit.kept === 'here') await setRaiseHere(context.db, limit.watchId, null)
  else if (!(await takeBackUnsent(context, limit, ['limits.raise']))) {
    await enqueue(context, { connectionId: limit.connectionId, subject: await subjectOf(context.db, limit), command: { name: 'limits.endRaise', limitId: refOf(limit) } })
  }
  told(context, limit)
  return limit
}

/** Throws `not-found` (kind limit), `validation.failed` (field limit). Returns the limit as it was. */
export async function dropLimit(context: CommandContext, key: string): Promise<KnownLimit> {
  const limit = await changeable(context.db, key, 'change')
  await removeLimit(context, limit)
  told(context, limit)
  return limit
}

async function changeable(db: WriteDb, key: string, power: 'change' | 'raise'): Promise<KnownLimit> {
  const reach = await readReach(db)
  const limit = (await readKnownLimits(db, reach)).find((known) => known.key === key)
  if (!limit) throw new AppError('not-found', { kind: 'limit' })
  if (!powersOf(limit, reach)[power]) throw new AppError('validation.failed', { field: 'limit', reason: 'This connection cannot do that, or the card is closed.' })
  return limit
}

async function setRaiseHere(db: WriteDb, id: number, raise: KnownRaise | null): Promise<void> {
  await db.updateTable('watch_limits').set({ raise: raise === null ? null : JSON.stringify(raise) }).where('id', '=', id).execute()
}

function told({ changed, audit }: CommandContext, { scope }: KnownLimit): void {
  audit(scope.kind === 'card' ? { cardId: scope.id } : { cardholderId: scope.id })
  changed('limits')
}
