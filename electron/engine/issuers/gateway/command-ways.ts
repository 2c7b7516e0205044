/** How each command is sent over the Gateway API, and what its answer brings: the same whether it came at once or was kept by the issuer. */
import type { z } from 'zod'
import type { Card } from '#shared/gateway/resources/cards.ts'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { KnownChange } from '#shared/gateway/resources/changes.ts'
import { gatewayApi } from '#shared/gateway/api.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IssuerCommandName, ReadyCommand, ReadyCommandOf } from '../command.ts'
import type { CommandAnswer, SendOptions } from '../connector.ts'
import type { GatewaySession } from './gateway-session.ts'

interface Way<N extends IssuerCommandName> {
  readonly send: (session: GatewaySession, command: ReadyCommandOf<N>, options: SendOptions) => Promise<CommandAnswer>
  /** Throws `issuer.unexpected` for an answer that is none of this command's. */
  readonly read: (answer: unknown, command: ReadyCommandOf<N>) => CommandAnswer
}

/** A call in the name of who is signed in, under the command's key. */
type Ask = GatewaySession['call']
type Keyed = Pick<SendOptions, 'idempotencyKey'>
type Asked<N extends IssuerCommandName, R> = (call: Ask, command: ReadyCommandOf<N>, key: Keyed, file: SendOptions['file']) => Promise<R>

function way<N extends IssuerCommandName, R>(schema: z.ZodType<R>, ask: Asked<N, R>, answerOf: (response: R, command: ReadyCommandOf<N>) => CommandAnswer): Way<N> {
  return {
    send: async (session, command, { idempotencyKey, signal, file }) => answerOf(await ask((endpoint, request) => session.call(endpoint, request, { signal }), command, { idempotencyKey }, file), command),
    read: (answer, command) => {
      const parsed = schema.safeParse(answer)
      if (!parsed.success) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
      return answerOf(parsed.data, command)
    },
  }
}

const brought = (answerId: string | null, ...changes: readonly KnownChange[]): CommandAnswer => ({ changes, answerId })
const cardChange = (card: Card): KnownChange => ({ type: 'card', id: card.id, version: card.version, object: card })
const oneCard = (card: Card): CommandAnswer => brought(card.id, cardChange(card))
const withReplacement = ({ card, replacement }: { readonly card: Card; readonly replacement: Card | null }): CommandAnswer =>
  brought(replacement?.id ?? card.id, cardChange(card), ...(replacement ? [cardChange(replacement)] : []))
const onePerson = (person: Cardholder): CommandAnswer => brought(person.id, { type: 'cardholder', id: person.id, version: person.version, object: person })
const oneLimit = (limit: Limit): CommandAnswer => brought(limit.id, { type: 'limit', id: limit.id, version: limit.version, object: limit })
const oneRequest = (request: LimitRequest): CommandAnswer => brought(request.id, { type: 'limitRequest', id: request.id, version: request.version, object: request })
const oneDispute = (dispute: Dispute): CommandAnswer => brought(dispute.id, { type: 'dispute', id: dispute.id, version: dispute.version, object: dispute })

const { cards, cardholders, limits, controls, limitRequests, disputes } = gatewayApi

