/**
 * An issuer's object as it is shown: its newest word with what a person asked for and the issuer has yet to answer.
 *
 * `issuer_objects` holds the issuer's word, the outbox what waits; nothing else is stored, so an answer, a refusal or a change given up needs no
 * repair here.
 */
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { IssuerCommandName } from '../../issuers/command.ts'

export interface Shown<T> {
  readonly connectionId: number
  /** `issuer:<connection>:<id>`, or `new:<outbox id>` while the issuer has not made it. */
  readonly key: string
  /** null while the issuer has not made it. */
  readonly externalId: string | null
  /** For something new: `version` 0, `id` as the key. */
  readonly object: T
  /** The newest command about it that the issuer has yet to answer. */
  readonly waitingFor: IssuerCommandName | null
}

export type ShownLimit = Shown<Limit>
export type ShownControls = Shown<Controls>
export type ShownCardholder = Shown<Cardholder>
export type ShownRequest = Shown<LimitRequest>

export const issuerKey = (connectionId: number, externalId: string): string => `issuer:${connectionId}:${externalId}`
export const newKey = (outboxId: number): string => `new:${outboxId}`
