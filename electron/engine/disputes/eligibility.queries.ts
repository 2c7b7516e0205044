/** Whether a charge can be disputed, and if not, why. */
import type { DisputeEligibility } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readCases } from './cases.queries.ts'
import { readCharges, readLeft, type Charge } from './charges.queries.ts'

type Db = ReadDb | WriteDb

/** In the order asked for. Throws `not-found` (kind transaction). */
export async function readEligibility(db: Db, now: number, transactionIds: readonly number[]): Promise<DisputeEligibility[]> {
  const ids = [...new Set(transactionIds)]
  const charges = await readCharges(db, ids)
  // One that was withdrawn frees its charge; one that was decided does not.
  const standing = (await readCases(db, now, { transactionIds: ids })).filter(({ standing: { stage } }) => stage !== 'withdrawn')
  return Promise.all(ids.map(async (transactionId): Promise<DisputeEligibility> => {
    const charge = charges.get(transactionId)
    if (charge === undefined) throw new AppError('not-found', { kind: 'transaction' })
    const dispute = standing.find(({ stored }) => stored.transactionId === transactionId)
    const { disputable } = await readLeft(db, charge)
    return { transactionId, refusal: dispute ? 'already-disputed' : refusalOf(charge, disputable.minor), disputeId: dispute?.stored.id ?? null, disputable, channel: charge.channel }
  }))
}

function refusalOf({ isPending, type, isOnAccount, amountMinor, channel, chargeRef }: Charge, left: number): DisputeEligibility['refusal'] {
  const isCharge = type === 'charge' || type === 'cash'
  if (type === 'refund' || (isCharge && amountMinor >= 0)) return 'refund'
  if (!isCharge || (isOnAccount && channel === 'issuer')) return 'not-a-charge'
  if (isPending) return 'pending'
  if (left === 0) return 'refunded-in-full'
  return channel === 'issuer' && chargeRef === null ? 'not-offered' : null
}
