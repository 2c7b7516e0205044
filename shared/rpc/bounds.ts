/**
 * What a message from a window may be at most, whatever it says. It is looked at before any schema is, so that nothing has to be walked,
 * copied or compared that no call needs.
 */

export const MESSAGE_BOUNDS = {
  /** Size as it lies in memory: two bytes a character of text and of a key, eight for every value. */
  bytes: 65_536,
  /** Objects and lists inside each other, the message itself counted. */
  depth: 8,
  /** Members of one list. */
  items: 10_000,
} as const

/** Calls whose contract needs a larger message, in bytes. A test holds each against the largest input that its schema takes. */
const LARGER: ReadonlyMap<string, number> = new Map([
  ['transactions.setCategory', 131_072],
  ['imports.choose', 131_072],
  ['employees.invite', 262_144],
  ['limits.preview', 262_144],
  ['limits.save', 262_144],
  ['limits.whatIf', 262_144],
  ['limits.saveTemplate', 262_144],
  ['disputes.save', 262_144],
  // A file of 10 MiB as base64.
  ['disputes.addEvidence', 28_000_000],
])

export const largestMessage = (call: string): number => LARGER.get(call) ?? MESSAGE_BOUNDS.bytes
export const callsWithLargerMessages = (): readonly string[] => [...LARGER.keys()]

/** `not-plain`: something that no JSON has (a Map, a Date, a buffer, a list with holes), or the key `__proto__`. */
export type Misfit = 'too-large' | 'too-deep' | 'too-many' | 'not-plain'

/** Why this value is no message; undefined where it can be one. Ends as soon as one bound is passed, also for a value that contains itself. */
export function misfitOf(value: unknown, bytes: number): Misfit | undefined {
  const left = { bytes }
  return walk(value, left, MESSAGE_BOUNDS.depth)
}

function walk(value: unknown, left: { bytes: number }, depth: number): Misfit | undefined {
  left.bytes -= 8 + (typeof value === 'string' ? 2 * value.length : 0)
  if (left.bytes < 0) return 'too-large'
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return undefined
    case 'object':
      if (value === null) return undefined
      if (depth === 0) return 'too-deep'
      return Array.isArray(value) ? walkList(value, left, depth - 1) : walkObject(value, left, depth - 1)
    default:
      return 'not-plain'
  }
}

function walkList(list: readonly unknown[], left: { bytes: number }, depth: number): Misfit | undefined {
  if (list.length > MESSAGE_BOUNDS.items) return 'too-many'
  // A hole, or a member that is not numbered.
  if (Object.keys(list).length !== list.length) return 'not-plain'
  for (const item of list) {
    const misfit = walk(item, left, depth)
    if (misfit) return misfit
  }
  return undefined
}

function walkObject(object: object, left: { bytes: number }, depth: number): Misfit | undefined {
  if (!isPlain(object)) return 'not-plain'
  for (const [key, value] of Object.entries(object)) {
    if (key === '__proto__') return 'not-plain'
    left.bytes -= 2 * key.length
    const misfit = walk(value, left, depth)
    if (misfit) return misfit
  }
  return undefined
}

/** Whichever realm made it: its prototype is the last one, or there is none. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
