/** What a person's act asks of an issuer, as it waits in the outbox: plain JSON, written once and never changed. */
import { z } from 'zod'
import { cardsApi } from '#shared/gateway/resources/cards.ts'
import { cardholdersApi } from '#shared/gateway/resources/cardholders.ts'
import { controlsApi } from '#shared/gateway/resources/controls.ts'
import { disputesApi, EVIDENCE_TYPES } from '#shared/gateway/resources/disputes.ts'
import { limitRequestsApi } from '#shared/gateway/resources/limit-requests.ts'
import { limitsApi } from '#shared/gateway/resources/limits.ts'

/**
 * The issuer's id of an object, or the change (its outbox id) whose answer will bring it. Changes that build on each other share a subject,
 * so that the earlier one is settled first.
 */
export const issuerRef = z.union([z.string().min(1).max(64), z.strictObject({ answerOf: z.number().int().positive() })])
export type IssuerRef = z.infer<typeof issuerRef>

const id = z.string().min(1).max(64)

/** `ref`: how an object of the issuer is named. */
function commandsWith<R extends z.ZodType<IssuerRef>>(ref: R) {
  const onCard = { cardId: ref }
  const onCardholder = { cardholderId: ref }
  const onLimit = { limitId: ref }
  const onDispute = { disputeId: ref }
  const scope = z.strictObject({ kind: z.enum(['card', 'cardholder']), id: ref })
  const [physical, virtual] = cardsApi.order.body.options
  return z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('cards.freeze'), ...onCard }),
    z.strictObject({ name: z.literal('cards.unfreeze'), ...onCard }),
    z.strictObject({ name: z.literal('cards.activate'), ...onCard, body: cardsApi.activate.body }),
    z.strictObject({ name: z.literal('cards.report'), ...onCard, body: cardsApi.report.body }),
    z.strictObject({ name: z.literal('cards.replace'), ...onCard, body: cardsApi.replace.body }),
    z.strictObject({ name: z.literal('cards.cancel'), ...onCard }),
    z.strictObject({ name: z.literal('cards.changeProduct'), ...onCard, body: cardsApi.changeProduct.body }),
    z.strictObject({ name: z.literal('cards.cancelProductChange'), ...onCard }),
    z.strictObject({ name: z.literal('cards.order'), ...onCardholder, body: z.discriminatedUnion('kind', [physical.omit({ cardholderId: true }), virtual.omit({ cardholderId: true })]) }),
    z.strictObject({ name: z.literal('cardholders.invite'), body: cardholdersApi.invite.body }),
    z.strictObject({ name: z.literal('cardholders.update'), ...onCardholder, body: cardholdersApi.update.body }),
    z.strictObject({ name: z.literal('cardholders.deactivate'), ...onCardholder }),
    z.strictObject({ name: z.literal('cardholders.reactivate'), ...onCardholder }),
    z.strictObject({ name: z.literal('limits.create'), scope, rules: limitsApi.create.body.omit({ scope: true }) }),
    z.strictObject({ name: z.literal('limits.update'), ...onLimit, rules: limitsApi.update.body }),
    z.strictObject({ name: z.literal('limits.remove'), ...onLimit }),
    z.strictObject({ name: z.literal('limits.raise'), ...onLimit, body: limitsApi.raise.body }),
    z.strictObject({ name: z.literal('limits.endRaise'), ...onLimit }),
    z.strictObject({ name: z.literal('controls.set'), scope, rules: controlsApi.set.body }),
    z.strictObject({ name: z.literal('limitRequests.approve'), requestId: id, body: limitRequestsApi.approve.body }),
    z.strictObject({ name: z.literal('limitRequests.decline'), requestId: id, body: limitRequestsApi.decline.body }),
    z.strictObject({ name: z.literal('disputes.create'), transactionId: id, body: disputesApi.update.body.required({ reason: true }) }),
    z.strictObject({ name: z.literal('disputes.update'), ...onDispute, body: disputesApi.update.body }),
    z.strictObject({ name: z.literal('disputes.discard'), ...onDispute }),
    // The bytes are read when it is sent: those of `fileId` do not change while this waits, and `sha256` is held against them.
    z.strictObject({
      name: z.literal('disputes.addEvidence'), ...onDispute, fileId: z.number().int().positive(), ...disputesApi.addEvidence.query.shape,
      contentType: z.enum(EVIDENCE_TYPES), sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    z.strictObject({ name: z.literal('disputes.removeEvidence'), ...onDispute, evidenceId: id }),
    // `after`: what has to have been taken before it, none of which it names: without a file that was refused nothing is sent.
    z.strictObject({ name: z.literal('disputes.submit'), ...onDispute, after: z.array(ref).max(60) }),
    z.strictObject({ name: z.literal('disputes.withdraw'), ...onDispute }),
    z.strictObject({ name: z.literal('disputes.respond'), ...onDispute, body: disputesApi.respond.body, after: z.array(ref).max(60) }),
  ])
}

/** To add a command: a member above, and its line in each connector's table. Names are those of the Gateway API's endpoints. */
export const issuerCommand = commandsWith(issuerRef)
export type IssuerCommand = z.infer<typeof issuerCommand>
export type IssuerCommandName = IssuerCommand['name']
export type IssuerCommandOf<N extends IssuerCommandName> = Extract<IssuerCommand, { name: N }>

/** A command whose every reference is an id of the issuer: that is how it is sent. */
export const readyCommand = commandsWith(id)
export type ReadyCommand = z.infer<typeof readyCommand>
export type ReadyCommandOf<N extends IssuerCommandName> = Extract<ReadyCommand, { name: N }>

/** Outbox ids of the changes whose answers this one needs, from its stored payload. */
export function builtOn(payload: string): readonly number[] {
  const ids: number[] = []
  JSON.parse(payload, (_key, value: unknown) => {
    if (isAnswerRef(value)) ids.push(value.answerOf)
    return value
  })
  return ids
}

/**
 * The command as it is sent: the same payload with the same answers gives the same request, which its key demands.
 *
 * Throws for a payload that is none, and where an answer is missing.
 */
export function readyFrom(payload: string, answerIdOf: (outboxId: number) => string | undefined): ReadyCommand {
  return readyCommand.parse(JSON.parse(payload, (_key, value: unknown) => (isAnswerRef(value) ? answerIdOf(value.answerOf) : value)))
}

function isAnswerRef(value: unknown): value is { readonly answerOf: number } {
  return typeof value === 'object' && value !== null && 'answerOf' in value && typeof value.answerOf === 'number'
}
