/** What a person types about themselves, read field by field. */
import type { Identity } from '#shared/gateway/resources/identity.ts'
import { readExpiry } from '#renderer/lib/card-expiry.ts'
import { digitsOf, problemOfCardNumber } from './card-number-entry.ts'

export interface IdentityEntry {
  readonly cardNumber: string
  readonly expiry: string
  readonly taxIdLast4: string
  readonly billingZip: string
  readonly dateOfBirth: string
}

export type IdentityProblems = { readonly [F in keyof IdentityEntry]?: string }

export type IdentityReading = { readonly identity: Identity } | { readonly problems: IdentityProblems }

export function readIdentity(entry: IdentityEntry, today: string): IdentityReading {
  const cardNumber = digitsOf(entry.cardNumber)
  const expiry = readExpiry(entry.expiry)
  const cardProblem = problemOfCardNumber(cardNumber)
  const birth = problemOfBirth(entry.dateOfBirth, today)
  const problems: IdentityProblems = {
    ...(cardProblem === null ? {} : { cardNumber: cardProblem }),
    ...(expiry === null ? { expiry: 'Month and year.' } : {}),
    ...(/^\d{4}$/.test(entry.taxIdLast4.trim()) ? {} : { taxIdLast4: 'Four digits.' }),
    ...(/^.{3,12}$/.test(entry.billingZip.trim()) ? {} : { billingZip: 'The ZIP on the statement.' }),
    ...(birth === null ? {} : { dateOfBirth: birth }),
  }
  if (expiry === null || Object.keys(problems).length > 0) return { problems }
  return { identity: { cardNumber, ...expiry, taxIdLast4: entry.taxIdLast4.trim(), billingZip: entry.billingZip.trim(), dateOfBirth: entry.dateOfBirth } }
}

function problemOfBirth(date: string, today: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'Day, month and year.'
  return date < '1900-01-01' || date >= today ? 'This day cannot be right.' : null
}
