/** Whom a plan is for: cards with their chains, people once for each connection that they have cards at. */
import type { LimitScope, PlanRow } from '#shared/rpc/contract/limits.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IdMap } from '../sync/shown/id-map.queries.ts'
import { whoOf } from './limits.queries.ts'
import type { Reach } from './reach.queries.ts'

export interface Target {
  /** Of a card its current number. */
  readonly scope: LimitScope
  readonly connectionId: number
  readonly who: string
  readonly kept: PlanRow['kept']
  readonly cardIds: readonly number[]
  /** The issuer's id; null where the limit is kept here. */
  readonly externalId: string | null
  readonly takesControls: boolean
  readonly isClosed: boolean
}

/** Each once, whatever number of a card was named. Throws `not-found` (card, cardholder). */
export function targetsOf(scopes: readonly LimitScope[], reach: Reach, ids: IdMap): readonly Target[] {
  const found = new Map<string, Target>()
  for (const scope of scopes) {
    for (const target of scope.kind === 'card' ? [cardTarget(scope.id, reach, ids)] : personTargets(scope.id, reach, ids)) {
      found.set(`${target.connectionId}:${target.scope.kind}:${target.scope.id}`, target)
    }
  }
  return [...found.values()]
}

function cardTarget(cardId: number, reach: Reach, ids: IdMap): Target {
  const card = reach.cards.get(reach.currentOf(cardId))
  if (!card) throw new AppError('not-found', { kind: 'card' })
  const scope = { kind: 'card', id: card.id } as const
  return { scope, connectionId: card.connectionId, who: whoOf(reach, scope), cardIds: reach.chainOf(card.id), isClosed: card.isClosed, ...powers(reach, card.connectionId, ids.cardRef(card.id)?.externalId) }
}

function personTargets(personId: number, reach: Reach, ids: IdMap): readonly Target[] {
  if (!reach.people.has(personId)) throw new AppError('not-found', { kind: 'cardholder' })
  const scope = { kind: 'cardholder', id: personId } as const
  const refs = ids.personRefs(personId)
  const withCards = [...reach.cards.values()].filter((card) => card.limitedPersonId === personId).map((card) => card.connectionId)
  const places = new Set([...refs.map(({ connectionId }) => connectionId), ...withCards])
  // Somebody with no card anywhere stands at the connection that is always there, to be told so.
  if (places.size === 0) places.add([...reach.connections.keys()][0] ?? 0)
  return [...places].map((connectionId) => {
    const cardIds = reach.cardsOfPerson(connectionId, personId)
    return { scope, connectionId, who: whoOf(reach, scope), cardIds, isClosed: false, ...powers(reach, connectionId, refs.find((ref) => ref.connectionId === connectionId)?.externalId) }
  })
}

function powers(reach: Reach, connectionId: number, externalId: string | undefined): Pick<Target, 'kept' | 'externalId' | 'takesControls'> {
  const can = reach.connections.get(connectionId)?.can
  const isLimited = externalId !== undefined && can?.has('limits') === true
  return { kept: isLimited ? 'issuer' : 'here', externalId: externalId ?? null, takesControls: externalId !== undefined && can?.has('controls') === true }
}
