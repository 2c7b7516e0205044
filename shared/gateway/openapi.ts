/** The OpenAPI 3.1 document of the Gateway API, generated from the same declarations that type and check both ends. */
import { z } from 'zod'
import { gatewayEndpoints, type NamedEndpoint } from './api.ts'
import { errorsOf, isBinary, type BinaryBody } from './define.ts'
import { ERROR_STATUS, errorBody } from './errors.ts'
import { feedTypes } from './resources/changes.ts'
import { challenge } from './resources/challenges.ts'
import { session } from './resources/sessions.ts'

export const GATEWAY_VERSION = '1.0'

type Json = Readonly<Record<string, unknown>>

/** Schemas with a name of their own in the document; everything else stands in place. */
const NAMED: Readonly<Record<string, z.ZodType>> = { ...feedTypes, session, challenge, error: errorBody }

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: Json
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Json }
}

/** The document; `title` is the issuer's own. */
export function openApiDocument(title: string): OpenApiDocument {
  const registry = z.registry<{ id: string }>()
  for (const [name, schema] of Object.entries(NAMED)) registry.add(schema, { id: name })
  const place = (schema: z.ZodType) => inPlace(z.toJSONSchema(schema, { io: 'input', metadata: registry }))
  const paths: Record<string, Record<string, Json>> = {}
  for (const named of gatewayEndpoints) {
    const { path, method } = named.endpoint
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(named, place) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version: GATEWAY_VERSION, description: 'Unknown values of enums, unknown fields and unknown types in the feed are to be expected and must not break a client.' },
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, inPlace(z.toJSONSchema(schema, { io: 'input', metadata: registry }), name)])),
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  }
}

type Place = (schema: z.ZodType) => Json

function operation({ name, resource, endpoint }: NamedEndpoint, place: Place): Json {
  const content = (body: z.ZodType | BinaryBody): Json =>
    isBinary(body) ? Object.fromEntries(body.contentTypes.map((type) => [type, {}])) : { 'application/json': { schema: place(body) } }
  const errors = errorsOf(endpoint)
  const statuses = [...new Set(errors.map((code) => ERROR_STATUS[code]))].toSorted((a, b) => a - b)
  return {
    operationId: name,
    tags: [resource],
    summary: endpoint.summary,
    security: endpoint.auth === 'session' ? [{ session: [] }] : [],
    parameters: [
      ...parameters('path', endpoint.params, place),
      ...parameters('query', endpoint.query, place),
      ...(endpoint.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }] : []),
      ...(endpoint.conditional ? [{ name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } }] : []),
    ],
    ...(endpoint.body ? { requestBody: { required: true, content: content(endpoint.body) } } : {}),
    responses: {
      '200': { description: 'Done', content: content(endpoint.response) },
      ...(endpoint.conditional ? { '304': { description: 'Nothing has changed' } } : {}),
      ...Object.fromEntries(statuses.map((status) => [
        String(status),
        { description: errors.filter((code) => ERROR_STATUS[code] === status).join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } } },
      ])),
    },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined, write: Place): readonly Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name, in: place, required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success, schema: write(field as z.ZodType),
  }))
}

/** A generated schema as a part of this document: its definitions are components here. `own` is the component being written, not referred to. */
function inPlace(generated: object, own?: string): Json {
  const { $schema: _schema, $defs, id: _id, $ref, ...rest } = generated as Record<string, unknown>
  const schema = own !== undefined && typeof $ref === 'string' ? (($defs as Record<string, Json>)[own] ?? rest) : $ref === undefined ? rest : { $ref }
  return JSON.parse(JSON.stringify(withoutIds(schema)).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}

function withoutIds(schema: object): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id'))
}
