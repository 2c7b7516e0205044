/** The Gateway API as the sync sees an issuer. */
import { GatewayError } from '#shared/gateway/errors.ts'
import { card } from '#shared/gateway/resources/cards.ts'
import { gatewayApi } from '#shared/gateway/api.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IssuerCommand, IssuerCommandName } from '../command.ts'
import type { CommandAnswer, IssuerConnector } from '../connector.ts'
import type { GatewaySession } from './gateway-session.ts'
import { refusalOf } from './refusals.ts'

interface SendOptions {
  readonly idempotencyKey: string
  readonly signal: AbortSignal
}

/** How each command is sent, and how an answer that the issuer has kept is read. */
interface CommandWay {
  readonly send: (session: GatewaySession, command: IssuerCommand, options: SendOptions) => Promise<CommandAnswer>
  readonly read: (answer: unknown) => CommandAnswer
}

const onCard = (endpoint: typeof gatewayApi.cards.freeze | typeof gatewayApi.cards.unfreeze): CommandWay => ({
  send: async (session, { cardId }, { idempotencyKey, signal }) => ({ card: await session.call(endpoint, { params: { cardId }, body: {}, idempotencyKey }, { signal }) }),
  read: (answer) => ({ card: parsedCard(answer) }),
})

const WAYS: Readonly<Record<IssuerCommandName, CommandWay>> = {
  'cards.freeze': onCard(gatewayApi.cards.freeze),
  'cards.unfreeze': onCard(gatewayApi.cards.unfreeze),
}

export function createGatewayConnector(session: GatewaySession): IssuerConnector {
  return {
    capabilities: async ({ signal }) => (await session.client.call(gatewayApi.service.describe, {}, { signal })).capabilities,

    async changes({ cursor, etag, limit, signal }) {
      const query = { ...(cursor === null ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) }
      const reply = await session.call(gatewayApi.changes.list, { query, ifNoneMatch: cursor === null ? undefined : (etag ?? undefined) }, { signal })
      return reply.modified ? { modified: true, page: reply.body, etag: reply.etag ?? null } : { modified: false }
    },

    send: (command, options) => WAYS[command.name].send(session, command, options),

    async commandOutcome(key, { signal }) {
      const outcome = await outcomeOf(session, key, signal)
      if (outcome === undefined) return { state: 'unknown' }
      if (outcome.state !== 'done') return { state: 'in-progress' }
      if (outcome.error !== null) throw refusalOf(new GatewayError(outcome.error.code, outcome.error.details, outcome.status ?? undefined))
      const way = Object.hasOwn(WAYS, outcome.operation) ? WAYS[outcome.operation as IssuerCommandName] : undefined
      if (way === undefined) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
      return { state: 'done', answer: way.read(outcome.answer) }
    },
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

function parsedCard(answer: unknown) {
  const parsed = card.safeParse(answer)
  if (!parsed.success) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
  return parsed.data
}
