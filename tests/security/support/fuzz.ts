/**
 * Fuzzed messages: valid ones of every call, bent in one or two places. A recipe is plain data, so that the same one can be carried out in a
 * test's process and inside a page.
 */
import { contract } from '#shared/rpc/contract/index.ts'
import { VALID_INPUTS } from '#tests/support/call-inputs.ts'

export const CALLS = Object.entries(contract).flatMap(([feature, definitions]) => Object.keys(definitions).map((name) => `${feature}.${name}`))

/** What stands in the place that is bent. The oddities of structured clone are among them. */
export const ODDITIES = [
  'map', 'set', 'date-nan', 'bigint', 'regexp', 'buffer', 'bytes', 'detached', 'sparse', 'named-list', 'error', 'cyclic', 'proto-key', 'boxed', 'getter', 'null-prototype', 'function', 'symbol',
  'undefined', 'null', 'nan', 'infinity', 'unsafe-number', 'half', 'minus-one', 'zero', 'text-5k', 'text-70k', 'lone-surrogate', 'nul', 'deep', 'wide-list', 'wide-object', 'object', 'list', 'text', 'true', 'drop', 'extra-key',
] as const
export type Oddity = (typeof ODDITIES)[number] | 'text-50m'

/** What a schema may well take: so that handlers are reached with bent messages too. */
const MILD = ['zero', 'minus-one', 'half', 'text', 'true', 'null', 'undefined', 'lone-surrogate', 'nul', 'object'] as const satisfies readonly Oddity[]

export interface Edit {
  readonly path: readonly (string | number)[]
  readonly odd: Oddity
}

export interface Recipe {
  /** `{ t, id, name, input }`. */
  readonly message: Readonly<Record<string, unknown>>
  readonly edits: readonly Edit[]
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One in `hugeEvery` holds a text of 50 million characters. */
export function recipes(count: number, seed: number, hugeEvery: number): readonly Recipe[] {
  const random = randomFrom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const nameFor = (name: string) => {
    const roll = random()
    if (roll < 0.05) return pick(['__proto__', 'constructor', 'cards.__proto__', 'toString', '', '.', name.toUpperCase(), `${name} `, `${name}.x`, 'x'.repeat(5_000), 'sql.run'])
    return roll < 0.15 ? pick(CALLS) : name
  }
  return Array.from({ length: count }, (_, index): Recipe => {
    const name = pick(CALLS)
    const message = random() < 0.03 ? { t: 'cancel', id: index } : { t: 'call', id: index, name: nameFor(name), input: structuredClone(VALID_INPUTS[name]) }
    if (index % hugeEvery === hugeEvery - 1) return { message, edits: [{ path: ['input'], odd: 'text-50m' }] }
    const everywhere = pathsOf(message)
    const inside = everywhere.filter(([first]) => first === 'input')
    const edit = () => ({ path: pick(inside.length > 0 && random() < 0.9 ? inside : everywhere), odd: random() < 0.4 ? pick(MILD) : pick(ODDITIES) })
    return { message, edits: Array.from({ length: random() < 0.8 ? 1 : 2 }, edit) }
  })
}

function pathsOf(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...members.flatMap(([key, member]) => pathsOf(member, [...path, key]))]
}

/** Carries a recipe out. Self-contained: it is also sent into the page, where nothing of this module exists. */
export function build({ message, edits }: Recipe): unknown {
  const odd = (kind: string, old: unknown): unknown => {
    const cyclic: Record<string, unknown> = {}
    cyclic['self'] = cyclic
    const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) })
    const detached = () => {
      const buffer = new ArrayBuffer(8)
      structuredClone(buffer, { transfer: [buffer] })
      return buffer
    }
    const makers: Readonly<Record<string, () => unknown>> = {
      map: () => new Map([['a', 1]]), set: () => new Set([1]), 'date-nan': () => new Date(Number.NaN), bigint: () => 10n ** 30n, regexp: () => /a+/g,
      buffer: () => new ArrayBuffer(16), bytes: () => new Uint8Array(4), detached, sparse: () => Object.assign([], { length: 4_000_000_000 }), 'named-list': () => Object.assign([1], { extra: 2 }),
      error: () => new RangeError('x'), cyclic: () => cyclic, 'proto-key': () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown, boxed: () => Object('x') as unknown,
      getter: () => Object.defineProperty({}, 'a', { enumerable: true, get: () => old }), 'null-prototype': () => Object.assign(Object.create(null) as object, { a: 1 }), function: () => () => 1, symbol: () => Symbol('x'),
      undefined: () => undefined, null: () => null, nan: () => Number.NaN, infinity: () => -Infinity, 'unsafe-number': () => 2 ** 53, half: () => 0.5, 'minus-one': () => -1, zero: () => 0,
      'text-5k': () => 'x'.repeat(5_000), 'text-70k': () => 'x'.repeat(70_000), 'text-50m': () => 'x'.repeat(50_000_000), 'lone-surrogate': () => '\ud800', nul: () => 'a\0b', deep: () => nested(40),
      'wide-list': () => Array.from({ length: 20_000 }, () => 1), 'wide-object': () => Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index])), object: () => ({}), list: () => [], text: () => 'x', true: () => true,
      'extra-key': () => (typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, extra: 1 } : { extra: 1 }),
    }
    return makers[kind]?.()
  }
  const bend = (value: unknown, path: readonly (string | number)[], kind: string): unknown => {
    const [key, ...rest] = path
    if (key === undefined) return odd(kind, value)
    // What was bent before is left as it is: a list of four billion holes cannot be copied.
    if (typeof value !== 'object' || value === null || (Array.isArray(value) && value.length > 20_000)) return value
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string | number, unknown>
    if (kind === 'drop' && rest.length === 0) delete copy[key]
    else copy[key] = bend(copy[key], rest, kind)
    return copy
  }
  return edits.reduce<unknown>((bent, { path, odd: kind }) => bend(bent, path, kind), message)
}

/** Whether its sender may expect an answer. */
export function expectsAnswer(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false
  const { t, id, name } = message as Record<string, unknown>
  return t === 'call' && Number.isSafeInteger(id) && typeof name === 'string'
}
