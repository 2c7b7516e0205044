/** Figures of what is asked, as the window's words need them. */
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Product } from '#shared/gateway/resources/company.ts'
import type { IssuerCommand, IssuerRef } from '../issuers/command.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** What is known of the objects that a command names. */
export interface Known {
  limit(ref: IssuerRef): Limit | undefined
  /** The command whose answer brings the object. */
  created(ref: IssuerRef): IssuerCommand | undefined
  request(id: string): LimitRequest | undefined
  product(id: string): Product | undefined
}

/**
 * `minor`, `currency`: the amount asked for. `interval`, `until` (epoch ms), `reason` as far as the command has them; `interval` also of the
 * limit it changes. `form`, `label`: of a card that is ordered. `replace`: whether a reported card is replaced. `product`: the name.
 * `name`: who is invited, also of a card that is ordered for them in the same go. `onNewCard`: it is for a card that was ordered in the same go.
 */
export function factsOf(command: IssuerCommand, known: Known): Facts {
  switch (command.name) {
    case 'cards.order':
      return { ...orderFacts(command.body), ...inviteeFacts(known.created(command.cardholderId)) }
    case 'cards.report':
      return { reason: command.body.reason, replace: command.body.replace }
    case 'cards.replace':
      return { reason: command.body.reason }
    case 'cards.changeProduct':
      return { product: known.product(command.body.productId)?.name ?? null }
    case 'cardholders.invite':
      return inviteeFacts(command)
    case 'limits.create':
      return { ...amountFacts(command.rules.amount), interval: command.rules.interval, ...scopeFacts(command.scope) }
    case 'limits.update':
      return { ...amountFacts(command.rules.amount), interval: command.rules.interval ?? intervalOf(command.limitId, known) }
    case 'limits.raise':
      return { ...amountFacts(command.body.amount), interval: intervalOf(command.limitId, known), until: command.body.until, reason: command.body.reason }
    case 'limits.remove':
    case 'limits.endRaise':
      return { interval: intervalOf(command.limitId, known) }
    case 'controls.set':
      return scopeFacts(command.scope)
    case 'limitRequests.approve': {
      const request = known.request(command.requestId)
      return { ...amountFacts(command.body.amount ?? request?.amount), until: command.body.until ?? (command.body.until === undefined ? (request?.until ?? null) : null) }
    }
    case 'limitRequests.decline':
      return amountFacts(known.request(command.requestId)?.amount)
    default:
      return {}
  }
}

function inviteeFacts(command: IssuerCommand | undefined): Facts {
  return command?.name === 'cardholders.invite' ? { name: `${command.body.firstName} ${command.body.lastName}` } : {}
}

function orderFacts(body: Extract<IssuerCommand, { name: 'cards.order' }>['body']): Facts {
  if (body.kind === 'physical') return { form: body.kind, label: body.nickname ?? null }
  return { form: body.kind, label: body.nickname ?? body.purpose, ...amountFacts(body.totalLimit) }
}

const amountFacts = (amount: { readonly amountMinor: number; readonly currency: string } | undefined): Facts => (amount ? { minor: amount.amountMinor, currency: amount.currency } : {})

const scopeFacts = ({ kind, id }: { readonly kind: string; readonly id: IssuerRef }): Facts => (kind === 'card' && typeof id !== 'string' ? { onNewCard: true } : {})

function intervalOf(ref: IssuerRef, known: Known): string | null {
  const created = known.created(ref)
  return known.limit(ref)?.interval ?? (created?.name === 'limits.create' ? created.rules.interval : null)
}
