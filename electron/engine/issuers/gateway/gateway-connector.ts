/** The Gateway API as the sync sees an issuer. */
import { GatewayError } from '#shared/gateway/errors.ts'
import { gatewayApi } from '#shared/gateway/api.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IssuerConnector } from '../connector.ts'
import { readKeptAnswer, sendCommand } from './command-ways.ts'
import type { GatewaySession } from './gateway-session.ts'
import { refusalOf } from './refusals.ts'

export function createGatewayConnector(session: GatewaySession): IssuerConnector {
  return {
    capabilities: async ({ signal }) => (await session.client.call(gatewayApi.service.describe, {}, { signal })).capabilities,

    async changes({ cursor, etag, limit, signal }) {
      const query = { ...(cursor === null ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) }
      const reply = await session.call(gatewayApi.changes.list, { query, ifNoneMatch: cursor === null ? undefined : (etag ?? undefined) }, { signal })
      return reply.modified ? { modified: true, page: reply.body, etag: reply.etag ?? null } : { modified: false }
    },

    send: (command, options) => sendCommand(session, command, options),

    async commandOutcome(key, { command, signal }) {
      const outcome = await outcomeOf(session, key, signal)
      if (outcome === undefined) return { state: 'unknown' }
      if (outcome.state !== 'done') return { state: 'in-progress' }
      if (outcome.error !== null) throw refusalOf(new GatewayError(outcome.error.code, outcome.error.details, outcome.status ?? undefined))
      return { state: 'done', answer: readKeptAnswer(command, outcome.operation, outcome.answer) }
    },

    requestAttachment: (requestId, { signal }) => session.call(gatewayApi.limitRequests.attachment, { params: { requestId } }, { signal }),
    evidenceFile: (params, { signal }) => session.call(gatewayApi.disputes.evidenceFile, { params }, { signal }),
    disputeForms: async ({ signal }) => (await session.call(gatewayApi.disputes.reasons, {}, { signal })).items,
  }
}

async function outcomeOf(session: GatewaySession, key: string, signal: AbortSignal) {
  try {
    return await session.call(gatewayApi.commands.get, { params: { key } }, { signal })
  } catch (error) {
    if (AppError.is(error, 'issuer.rejected') && error.details.code === 'not_found') return undefined
    throw error
  }
}
