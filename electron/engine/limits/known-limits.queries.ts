/** Every limit there is, wherever it is kept, in the words of the limit engine. */
import type { LimitTerms } from '#shared/domain/limits/terms.ts'
import { INTERVALS, WINDOWS, type Limit as IssuerLimit } from '#shared/gateway/resources/limits.ts'
import type { LimitRules, LimitScope } from '#shared/rpc/contract/limits.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { WatchLimitsTable } from '../db/tables/limits.table.ts'
import type { Selectable } from 'kysely'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { readShownLimits } from '../sync/shown/shown.queries.ts'
import type { ShownLimit } from '../sync/shown/shown.ts'
import type { Reach } from './reach.queries.ts'

type Db = ReadDb | WriteDb

export interface KnownRaise {
  readonly minor: number
  readonly until: number
  readonly reason: string | null
}

interface Known {
  readonly key: string
  readonly connectionId: number
  readonly scope: LimitScope
  /** The chain of the card, or the cards of the person at that connection; the newest last. */
  readonly cardIds: readonly number[]
  readonly terms: LimitTerms
  readonly raise: KnownRaise | null
}

export interface IssuerKnown extends Known {
  readonly kept: 'issuer'
  readonly shown: ShownLimit
}

export interface WatchKnown extends Known {
  readonly kept: 'here'
  readonly watchId: number
}

export type KnownLimit = IssuerKnown | WatchKnown

/** A limit whose way of counting this version does not know is left out: nothing true could be said of it. */
export async function readKnownLimits(db: Db, reach: Reach): Promise<readonly KnownLimit[]> {
  const [shown, ids, watched] = [await readShownLimits(db), await readIdMap(db), await db.selectFrom('watch_limits').selectAll().orderBy('id').execute()]
  const ofIssuers = shown.flatMap((limit): IssuerKnown[] => {
    const { kind, id: externalId } = limit.object.scope
    const id = kind === 'card' ? ids.cardOf(limit.connectionId, externalId) : ids.personOf(limit.connectionId, externalId)
    const terms = termsOf(limit.object)
    if (id === undefined || terms === undefined) return []
    const { raise } = limit.object
    const scope = { kind, id }
    return [{ kept: 'issuer', key: limit.key, connectionId: limit.connectionId, scope, cardIds: cardsUnder(reach, limit.connectionId, scope), terms, shown: limit, raise: raise === null ? null : { minor: raise.amount.amountMinor, until: raise.until, reason: raise.reason } }]
  })
  return [...ofIssuers, ...watched.map((row) => watchKnown(row, reach))]
}

export const watchKey = (id: number): string => `here:${id}`

function watchKnown(row: Selectable<WatchLimitsTable>, reach: Reach): WatchKnown {
  const scope: LimitScope = row.card_id === null ? { kind: 'cardholder', id: row.cardholder_id ?? 0 } : { kind: 'card', id: row.card_id }
  const rules = JSON.parse(row.rules) as Omit<LimitRules, 'amount'>
  return {
    kept: 'here', key: watchKey(row.id), watchId: row.id, connectionId: row.connection_id, scope, cardIds: cardsUnder(reach, row.connection_id, scope),
    terms: { ...rules, mode: 'warn', minor: row.amount_minor, currency: row.currency, countsPending: true }, raise: row.raise === null ? null : (JSON.parse(row.raise) as KnownRaise),
  }
}

export function cardsUnder(reach: Reach, connectionId: number, { kind, id }: LimitScope): readonly number[] {
  return kind === 'card' ? reach.chainOf(id).filter((card) => reach.cards.has(card)) : reach.cardsOfPerson(connectionId, id)
}

function termsOf({ amount, interval, window, timeZone, weekStartsOn, countsRefunds, countsPending, categories, mode }: IssuerLimit): LimitTerms | undefined {
  const [knownInterval, knownWindow] = [INTERVALS.find((known) => known === interval), WINDOWS.find((known) => known === window)]
  if (knownInterval === undefined || knownWindow === undefined) return undefined
  return { minor: amount.amountMinor, currency: amount.currency, interval: knownInterval, window: knownWindow, timeZone, weekStartsOn, countsRefunds, countsPending, categories, mode: mode === 'warn' ? 'warn' : 'decline' }
}

/** As the contract says it. */
export function rulesOf({ minor, currency, countsPending: _countsPending, ...terms }: LimitTerms): LimitRules {
  return { ...terms, categories: terms.categories === null ? null : [...terms.categories], amount: { minor, currency } }
}

/** Pending charges count unless an issuer's own limit says otherwise. */
export function termsOfRules({ amount, ...rules }: LimitRules, countsPending = true): LimitTerms {
  return { ...rules, minor: amount.minor, currency: amount.currency, countsPending }
}
