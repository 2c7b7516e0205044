/** Controls: where a card, or all cards of a cardholder, may be used at all. One set per scope; both sets must allow a charge. */
import { z } from 'zod'
import { endpoint } from '../define.ts'
import { country, date, id, mcc, page, pageQuery, scope, scopeKinds, text, version } from '../primitives.ts'

const list = <T extends z.ZodType>(of: T, max: number) => z.array(of).max(max)

const rules = {
  /** Category keys; null: every category but the blocked ones. */
  allowedCategories: list(text(40), 60).nullable(),
  blockedCategories: list(text(40), 60),
  /** Merchant category codes on top of the categories. */
  blockedMccs: list(mcc, 300),
  allowedCountries: list(country, 250).nullable(),
  blockedCountries: list(country, 250),
  online: z.boolean(),
  inPerson: z.boolean(),
  cashMachines: z.boolean(),
  /** Only a merchant whose name contains this, without case. */
  merchantLock: text(80).nullable(),
  validFrom: date.nullable(),
  validUntil: date.nullable(),
}

export const controls = z.object({ id, version, scope, ...rules })
export type Controls = z.infer<typeof controls>

export const controlsApi = {
  list: endpoint({ method: 'GET', path: '/v1/controls', summary: 'Every set of controls', auth: 'session', query: z.strictObject({ ...pageQuery, scopeKind: z.enum(scopeKinds).optional(), scopeId: id.optional() }), response: page(controls) }),
  set: endpoint({
    method: 'PUT', path: '/v1/controls/{scopeKind}/{scopeId}', summary: 'Replace the controls of a card or cardholder', auth: 'session', idempotent: true,
    params: z.strictObject({ scopeKind: z.enum(scopeKinds), scopeId: id }), body: z.strictObject(rules), response: controls, errors: ['unacceptable_value'],
  }),
}
