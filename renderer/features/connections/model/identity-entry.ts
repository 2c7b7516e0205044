/** What a person types about themselves, read field by field. */
import type { Identity } from '#shared/gateway/resources/identity.ts'
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

/** "4 / 27", "0427" and "04/27" all read 04/27; a slash comes by itself once the month is whole. */
export function shapeExpiry(text: string): string {
  const parts = /^\s*(\d)\s*\/\s*(.*)$/.exec(text)
  const digits = (parts ? `0${parts[1]}${parts[2]}` : text).replaceAll(/\D/g, '')
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits
  const month = padded.slice(0, 2)
  const year = padded.slice(2, 6).replace(/^20(?=\d\d$)/, '').slice(0, 4)
  return month.length === 2 && (year !== '' || text.endsWith('/')) ? `${month}/${year}` : month
}

export function readExpiry(text: string): { readonly expiryMonth: number; readonly expiryYear: number } | null {
  const [, month = '', year = ''] = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text) ?? []
  const expiryMonth = Number(month)
  if (month === '' || expiryMonth < 1 || expiryMonth > 12) return null
  const expiryYear = year.length === 2 ? 2000 + Number(year) : Number(year)
  return expiryYear >= 2000 && expiryYear <= 2199 ? { expiryMonth, expiryYear } : null
}

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
