/** The facts that tell an issuer who somebody is, for registration and recovery. They are sent once and never stored by a client. */
import { z } from 'zod'
import { date } from '../primitives.ts'

export const cardNumber = z.string().regex(/^\d{12,19}$/)

export const identity = z.strictObject({
  /** Digits only. It exists in the form's field and in this request, nowhere else. */
  cardNumber,
  expiryMonth: z.number().int().min(1).max(12),
  expiryYear: z.number().int().min(2000).max(2199),
  taxIdLast4: z.string().regex(/^\d{4}$/),
  billingZip: z.string().trim().min(3).max(12),
  dateOfBirth: date,
})
export type Identity = z.infer<typeof identity>

export const userId = z.string().trim().min(5).max(40).regex(/^[A-Za-z0-9._-]+$/)
export const emailAddress = z.string().trim().max(254).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)
/** E.164. */
export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/)
/** NFKC-normalised by the server; at most 256 characters, all of them significant. */
export const newPassword = z.string().min(1).max(256)
