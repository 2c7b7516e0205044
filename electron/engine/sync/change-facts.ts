/** Figures of what is asked, as the window's words need them. */
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { Product } from '#shared/gateway/resources/company.ts'
import type { IssuerCommand, IssuerCommandName, IssuerCommandOf, IssuerRef } from '../issuers/command.ts'

export type Facts = Readonly<Record<string, string | number | boolean | null>>

/** What is known of the objects that a command names. */
export interface Known {
  limit(ref: IssuerRef): Limit | undefined
  /** The command whose answer brings the object. */
  created(ref: IssuerRef): IssuerCommand | undefined
  request(id: string): LimitRequest | undefined
  product(id: string): Product | undefined
}

type Writer<N extends IssuerCommandName> = (command: IssuerCommandOf<N>, known: Known) => Facts

const FACTS: { readonly [N in IssuerCommandName]?: Writer<N> } = {
  'cards.order': ({ body, cardholderId }, known) => ({ ...orderFacts(body), ...inviteeFacts(known.created(cardholderId)) }),
  'cards.report': ({ body }) => ({ reason: body.reason, replace: body.replace }),
  'cards.replace': ({ body }) => ({ reason: body.reason }),
  'cards.changeProduct': ({ body }, known) => ({ product: known.product(body.productId)?.name ?? null }),
  'cardholders.invite': (command) => inviteeFacts(command),
  'limits.create': ({ rules, scope }) => ({ ...amountFacts(rules.amount), interval: rules.interval, ...scopeFacts(scope) }),
  'limits.update': ({ rules, limitId }, known) => ({ ...amountFacts(rules.amount), interval: rules.interval ?? intervalOf(limitId, known) }),
  'limits.raise': ({ body, limitId }, known) => ({ ...amountFacts(body.amount), interval: intervalOf(limitId, known), until: body.until, reason: body.reason }),
  'limits.remove': ({ limitId }, known) => ({ interval: intervalOf(limitId, known) }),
  'limits.endRaise': ({ limitId }, known) => ({ interval: intervalOf(limitId, known) }),
  'controls.set': ({ scope }) => scopeFacts(scope),
  'limitRequests.approve': ({ requestId, body }, known) => {
    const request = known.request(requestId)
    return { ...amountFacts(body.amount ?? request?.amount), until: body.until === undefined ? (request?.until ?? null) : body.until }
  },
  'disputes.addEvidence': ({ fileName }) => ({ fileName }),
  'limitRequests.decline': ({ requestId }, known) => amountFacts(known.request(requestId)?.amount),
}

/**
 * `minor`, `currency`: the amount asked for. `interval`, `until` (epoch ms), `reason` as far as the command has them; `interval` also of the
 * limit it changes. `form`, `label`: of a card that is ordered. `replace`: whether a reported card is replaced. `product`: the name.
 * `name`: who is invited, also of a card that is ordered for them in the same go. `onNewCard`: it is for a card that was ordered in the same go.
 * Of a dispute also `disputeId`, `merchant` and the amount that is disputed; `fileName` of a file of it.
 */
export function factsOf(command: IssuerCommand, known: Known): Facts {
  return writerOf(command)?.(command, known) ?? {}
}

/** The table's line for a command of which the compiler only knows that it is one of them. */
const writerOf = <N extends IssuerCommandName>(command: IssuerCommandOf<N> & { readonly name: N }): Writer<N> | undefined => FACTS[command.name]

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
