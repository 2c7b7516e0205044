/** Every input of the contract has an end: in length, in depth, in what it may be called. The bounds of messages are held against it. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bridgeCalls } from '#shared/rpc/bridge.ts'
import { callsWithLargerMessages, largestMessage, MESSAGE_BOUNDS, misfitOf } from '#shared/rpc/bounds.ts'
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { boundsOf, longestMatch } from '#tests/support/schema-bounds.ts'

const CALLS = Object.entries(contract).flatMap(([feature, definitions]) =>
  Object.entries(definitions as Record<string, CallDefinition>).map(([name, { input }]) => [`${feature}.${name}`, input] as const),
)
const BRIDGE = Object.entries(bridgeCalls).map(([name, { input }]) => [name, input] as const)

/** The message around an input: `{ t: 'call', id, name, input }`. */
const envelope = (name: string) => 8 + 2 * 't'.length + 8 + 2 * 'call'.length + 2 * 'id'.length + 8 + 2 * 'name'.length + 8 + 2 * name.length + 2 * 'input'.length

describe('the input of every call', () => {
  it.each([...CALLS, ...BRIDGE])('%s names each of its keys and has an end', (_name, input) => {
    expect(boundsOf(input).open).toEqual([])
  })

  it.each(CALLS)('%s fits into its message, however large it is', (name, input) => {
    const { bytes, depth, items } = boundsOf(input)
    expect(bytes + envelope(name)).toBeLessThanOrEqual(largestMessage(name))
    expect(depth + 1).toBeLessThanOrEqual(MESSAGE_BOUNDS.depth)
    expect(items).toBeLessThanOrEqual(MESSAGE_BOUNDS.items)
  })

  it('is given a larger message only where it needs one, and no more than twice of that', () => {
    const inputs = new Map<string, z.ZodType>(CALLS)
    for (const name of callsWithLargerMessages()) {
      const input = inputs.get(name)
      const needs = (input === undefined ? 0 : boundsOf(input).bytes) + envelope(name)
      expect(needs, name).toBeGreaterThan(MESSAGE_BOUNDS.bytes)
      expect(largestMessage(name), name).toBeLessThanOrEqual(2 * needs)
    }
  })
})

describe('what is read from a schema', () => {
  it.each([
    ['a string', z.strictObject({ a: z.string() }), 'a: string without end'],
    ['a pattern that repeats', z.strictObject({ a: z.string().regex(/^a+$/) }), 'a: string without end'],
    ['a list', z.strictObject({ a: z.array(z.number()) }), 'a: list without end'],
    ['an object with more keys', z.strictObject({ a: z.object({}) }), 'a: takes keys that nobody named'],
    ['a loose object', z.looseObject({}), ': takes keys that nobody named'],
    ['a record', z.strictObject({ a: z.record(z.string(), z.number()) }), 'a: record'],
    ['anything', z.strictObject({ a: z.array(z.unknown()).max(3) }), 'a.[]: unknown'],
    ['an option of several', z.union([z.strictObject({}), z.strictObject({ a: z.string().nullable() })]), 'a: string without end'],
  ])('finds %s without end', (_what, schema, found) => {
    expect(boundsOf(schema).open).toEqual([found])
  })

  it('counts as the messages are counted', () => {
    const schema = z.strictObject({ ids: z.array(z.number()).max(3), name: z.string().max(5).nullable(), on: z.boolean(), kind: z.enum(['a', 'bcd']) })
    const largest = { ids: [1, 2, 3], name: 'abcde', on: true, kind: 'bcd' }
    const { bytes } = boundsOf(schema)
    expect(misfitOf(largest, bytes)).toBeUndefined()
    expect(misfitOf(largest, bytes - 1)).toBe('too-large')
  })

  it('knows how long a pattern can be', () => {
    expect([/^\d{4}-\d{2}-\d{2}$/, /^[A-Z]{3}$/, /^\+[1-9]\d{6,14}$/, /^\d{4,5}$/, /^ab?$/].map(({ source }) => longestMatch(source))).toEqual([10, 3, 16, 5, 2])
    expect([/\d{4}/, /^\d*$/, /^a+$/, /^(a|b){2}$/, /^\d{2,}$/].map(({ source }) => longestMatch(source))).toEqual([Infinity, Infinity, Infinity, Infinity, Infinity])
  })
})
