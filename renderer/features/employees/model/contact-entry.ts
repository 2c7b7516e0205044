/** Contact details as they are typed, and what keeps them from being taken. The engine checks again. */
import type { ContactDetails } from '#shared/rpc/contract/employees.contract.ts'

export interface ContactEntry {
  readonly email: string
  readonly phone: string
  readonly department: string
  readonly title: string
  readonly employeeNumber: string
}

export type ContactField = keyof ContactEntry
export type ContactProblems = Readonly<Partial<Record<ContactField, string>>>

export const CONTACT_LABELS: Readonly<Record<ContactField, string>> = { email: 'E-mail', phone: 'Phone', department: 'Department', title: 'Title', employeeNumber: 'Employee number' }
export const CONTACT_LIMITS: Readonly<Record<ContactField, number>> = { email: 254, phone: 20, department: 60, title: 80, employeeNumber: 20 }
export const CONTACT_FIELDS = ['title', 'department', 'email', 'phone', 'employeeNumber'] as const satisfies readonly ContactField[]

export const EMPTY_CONTACT: ContactEntry = { email: '', phone: '', department: '', title: '', employeeNumber: '' }

export function entryOf(details: ContactDetails): ContactEntry {
  return { email: details.email ?? '', phone: details.phone ?? '', department: details.department ?? '', title: details.title ?? '', employeeNumber: details.employeeNumber ?? '' }
}

export function contactOf(entry: ContactEntry): ContactDetails {
  const text = (value: string) => (value.trim() === '' ? null : value.trim())
  return { email: text(entry.email)?.toLowerCase() ?? null, phone: text(entry.phone), department: text(entry.department), title: text(entry.title), employeeNumber: text(entry.employeeNumber) }
}

/** The forms of `contactDetails` (shared/rpc/contract/employees.contract.ts), in words. */
export function contactProblems(entry: ContactEntry): ContactProblems {
  const { email, phone } = contactOf(entry)
  return {
    ...(email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { email: 'This is no e-mail address: it needs a name, an @ and a domain.' } : {}),
    ...(phone !== null && !/^\+?[\d\s().-]{5,}$/.test(phone) ? { phone: 'Digits only, with spaces, brackets or a + before them.' } : {}),
  }
}

export function isSameContact(a: ContactDetails, b: ContactDetails): boolean {
  return CONTACT_FIELDS.every((field) => a[field] === b[field])
}
