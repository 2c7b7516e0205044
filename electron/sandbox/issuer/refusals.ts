/** The refusals that the business's rules give most often. */
import { GatewayError } from '#shared/gateway/errors.ts'

/** The object's state forbids it; `reason` names the rule. */
export const notAllowed = (reason: string): GatewayError => new GatewayError('not_allowed', { reason })
export const unacceptable = (field: string, reason: string): GatewayError => new GatewayError('unacceptable_value', { field, reason })