const WAYS: { readonly [N in IssuerCommandName]: Way<N> } = {
  'cards.freeze': way(cards.freeze.response, (call, { cardId }, key) => call(cards.freeze, { params: { cardId }, body: {}, ...key }), oneCard),
  'cards.unfreeze': way(cards.unfreeze.response, (call, { cardId }, key) => call(cards.unfreeze, { params: { cardId }, body: {}, ...key }), oneCard),
  'cards.activate': way(cards.activate.response, (call, { cardId, body }, key) => call(cards.activate, { params: { cardId }, body, ...key }), oneCard),
  'cards.report': way(cards.report.response, (call, { cardId, body }, key) => call(cards.report, { params: { cardId }, body, ...key }), withReplacement),
  'cards.replace': way(cards.replace.response, (call, { cardId, body }, key) => call(cards.replace, { params: { cardId }, body, ...key }), withReplacement),
  'cards.cancel': way(cards.cancel.response, (call, { cardId }, key) => call(cards.cancel, { params: { cardId }, body: {}, ...key }), oneCard),
  'cards.changeProduct': way(cards.changeProduct.response, (call, { cardId, body }, key) => call(cards.changeProduct, { params: { cardId }, body, ...key }), oneCard),
  'cards.cancelProductChange': way(cards.cancelProductChange.response, (call, { cardId }, key) => call(cards.cancelProductChange, { params: { cardId }, body: {}, ...key }), oneCard),
  'cards.order': way(cards.order.response, (call, { cardholderId, body }, key) => call(cards.order, { body: { ...body, cardholderId }, ...key }), oneCard),

  'cardholders.invite': way(cardholders.invite.response, (call, { body }, key) => call(cardholders.invite, { body, ...key }), onePerson),
  'cardholders.update': way(cardholders.update.response, (call, { cardholderId, body }, key) => call(cardholders.update, { params: { cardholderId }, body, ...key }), onePerson),
  'cardholders.deactivate': way(cardholders.deactivate.response, (call, { cardholderId }, key) => call(cardholders.deactivate, { params: { cardholderId }, body: {}, ...key }), onePerson),
  'cardholders.reactivate': way(cardholders.reactivate.response, (call, { cardholderId }, key) => call(cardholders.reactivate, { params: { cardholderId }, body: {}, ...key }), onePerson),

  'limits.create': way(limits.create.response, (call, { scope, rules }, key) => call(limits.create, { body: { scope, ...rules }, ...key }), oneLimit),
  'limits.update': way(limits.update.response, (call, { limitId, rules }, key) => call(limits.update, { params: { limitId }, body: rules, ...key }), oneLimit),
  'limits.remove': way(limits.remove.response, (call, { limitId }, key) => call(limits.remove, { params: { limitId }, ...key }), (_done, { limitId }) => ({ changes: [], removed: [{ type: 'limit', id: limitId }], answerId: null })),
  'limits.raise': way(limits.raise.response, (call, { limitId, body }, key) => call(limits.raise, { params: { limitId }, body, ...key }), oneLimit),
  'limits.endRaise': way(limits.endRaise.response, (call, { limitId }, key) => call(limits.endRaise, { params: { limitId }, body: {}, ...key }), oneLimit),

  'controls.set': way(
    controls.set.response,
    (call, { scope, rules }, key) => call(controls.set, { params: { scopeKind: scope.kind, scopeId: scope.id }, body: rules, ...key }),
    (set) => brought(set.id, { type: 'controls', id: set.id, version: set.version, object: set }),
  ),

  'limitRequests.approve': way(limitRequests.approve.response, (call, { requestId, body }, key) => call(limitRequests.approve, { params: { requestId }, body, ...key }), oneRequest),
  'limitRequests.decline': way(limitRequests.decline.response, (call, { requestId, body }, key) => call(limitRequests.decline, { params: { requestId }, body, ...key }), oneRequest),

  'disputes.create': way(disputes.create.response, (call, { transactionId, body }, key) => call(disputes.create, { body: { transactionId, ...body }, ...key }), oneDispute),
  'disputes.update': way(disputes.update.response, (call, { disputeId, body }, key) => call(disputes.update, { params: { disputeId }, body, ...key }), oneDispute),
  'disputes.discard': way(disputes.discard.response, (call, { disputeId }, key) => call(disputes.discard, { params: { disputeId }, ...key }), (_done, { disputeId }) => ({ changes: [], removed: [{ type: 'dispute', id: disputeId }], answerId: null })),
  'disputes.addEvidence': way(
    disputes.addEvidence.response,
    (call, { disputeId, kind, fileName }, key, file) => {
      if (file === undefined) throw new AppError('not-found', { kind: 'file' })
      return call(disputes.addEvidence, { params: { disputeId }, query: { kind, fileName }, body: file, ...key })
    },
    oneDispute,
  ),
  'disputes.removeEvidence': way(disputes.removeEvidence.response, (call, { disputeId, evidenceId }, key) => call(disputes.removeEvidence, { params: { disputeId, evidenceId }, ...key }), oneDispute),
  'disputes.submit': way(disputes.submit.response, (call, { disputeId }, key) => call(disputes.submit, { params: { disputeId }, body: {}, ...key }), oneDispute),
  'disputes.withdraw': way(disputes.withdraw.response, (call, { disputeId }, key) => call(disputes.withdraw, { params: { disputeId }, body: {}, ...key }), oneDispute),
  'disputes.respond': way(disputes.respond.response, (call, { disputeId, body }, key) => call(disputes.respond, { params: { disputeId }, body, ...key }), oneDispute),
}

/** The table's line for a command of which the compiler only knows that it is one of them. */
const wayOf = <N extends IssuerCommandName>(command: ReadyCommandOf<N> & { readonly name: N }): Way<N> => WAYS[command.name]

export function sendCommand(session: GatewaySession, command: ReadyCommand, options: SendOptions): Promise<CommandAnswer> {
  return wayOf(command).send(session, command, options)
}

/** An answer that the issuer has kept. Throws `issuer.unexpected` where it is not this command's. */
export function readKeptAnswer(command: ReadyCommand, operation: string, answer: unknown): CommandAnswer {
  if (operation !== command.name) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
  return wayOf(command).read(answer, command)
}
