/**
 * Shapes that all resources are made of.
 *
 * Two rules of sign: `amount` of a transaction and of a statement line is what it does for the cardholder (a charge is negative, a refund
 * or payment positive). Every other amount is a magnitude: what was asked for, what a limit allows, what is owed (a balance is
 * negative only while the account is in credit).
 */
import { z } from 'zod'
import { MAX_MINOR } from '#shared/domain/money.ts'

/** Opaque; its prefix is for people, never parsed. */
export const id = z.string().min(1).max(64)
/** Instant, milliseconds since 1970-01-01T00:00Z. */
export const instant = z.number().int().nonnegative()
/** Calendar date as the issuer means it, never moved by a time zone. */
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** ISO 4217 alphabetic code. */
export const currency = z.string().regex(/^[A-Z]{3}$/)
/** IANA name, such as "America/New_York" or "UTC". */
export const timeZone = z.string().min(1).max(64)
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/)
/** ISO 18245. */
export const mcc = z.string().regex(/^\d{4}$/)

/** Integer minor units of its currency (cents for USD, yen for JPY). */
export const money = z.object({ amountMinor: z.number().int().min(-MAX_MINOR).max(MAX_MINOR), currency })
export type GatewayMoney = z.infer<typeof money>

/** An amount in a request: above zero. */
export const requestedMoney = z.strictObject({ amountMinor: z.number().int().min(1).max(MAX_MINOR), currency })

/** Position in the one order of all changes (see changes.ts); grows with every change of the object. */
export const version = z.number().int().positive()

export const text = (max: number) => z.string().max(max)
export const filledText = (max: number) => z.string().trim().min(1).max(max)
export const none = z.strictObject({})
/** The answer of a command that has nothing to say but that it was done. */
export const done = z.object({})

/** Digits shown of a card: four, five for American Express. */
export const lastDigits = z.string().regex(/^\d{4,5}$/)

export const address = z.object({
  line1: text(120),
  line2: text(120).nullable(),
  city: text(80),
  region: text(40),
  postalCode: text(16),
  country,
})

/** A page of a list, newest first unless the endpoint says otherwise. `nextCursor` is null on the last page. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item).max(1_000), nextCursor: z.string().max(200).nullable() })
export const pageQuery = { cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(500).optional() }

/** What a limit or a control is set on. */
export const scopeKinds = ['card', 'cardholder'] as const
export const scope = z.object({ kind: z.enum(scopeKinds), id })
