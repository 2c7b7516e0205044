/** How somebody is reached and where they work, as issuers take it. */
import { AppError } from '#shared/rpc/errors.ts'
import type { ContactDetails } from '#shared/rpc/contract/employees.contract.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readPeopleAtIssuers } from './issuer-people.queries.ts'
import { phoneNumber } from './phone-number.ts'

export interface ContactOwner {
  readonly connectionIds: readonly number[]
  /** null for somebody new. */
  readonly personId: number | null
}

/** The same with the telephone number as issuers store it. Throws `validation.failed` (fields email, phone). */
export async function checkContact(db: ReadDb | WriteDb, contact: ContactDetails, { connectionIds, personId }: ContactOwner): Promise<ContactDetails> {
  const { email, phone } = contact
  const others = (await readPeopleAtIssuers(db)).filter((person) => connectionIds.includes(person.connectionId) && person.personId !== personId)
  if (email !== null && others.some(({ object }) => object.email?.toLowerCase() === email)) throw new AppError('validation.failed', { field: 'email', reason: 'Somebody else is a cardholder with this address already.' })
  if (phone === null) return contact
  const normal = phoneNumber(phone)
  if (normal === undefined) throw new AppError('validation.failed', { field: 'phone', reason: 'Write the number with its country code, such as +1 617 555 0123.' })
  return { ...contact, phone: normal }
}
