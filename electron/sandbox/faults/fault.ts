/** What a test can make the sandbox do wrong. Each switch says for itself when it strikes. */
import { z } from 'zod'

const when = {
  /** Name of an endpoint, such as `changes.list`; without one, every endpoint. */
  operation: z.string().max(80).optional(),
  /** So many matching requests pass first. */
  skip: z.number().int().nonnegative().default(0),
  /** So many requests are struck; null: until switched off. */
  times: z.number().int().positive().nullable().default(1),
}

/** `before`: the request has no effect. `after`: it took effect, and the answer is lost. */
const stage = z.enum(['before', 'after']).default('before')

export const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ...when, stage, ms: z.number().int().min(0).max(120_000) }),
  /** An HTTP failure. `page`: as a web page, the way a captive portal or a proxy answers. */
  z.strictObject({ kind: z.literal('status'), ...when, stage, status: z.number().int().min(400).max(599), retryAfterSeconds: z.number().int().nonnegative().optional(), page: z.boolean().default(false) }),
  /** The connection is reset. `during`: after half of the answer. */
  z.strictObject({ kind: z.literal('reset'), ...when, stage: z.enum(['before', 'after', 'during']).default('before') }),
  /** The body ends early; `announced`: with the length of the whole, so that the transport notices; else as if it were all. */
  z.strictObject({ kind: z.literal('truncate'), ...when, announced: z.boolean().default(false), keep: z.number().min(0).max(1).default(0.5) }),
  z.strictObject({ kind: z.literal('malformed'), ...when, how: z.enum(['not-json', 'page', 'empty', 'wrong-shape', 'mutated']), seed: z.number().int().default(1) }),
  /** Of the feed: items of a page twice, in another order, or again from the page before; or the whole page before once more. */
  z.strictObject({ kind: z.literal('pages'), ...when, how: z.enum(['duplicate', 'reorder', 'overlap', 'repeat']), seed: z.number().int().default(1) }),
  /** The session of the caller is ended before the request is looked at. */
  z.strictObject({ kind: z.literal('revoke'), ...when }),
  /** Values of enums, fields and feed types that nobody has heard of. `cardData`: a full number and a security code among them. */
  z.strictObject({ kind: z.literal('unknown'), ...when, cardData: z.boolean().default(false), seed: z.number().int().default(1) }),
  /** Every text becomes one of these, as far as it fits there: what a merchant, a person or a broken server may write. `enums`: words of the API too. */
  z.strictObject({ kind: z.literal('texts'), ...when, texts: z.array(z.string().min(1).max(200)).min(1).max(100), enums: z.boolean().default(false) }),
  /** The server's clock, as its answers show it, is off by so much. */
  z.strictObject({ kind: z.literal('clock-skew'), ...when, ms: z.number().int() }),
])
export type Fault = z.output<typeof fault>
export type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>
export type FaultSwitch = z.input<typeof fault>
