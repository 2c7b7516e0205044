/**
 * Charges of two companies are never mixed: who signs in to a connection that has brought a company must belong to the same one.
 */
import { gatewayApi } from '#shared/gateway/api.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb } from '../db/store.ts'
import type { IssuerLink } from './issuer-link.ts'
import { companyOf } from './connections.queries.ts'

/** Asks the issuer in the name of who has just signed in. Throws `auth.other-company`, and what the asking throws. */
export async function requireSameCompany(db: ReadDb, { signedIn }: Pick<IssuerLink, 'signedIn'>, connectionId: number, signal: AbortSignal): Promise<void> {
  const known = await companyOf(db, connectionId)
  if (known === undefined) return
  const { id } = await signedIn(gatewayApi.company.get, {}, signal)
  if (id !== known) throw new AppError('auth.other-company', {})
}
