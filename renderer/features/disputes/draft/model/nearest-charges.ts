/** Which charge another one may be the copy of. */
import { daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

interface Charge {
  readonly id: number
  readonly postedOn: string
  readonly amountMinor: number
  readonly currency: string
}

const SHOWN = 6

/** The same amount first, then the nearest in time; the disputed one itself is none of them. */
export function nearestCharges<T extends Charge>(rows: readonly T[], { transactionId, on, amount }: DisputeDetail['charge']): readonly T[] {
  const isSame = (row: Charge) => row.currency === amount.currency && -row.amountMinor === amount.minor
  const distance = (row: Charge) => Math.abs(daysBetween(on as IsoDate, row.postedOn as IsoDate))
  return rows
    .filter(({ id }) => id !== transactionId)
    .toSorted((a, b) => Number(isSame(b)) - Number(isSame(a)) || distance(a) - distance(b))
    .slice(0, SHOWN)
}
