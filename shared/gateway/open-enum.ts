/**
 * Enums of another party's API: open, because an issuer adds values before its clients know them.
 *
 * A known value keeps its literal type, an unknown one arrives as the raw string it was, branded, so that a `switch` still
 * narrows and its `default` still compiles. Nothing is mapped to "other" and lost: what was received can be stored and shown.
 */
import { z } from 'zod'

/** A value that this version does not know, exactly as it was sent. Branded both ways: a server cannot send one by mistake. */
export const otherString = z.string().min(1).max(64).brand<'other', 'inout'>()
export type OtherString = z.infer<typeof otherString>

/** Accepts the known values and any other short string. Known values stay readable as `schema.options[0].options`; see `knownValues`. */
export function openEnum<const V extends readonly [string, ...string[]]>(values: V) {
  return z.union([z.enum(values), otherString])
}

export type OpenEnum<V extends string> = z.ZodUnion<readonly [z.ZodEnum<{ [K in V]: K }>, typeof otherString]>

/** The values this version knows, in the order they were declared. */
export function knownValues<V extends string>(schema: OpenEnum<V>): readonly V[] {
  return schema.options[0].options
}

/** True when this version knows the value; narrows it. */
export function isKnown<V extends string>(schema: OpenEnum<V>, value: string): value is V {
  return schema.options[0].options.includes(value as V)
}
