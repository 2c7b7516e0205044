import { describe, expect, it } from 'vitest'
import { gatewayEndpoints } from '#shared/gateway/api.ts'
import { errorsOf } from '#shared/gateway/define.ts'
import { ERROR_STATUS } from '#shared/gateway/errors.ts'
import { openApiDocument } from '#shared/gateway/openapi.ts'

const document = openApiDocument('An issuer')
const text = JSON.stringify(document)
interface Operation {
  readonly operationId: string
  readonly security: readonly unknown[]
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: object }[]
  readonly requestBody?: { readonly content: object }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>
}
const operationOf = (path: string, method: string) => document.paths[path]?.[method.toLowerCase()] as unknown as Operation

describe('the OpenAPI document', () => {
  it('has every endpoint once, under its name', () => {
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item)).map((operation) => operation['operationId'])
    expect(operations.toSorted()).toEqual(gatewayEndpoints.map(({ name }) => name).toSorted())
  })

  it.each(gatewayEndpoints.map(({ name, endpoint }) => [name, endpoint] as const))('describes %s as it is declared', (name, endpoint) => {
    const operation = operationOf(endpoint.path, endpoint.method)
    expect(operation.operationId).toBe(name)
    expect(operation.security).toEqual(endpoint.auth === 'session' ? [{ session: [] }] : [])
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    expect(inPath.map((parameter) => parameter.name).toSorted()).toEqual([...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param).toSorted())
    expect(inPath.every(({ required }) => required)).toBe(true)
    expect(operation.parameters.some((parameter) => parameter.name === 'Idempotency-Key')).toBe(endpoint.idempotent === true)
    expect(operation.requestBody !== undefined).toBe(endpoint.body !== undefined)
    expect(operation.responses['200']?.content).toBeDefined()
    for (const code of errorsOf(endpoint)) expect(operation.responses[String(ERROR_STATUS[code])]?.description).toContain(code)
  })

  it('refers only to what it has, and by the rules of JSON Schema 2020-12', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!)
    expect(references.length).toBeGreaterThan(100)
    expect(references.filter((target) => !(target.startsWith('#/components/schemas/') && target.slice(21) in document.components.schemas))).toEqual([])
    expect(text).not.toContain('"$defs"')
    expect(text).not.toContain('"$schema"')
    for (const [name, schema] of Object.entries(document.components.schemas)) expect(schema, name).toMatchObject({ type: 'object', properties: {} })
  })

  it('lets answers grow and holds requests tight', () => {
    expect(JSON.stringify(document.components.schemas['card'])).not.toContain('"additionalProperties":false')
    expect(JSON.stringify(operationOf('/v1/cards/{cardId}', 'PATCH').requestBody)).toContain('"additionalProperties":false')
  })

  it('is plain JSON', () => {
    expect(JSON.parse(text)).toEqual(document)
  })
})
