/** Texts of a test's choice in place of every text that an answer holds: what a person, a merchant or a broken server may have written there. */
import type { z } from 'zod'
import { gatewayEndpoints } from '#shared/gateway/api.ts'
import { isBinary } from '#shared/gateway/define.ts'
import { feedTypes } from '#shared/gateway/resources/changes.ts'
import type { FaultOf } from './fault.ts'

/** What the client gives back, reads as a key or must understand. */
const UNTOUCHED = /^(?:id|.*(?:Ids?|[tT]oken|[cC]ursor|TimeZone|UserId)|timeZone|userId|key|taxIdLast4)$/
/** A word of the API, where no other kind of text is expected. */
const ENUM_WORD = /^[a-z]+(?:-[a-z]+)*$/

interface Place {
  readonly holder: Record<string | number, unknown>
  readonly key: string | number
  /** The path without indices. */
  readonly pattern: string
  readonly text: string
}

export function planted(fault: FaultOf<'texts'>, operation: string, json: string): string {
  const endpoint = gatewayEndpoints.find(({ name }) => name === operation)?.endpoint
  if (!endpoint || isBinary(endpoint.response)) return json
  const body = JSON.parse(json) as unknown
  const planter = new Planter(fault)
  if (operation === 'changes.list') for (const item of (body as { items: FeedItem[] }).items) plantItem(planter, item)
  else planter.plant(body, endpoint.response, operation)
  return JSON.stringify(body)
}

interface FeedItem {
  readonly type: string
  readonly object?: unknown
}

function plantItem(planter: Planter, { type, object }: FeedItem): void {
  const schema = Object.hasOwn(feedTypes, type) ? feedTypes[type as keyof typeof feedTypes] : undefined
  if (schema && object !== null && object !== undefined) planter.plant(object, schema, type)
}

class Planter {
  readonly #texts: readonly string[]
  readonly #enums: boolean
  /** Whether a text of that length survives in such a place. */
  readonly #fits = new Map<string, boolean>()
  #next = 0

  constructor({ texts, enums }: FaultOf<'texts'>) {
    this.#texts = texts
    this.#enums = enums
  }

  plant(root: unknown, schema: z.ZodType, name: string): void {
    for (const place of placesOf(root, name)) {
      if (!this.#enums && ENUM_WORD.test(place.text)) continue
      const start = this.#next
      const text = this.#texts.map((_, index) => this.#texts[(start + index) % this.#texts.length] ?? '').find((candidate) => this.#holds(root, schema, place, candidate))
      if (text === undefined) continue
      place.holder[place.key] = text
      this.#next += 1
    }
  }

  #holds(root: unknown, schema: z.ZodType, { holder, key, pattern, text }: Place, candidate: string): boolean {
    const known = this.#fits.get(`${pattern} ${candidate.length}`)
    if (known !== undefined) return known
    holder[key] = candidate
    const fits = schema.safeParse(root).success
    holder[key] = text
    this.#fits.set(`${pattern} ${candidate.length}`, fits)
    return fits
  }
}

function placesOf(value: unknown, pattern: string): readonly Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string | number, unknown>
  return Object.keys(value).flatMap((key) => {
    const inner = holder[key]
    const path = Array.isArray(value) ? `${pattern}.*` : `${pattern}.${key}`
    if (!Array.isArray(value) && UNTOUCHED.test(key)) return []
    return typeof inner === 'string' ? [{ holder, key, pattern: path, text: inner }] : placesOf(inner, path)
  })
}
