/** The HTTP server: loopback only, compressed, one route an endpoint, and the sandbox's own routes apart. */
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import fastify, { type FastifyInstance } from 'fastify'
import { EVIDENCE_TYPES, MAX_EVIDENCE_BYTES } from '#shared/gateway/resources/disputes.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import { openApiDocument } from '#shared/gateway/openapi.ts'
import { asGatewayError, errorAnswer } from './answers.ts'
import { bindEndpoints, type Binding } from './bind.ts'
import { ISSUER_NAME } from './handler-table.ts'

export interface ServerOptions extends Binding {
  /** For tests of a client's TLS: a certificate of the test's own. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
  /** Adds the routes under /sandbox. */
  readonly extras: (app: FastifyInstance) => void
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/
const MAX_JSON = 262_144

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const common = { bodyLimit: MAX_JSON, logger: false, keepAliveTimeout: 30_000, forceCloseConnections: true } as const
  const app: FastifyInstance = options.tls ? (fastify({ ...common, https: options.tls }) as unknown as FastifyInstance) : fastify(common)
  // Level 1: a first sync is limited by this side's processor, not by the loopback's width.
  await app.register(compress, { threshold: 1_024, encodings: ['br', 'gzip', 'identity'], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }, zlibOptions: { level: 1 } })
  app.addContentTypeParser([...EVIDENCE_TYPES], { parseAs: 'buffer', bodyLimit: MAX_EVIDENCE_BYTES }, (_request, body, done) => done(null, body))
  // A page of another site that found the port sends its own name as host: it gets nothing.
  app.addHook('onRequest', async (request) => {
    if (!LOOPBACK.test(request.headers.host ?? '')) throw new GatewayError('forbidden')
  })
  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = errorAnswer(asGatewayError(error, options.report))
    return reply.code(status).headers({ ...headers, 'content-type': 'application/json; charset=utf-8' }).send(body)
  })
  app.setNotFoundHandler((_request, reply) => {
    const { status, body } = errorAnswer(new GatewayError('not_found'))
    return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(body)
  })
  bindEndpoints(app, options)
  app.get('/openapi.json', () => openApiDocument(ISSUER_NAME))
  options.extras(app)
  return app
}
