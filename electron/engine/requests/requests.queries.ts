/** Requests as they are shown: whose, for what, beside the limit they would raise. */
import type { LimitRequest as IssuerRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/rpc/contract/limits.contract.ts'
import type { LimitRequest } from '#shared/rpc/contract/requests.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { cardNames } from '../cards/cards.queries.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { personNames } from '../employees/employees.queries.ts'
import { readLimits } from '../limits/limits.queries.ts'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { issuerKey, type ShownRequest } from '../sync/shown/shown.ts'
import { readShownRequests } from '../sync/shown/shown.queries.ts'
import { readRuleApprovals } from './approval-rules.queries.ts'

const MOST = 500
const STATUSES: ReadonlySet<string> = new Set(['pending', 'approved', 'declined', 'withdrawn'])
const WAITING: Readonly<Record<string, LimitRequest['waitingFor']>> = { 'limitRequests.approve': 'approve', 'limitRequests.decline': 'decline' }

/** Pending ones first, the longest waiting at the top; then what was decided, the newest first. */
export async function listRequests(db: ReadDb | WriteDb, now: number, status: 'pending' | 'decided' | null): Promise<LimitRequest[]> {
  const shown = await readShownRequests(db)
  const wanted = shown.filter(({ object }) => status === null || (object.status === 'pending') === (status === 'pending'))
  const requests = await asShown(db, now, wanted)
  return requests.toSorted(inOrder).slice(0, MOST)
}

/** Throws `not-found` (kind request). */
export async function readRequest(db: ReadDb | WriteDb, now: number, { connectionId, requestId }: Pick<LimitRequest, 'connectionId' | 'requestId'>): Promise<LimitRequest> {
  const shown = (await readShownRequests(db)).filter((one) => one.connectionId === connectionId && one.externalId === requestId)
  const [request] = await asShown(db, now, shown)
  if (!request) throw new AppError('not-found', { kind: 'request' })
  return request
}

function inOrder(a: LimitRequest, b: LimitRequest): number {
  const [first, second] = [a.status === 'pending', b.status === 'pending']
  if (first !== second) return first ? -1 : 1
  return first ? a.requestedAt - b.requestedAt : b.requestedAt - a.requestedAt
}

async function asShown(db: ReadDb | WriteDb, now: number, shown: readonly ShownRequest[]): Promise<LimitRequest[]> {
  if (shown.length === 0) return []
  const ids = await readIdMap(db)
  const cards = await cardNames(db)
  const people = await personNames(db)
  const limits = new Map((await readLimits(db, now, limitKeysOf(shown))).map((limit) => [limit.key, limit]))
  const byRule = await readRuleApprovals(db)
  return shown.map(({ connectionId, object, waitingFor }) => {
    const limitKey = object.limitId === null ? null : issuerKey(connectionId, object.limitId)
    return {
      connectionId,
      requestId: object.id,
      person: named(people, ids.personOf(connectionId, object.cardholderId)),
      card: named(cards, ids.cardOf(connectionId, object.cardId)),
      limitKey,
      current: currentOf(limitKey === null ? undefined : limits.get(limitKey)),
      amount: moneyOf(object.amount),
      until: object.until,
      reason: object.reason,
      attachment: object.attachment === null ? null : { fileName: object.attachment.fileName, contentType: object.attachment.contentType, bytes: object.attachment.bytes },
      requestedAt: object.requestedAt,
      status: STATUSES.has(object.status) ? (object.status as LimitRequest['status']) : 'unknown',
      waitingFor: WAITING[waitingFor ?? ''] ?? null,
      decision: decisionOf(object),
      approvedByRule: byRule.has(`${connectionId}:${object.id}`),
    }
  })
}

/** Only these are counted: the rail asks for what is pending whenever something changes. */
function limitKeysOf(shown: readonly ShownRequest[]): ReadonlySet<string> {
  return new Set(shown.flatMap(({ connectionId, object }) => (object.limitId === null ? [] : [issuerKey(connectionId, object.limitId)])))
}

function currentOf(limit: Limit | undefined): LimitRequest['current'] {
  return limit === undefined ? null : { inForce: limit.inForce, used: limit.used, interval: limit.interval }
}

function decisionOf({ decision }: IssuerRequest): LimitRequest['decision'] {
  return decision === null ? null : { ...decision, amount: decision.amount === null ? null : moneyOf(decision.amount) }
}

const moneyOf = ({ amountMinor, currency }: IssuerRequest['amount']) => ({ minor: amountMinor, currency })

function named(names: ReadonlyMap<number, string>, id: number | undefined): { readonly id: number; readonly name: string } | null {
  const name = id === undefined ? undefined : names.get(id)
  return id === undefined || name === undefined ? null : { id, name }
}
