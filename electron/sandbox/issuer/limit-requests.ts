/** Requests for more, from employees. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { LimitRequest, limitRequestsApi } from '#shared/gateway/resources/limit-requests.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { putLimit } from './limits.ts'
import { pageOf } from './pages.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { raiseAlert } from './alerts.ts'
import { plainPdf } from './plain-pdf.ts'
import { nowOf, usd, type World } from './world.ts'

export interface Asking {
  readonly cardId: string
  readonly limitId: string | null
  readonly amountMinor: number
  readonly untilDays: number | null
  readonly reason: string
  /** Lines of the quote that comes along as a PDF. */
  readonly quote?: readonly string[]
}

export function requestLimit(world: World, { cardId, limitId, amountMinor, untilDays, reason, quote }: Asking): LimitRequest {
  const card = world.objects.get('card', cardId)
  const id = world.store.nextId('req')
  const file = quote && plainPdf(quote)
  if (file) world.store.addFile(id, id, 'application/pdf', file)
  const request = world.objects.put('limitRequest', {
    id, cardholderId: card.cardholderId, cardId, limitId, amount: usd(amountMinor), until: untilDays === null ? null : nowOf(world) + untilDays * 86_400_000, reason,
    attachment: file ? { fileName: 'quote.pdf', contentType: 'application/pdf', bytes: file.byteLength } : null, requestedAt: nowOf(world), status: 'pending', decision: null,
  })
  raiseAlert(world, { kind: 'limit-request', cardId, title: 'A limit request is waiting', text: reason, subject: { type: 'limitRequest', id } })
  return request
}

interface Decision {
  readonly amount: number
  readonly until: number | null
  readonly note: string | null
  readonly by: string
}

export function approveRequest(world: World, request: LimitRequest, { amount, until, note, by }: Decision): LimitRequest {
  const now = nowOf(world)
  const limit = request.limitId === null ? undefined : world.objects.find('limit', request.limitId)
  if (limit && amount <= limit.amount.amountMinor) throw unacceptable('amount', 'not-above-limit')
  if (limit && until !== null) putLimit(world, { ...limit, raise: { amount: usd(amount), until, reason: request.reason.slice(0, 200) } })
  else if (limit) putLimit(world, { ...limit, amount: usd(amount) })
  else {
    putLimit(world, {
      id: world.store.nextId('lim'), scope: { kind: 'card', id: request.cardId }, amount: usd(amount), interval: 'month', window: 'calendar', timeZone: world.zone.name, weekStartsOn: 1,
      countsRefunds: false, countsPending: true, categories: null, mode: 'decline', raise: null, createdAt: now,
    })
  }
  return world.objects.update('limitRequest', request.id, { status: 'approved', decision: { at: now, by, note, amount: usd(amount), until } })
}

export function declineRequest(world: World, request: LimitRequest, note: string | null, by: string): LimitRequest {
  return world.objects.update('limitRequest', request.id, { status: 'declined', decision: { at: nowOf(world), by, note, amount: null, until: null } })
}

export function limitRequestHandlers(world: World): HandlersOf<typeof limitRequestsApi> {
  const pending = (id: string) => {
    const request = world.objects.get('limitRequest', id)
    if (request.status !== 'pending') throw notAllowed('already-decided')
    return request
  }
  return {
    list: ({ query }) => pageOf(world, 'limitRequest', query),
    approve: ({ params, body, caller }) => {
      const request = pending(params.requestId)
      const until = body.until === undefined ? request.until : body.until
      if (until !== null && until <= nowOf(world)) throw unacceptable('until', 'in-the-past')
      return approveRequest(world, request, { amount: body.amount?.amountMinor ?? request.amount.amountMinor, until, note: body.note ?? null, by: caller.name })
    },
    decline: ({ params, body, caller }) => declineRequest(world, pending(params.requestId), body.note ?? null, caller.name),
    attachment: ({ params }) => {
      const file = world.store.file(world.objects.get('limitRequest', params.requestId).id)
      if (!file) throw new GatewayError('not_found')
      return file
    },
  }
}
