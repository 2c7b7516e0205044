/** Answers made wrong: pure functions over a body. */
import { Random } from '../seed/random.ts'
import type { FaultOf } from './fault.ts'

export const WEB_PAGE = '<!doctype html><html><head><title>Sign in to the network</title></head><body><form method="post"><button>Continue</button></form></body></html>'

export function malformed({ how, seed }: FaultOf<'malformed'>, json: string): { readonly contentType: string; readonly body: string } {
  switch (how) {
    case 'not-json':
      return { contentType: 'application/json', body: `${json.slice(0, Math.max(1, json.length >> 1))}\u0000}{]` }
    case 'page':
      return { contentType: 'text/html', body: WEB_PAGE }
    case 'empty':
      return { contentType: 'application/json', body: '' }
    case 'wrong-shape':
      return { contentType: 'application/json', body: '{"data":[{"unexpected":true}]}' }
    case 'mutated':
      return { contentType: 'application/json', body: JSON.stringify(mutated(JSON.parse(json), new Random('mutated', seed))) }
  }
}

/** One value somewhere in a body becomes another kind of value, or goes missing. */
export function mutated(value: unknown, random: Random): unknown {
  const paths = pathsOf(value)
  if (paths.length === 0) return null
  return withChange(value, random.pick(paths), random)
}

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path]
  const inside = Object.keys(value).flatMap((key) => pathsOf((value as Record<string, unknown>)[key], [...path, Array.isArray(value) ? Number(key) : key]))
  return path.length === 0 ? inside : [path, ...inside]
}

const WRONG: readonly unknown[] = [null, -1, 1e300, 0.5, '', 'x'.repeat(5_000), true, [], {}, [[]], '\u0000', -0, '9'.repeat(30)]

function withChange(value: unknown, [key, ...rest]: Path, random: Random): unknown {
  if (key === undefined) return random.pick(WRONG)
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string | number, unknown>
  if (rest.length > 0) copy[key] = withChange(copy[key], rest, random)
  else if (random.chance(0.25) && !Array.isArray(copy)) delete copy[key]
  else copy[key] = random.pick(WRONG)
  return copy
}

interface Page {
  readonly items: readonly unknown[]
}

/** A page of the feed gone wrong; `previous` is the page before it, as it was sent. */
export function pages({ how, seed }: FaultOf<'pages'>, json: string, previous: string | undefined): string {
  const page = JSON.parse(json) as Page
  const random = new Random('pages', seed)
  const before = previous === undefined ? undefined : (JSON.parse(previous) as Page)
  switch (how) {
    case 'duplicate':
      return JSON.stringify({ ...page, items: page.items.flatMap((item) => (random.chance(0.3) ? [item, item] : [item])) })
    case 'reorder':
      return JSON.stringify({ ...page, items: random.shuffled(page.items) })
    case 'overlap':
      return JSON.stringify({ ...page, items: [...(before?.items.slice(-Math.ceil((before.items.length || 1) / 3)) ?? []), ...page.items] })
    case 'repeat':
      return previous ?? json
  }
}

/** Fields and enum values from the future, everywhere they may come. */
export function unknowns({ cardData, seed }: FaultOf<'unknown'>, json: string): string {
  const random = new Random('unknown', seed)
  const secret = cardData ? { cardNumber: '4111111111111111', cvv: '737', pan: '371449635398431' } : {}
  const page = JSON.parse(json) as { items?: { type?: string; version?: number; object?: unknown }[] }
  const changed = futureIn(page, random, secret) as typeof page
  const [first] = page.items ?? []
  // A type nobody knows takes the place of a change in the feed: it has a version like any other.
  if (first?.version !== undefined && first.type !== undefined && changed.items) changed.items.splice(0, 0, { type: 'hologram', id: 'holo_1', version: first.version, object: { shine: 3 } } as never)
  return JSON.stringify(changed)
}

/** Keys that hold open enums all over the API. */
const OPEN_KEYS: ReadonlySet<string> = new Set(['status', 'reason', 'channel', 'network'])
/** Maps by what was asked, not objects with fields: every key in them is somebody's. */
const MAP_KEYS: ReadonlySet<string> = new Set(['answers'])

function futureIn(value: unknown, random: Random, secret: object): unknown {
  if (Array.isArray(value)) return value.map((item) => futureIn(item, random, secret))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, OPEN_KEYS.has(key) && typeof inner === 'string' && random.chance(0.2) ? `future-${key}` : MAP_KEYS.has(key) ? inner : futureIn(inner, random, secret)] as const)
  return { ...Object.fromEntries(entries), futureField: { since: '2031' }, ...secret }
}
