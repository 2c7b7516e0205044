/** What a schema can let through at most, read from the schema itself: the contract's tests hold the bounds of messages against it. */
import { z } from 'zod'

export interface SchemaBounds {
  /** Size of the largest value, counted as shared/rpc/bounds.ts counts. */
  readonly bytes: number
  /** Objects and lists inside each other. */
  readonly depth: number
  /** Members of its longest list. */
  readonly items: number
  /** Where it has no end or takes what nobody named: "cards.[].name: string without end". */
  readonly open: readonly string[]
}

const VALUE = 8
const scalar = (bytes = VALUE): SchemaBounds => ({ bytes, depth: 0, items: 0, open: [] })
const textBytes = (length: number) => VALUE + 2 * length

export function boundsOf(schema: z.ZodType | z.core.$ZodType, path = ''): SchemaBounds {
  const { def } = schema._zod
  const at = schema as unknown
  if (at instanceof z.ZodObject) return ofObject(at, path)
  if (at instanceof z.ZodArray) return ofArray(at, path)
  if (at instanceof z.ZodString) return ofString(at, path)
  if (at instanceof z.ZodUnion) return widest(at.options.map((option) => boundsOf(option, path)))
  if (at instanceof z.ZodNullable || at instanceof z.ZodOptional) return boundsOf(at.unwrap(), path)
  if (at instanceof z.ZodEnum) return scalar(Math.max(...at.options.map((option) => textBytes(String(option).length))))
  if (at instanceof z.ZodLiteral) return scalar(Math.max(...[...at.values].map((value) => textBytes(String(value).length))))
  if (at instanceof z.ZodNumber || at instanceof z.ZodBoolean || at instanceof z.ZodNull) return scalar()
  return { ...scalar(), open: [`${path}: ${def.type}`] }
}

function ofObject(schema: z.ZodObject, path: string): SchemaBounds {
  const members = Object.entries(schema.shape).map(([key, member]) => ({ key, bounds: boundsOf(member, path ? `${path}.${key}` : key) }))
  const isStrict = schema.def.catchall?._zod.def.type === 'never'
  return {
    bytes: VALUE + members.reduce((sum, { key, bounds }) => sum + 2 * key.length + bounds.bytes, 0),
    depth: 1 + Math.max(0, ...members.map(({ bounds }) => bounds.depth)),
    items: Math.max(0, ...members.map(({ bounds }) => bounds.items)),
    open: [...(isStrict ? [] : [`${path}: takes keys that nobody named`]), ...members.flatMap(({ bounds }) => bounds.open)],
  }
}

function ofArray(schema: z.ZodArray, path: string): SchemaBounds {
  const element = boundsOf(schema.element, `${path}.[]`)
  const most = shortestMaximum(schema)
  return {
    bytes: VALUE + most * element.bytes,
    depth: 1 + element.depth,
    items: Math.max(most, element.items),
    open: [...(Number.isFinite(most) ? [] : [`${path}: list without end`]), ...element.open],
  }
}

function ofString(schema: z.ZodString, path: string): SchemaBounds {
  const longest = Math.min(shortestMaximum(schema), ...checksOf(schema).flatMap((check) => ('pattern' in check && check.pattern instanceof RegExp ? [longestMatch(check.pattern.source)] : [])))
  return { ...scalar(textBytes(longest)), open: Number.isFinite(longest) ? [] : [`${path}: string without end`] }
}

const checksOf = (schema: z.ZodType): readonly object[] => (schema.def.checks ?? []).map((check) => check._zod.def)

function shortestMaximum(schema: z.ZodType): number {
  return Math.min(Infinity, ...checksOf(schema).flatMap((check) => ('maximum' in check && typeof check.maximum === 'number' ? [check.maximum] : [])))
}

function widest(options: readonly SchemaBounds[]): SchemaBounds {
  return {
    bytes: Math.max(...options.map(({ bytes }) => bytes)),
    depth: Math.max(...options.map(({ depth }) => depth)),
    items: Math.max(...options.map(({ items }) => items)),
    open: options.flatMap(({ open }) => open),
  }
}

/** Characters of the longest text that a pattern from `^` to `$` takes; without end for anything but characters and classes with a count. */
export function longestMatch(source: string): number {
  if (!source.startsWith('^') || !source.endsWith('$')) return Infinity
  const parts = /(\\?[^[\]{}()*+?|\\]|\\[\\.+*?()[\]{}|^$-]|\[(?:\\.|[^\]\\])*\])(?:\{(\d+)(?:,(\d+))?\}|(\?))?/gy
  const body = source.slice(1, -1)
  let length = 0
  while (parts.lastIndex < body.length) {
    const match = parts.exec(body)
    if (!match) return Infinity
    length += Number(match[3] ?? match[2] ?? 1)
  }
  return length
}
