/** Disputes as the API has them. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { disputesApi } from '#shared/gateway/resources/disputes.ts'
import { DISPUTE_REASONS } from '#shared/domain/disputes/names.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { respond, submit, withdraw } from './dispute-course.ts'
import { addEvidence, createDraft, formOf, freeTransaction, requireDraft, updateDraft } from './dispute-drafts.ts'
import { given } from './given.ts'
import { pageOf } from './pages.ts'
import type { World } from './world.ts'

export function disputeHandlers(world: World): HandlersOf<typeof disputesApi> {
  const get = (id: string) => world.objects.get('dispute', id)
  return {
    reasons: () => ({ items: DISPUTE_REASONS.map((reason) => ({ reason, ...formOf(reason) })) }),
    list: ({ query }) => pageOf(world, 'dispute', query),
    get: ({ params }) => get(params.disputeId),
    create: ({ body: { transactionId, ...fields } }) => createDraft(world, transactionId, given(fields)),
    update: ({ params, body }) => updateDraft(world, params.disputeId, given(body)),
    discard: ({ params }) => {
      const dispute = requireDraft(world, params.disputeId)
      for (const { id } of dispute.evidence) world.store.removeFile(id)
      freeTransaction(world, dispute)
      world.objects.remove('dispute', dispute.id)
      return {}
    },
    submit: ({ params }) => submit(world, get(params.disputeId)),
    withdraw: ({ params }) => withdraw(world, get(params.disputeId)),
    respond: ({ params, body }) => respond(world, get(params.disputeId), body.explanation),
    addEvidence: ({ params, query, body }) => addEvidence(world, get(params.disputeId), query, body),
    removeEvidence: ({ params }) => {
      const dispute = requireDraft(world, params.disputeId)
      if (!dispute.evidence.some(({ id }) => id === params.evidenceId)) throw new GatewayError('not_found')
      world.store.removeFile(params.evidenceId)
      return world.objects.put('dispute', { ...dispute, evidence: dispute.evidence.filter(({ id }) => id !== params.evidenceId) })
    },
    evidenceFile: ({ params }) => {
      const known = get(params.disputeId).evidence.some(({ id }) => id === params.evidenceId)
      const file = known ? world.store.file(params.evidenceId) : undefined
      if (!file) throw new GatewayError('not_found')
      return file
    },
  }
}
