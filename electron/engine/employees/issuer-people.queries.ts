/** People as issuers have them, with those whom an issuer has yet to make. */
import type { Cardholder as IssuerCardholder } from '#shared/gateway/resources/cardholders.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import type { IssuerCommandName, IssuerRef } from '../issuers/command.ts'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { readShownCardholders } from '../sync/shown/shown.queries.ts'

export interface PersonAtIssuer {
  readonly connectionId: number
  /** The person here. */
  readonly personId: number
  /** How a command names them, before the issuer has made them too. */
  readonly ref: IssuerRef
  readonly isMade: boolean
  /** As it is shown: with what waits. */
  readonly object: IssuerCardholder
  readonly waitingFor: IssuerCommandName | null
}

export async function readPeopleAtIssuers(db: ReadDb | WriteDb): Promise<readonly PersonAtIssuer[]> {
  const [shown, ids] = [await readShownCardholders(db), await readIdMap(db)]
  return shown.flatMap(({ connectionId, key, externalId, object, waitingFor }) => {
    const personId = ids.personOf(connectionId, externalId ?? key)
    if (personId === undefined) return []
    const ref: IssuerRef = externalId ?? { answerOf: Number(key.slice(key.indexOf(':') + 1)) }
    return { connectionId, personId, ref, isMade: externalId !== null, object, waitingFor: externalId === null ? 'cardholders.invite' : waitingFor }
  })
}

export async function readPersonAt(db: ReadDb | WriteDb, connectionId: number, personId: number): Promise<PersonAtIssuer | undefined> {
  return (await readPeopleAtIssuers(db)).find((person) => person.connectionId === connectionId && person.personId === personId)
}
