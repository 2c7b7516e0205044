/** Limits in the words of the issuer's API. */
import type { LimitRules } from '#shared/rpc/contract/limits.contract.ts'
import type { IssuerCommandOf, IssuerRef } from '../issuers/command.ts'
import type { IssuerKnown } from './known-limits.queries.ts'

export function rulesBody({ amount, categories, ...rules }: LimitRules): IssuerCommandOf<'limits.create'>['rules'] {
  return { ...rules, categories: categories === null ? null : [...categories], amount: amountBody(amount) }
}

export const amountBody = ({ minor, currency }: LimitRules['amount']): { amountMinor: number; currency: string } => ({ amountMinor: minor, currency })

/** The issuer's id, or the change that makes the limit. */
export function refOf({ shown }: IssuerKnown): IssuerRef {
  return shown.externalId ?? { answerOf: outboxIdOf(shown.key) }
}

/** Of the key of a limit that the issuer has yet to make. */
export const outboxIdOf = (key: string): number => Number(key.slice('new:'.length))
