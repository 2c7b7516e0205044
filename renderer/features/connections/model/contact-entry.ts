import '#renderer/lib/without-eval.ts'
import { emailAddress, phoneNumber } from '#shared/gateway/resources/identity.ts'

export type ContactKind = 'email' | 'phone'

const US = '+1'

/** "(206) 555-0142" and "206 555 0142" are numbers of the United States; with a plus it is taken as it stands. */
export function toPhone(text: string): string {
  const digits = text.replaceAll(/\D/g, '')
  if (text.trim().startsWith('+')) return `+${digits}`
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : `${US}${digits}`
}

export function problemOfContact(kind: ContactKind, text: string, current: string): string | null {
  if (kind === 'email') {
    if (!emailAddress.safeParse(text).success) return 'An address such as name@company.com.'
    return text.trim().toLowerCase() === current.toLowerCase() ? 'That is the one you have now.' : null
  }
  const phone = toPhone(text)
  if (!phoneNumber.safeParse(phone).success || (!text.trim().startsWith('+') && phone.length !== 12)) return 'A number such as +1 206 555 0142.'
  return phone === toPhone(current) ? 'That is the one you have now.' : null
}
