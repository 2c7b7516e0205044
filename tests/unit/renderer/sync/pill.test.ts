import { describe, expect, it } from 'vitest'
import { needsYouCount, pillOf, syncingText, withoutRuns } from '#renderer/features/sync/model/pill.ts'
import { connectionMeaning, connectionVerb } from '#renderer/features/sync/model/connection-words.ts'
import { connectionOf } from './rows.ts'

const count = (value: number) => value.toLocaleString('en')
const pill = (...connections: Parameters<typeof connectionOf>[0][]) => pillOf(connections.map((some) => connectionOf(some)), count)

describe('the pill', () => {
  it('is not there without an issuer', () => {
    expect(pill()).toBeNull()
  })

  it.each([
    ['Up to date', { state: 'up-to-date' }, { as: 'ago', at: 1_000_000 }, null],
    ['Offline', { state: 'offline' }, { as: 'clock', at: 1_000_000 }, null],
    ['Offline', { state: 'offline', waiting: 2 }, { as: 'clock', at: 1_000_000 }, '2 waiting'],
    ['Offline', { state: 'offline', asOf: null }, null, null],
    ['3 waiting', { waiting: 3 }, null, null],
    ['Not in step', { state: 'failed' }, { as: 'clock', at: 1_000_000 }, null],
    ['Sign in again', { state: 'signed-out' }, null, null],
    ['Sign in', { state: 'signed-out', asOf: null }, null, null],
    ['Not synced yet', { state: 'never', asOf: null }, null, null],
    ['Syncing 12,000 of 90,000', { state: 'syncing', progress: { done: 12_000, total: 90_000 } }, null, null],
    ['1 needs you', { needsAttention: 1 }, null, null],
    ['2 need you', { needsAttention: 2, state: 'syncing' }, null, null],
  ] as const)('says “%s”', (text, some, time, extra) => {
    expect(pill(some)).toMatchObject({ text, time, extra })
  })

  it('puts what needs a person before what goes on by itself, and the worst connection before the others', () => {
    const order = [{ needsAttention: 1 }, { state: 'signed-out' }, { state: 'syncing' }, { state: 'failed' }, { state: 'offline' }, { waiting: 1 }, { state: 'never', asOf: null }, {}] as const
    const kinds = order.map((_, index) => pill(...order.slice(index).toReversed())?.kind)
    expect(kinds).toEqual(['needs-you', 'sign-in', 'syncing', 'failed', 'offline', 'waiting', 'never', 'up-to-date'])
  })

  it('never claims to be newer than the oldest connection it speaks of', () => {
    expect(pill({ asOf: 5_000 }, { asOf: 3_000 }, { asOf: 9_000 })?.time).toEqual({ as: 'ago', at: 3_000 })
    expect(pill({ state: 'offline', asOf: 5_000 }, { asOf: 1_000 }, { state: 'offline', asOf: 4_000 })?.time).toEqual({ as: 'clock', at: 4_000 })
  })

  it('keeps its words over a run too short to read, but not over the first', () => {
    const once = [connectionOf({ state: 'syncing' })]
    expect(pillOf(withoutRuns(once), count)?.text).toBe('Up to date')
    expect(pillOf(withoutRuns([connectionOf({ state: 'syncing', asOf: null })]), count)?.kind).toBe('syncing')
  })
})

describe('progress in words', () => {
  it('adds up what runs, and says no total that one of them does not know', () => {
    expect(syncingText([{ progress: { done: 10, total: 100 } }, { progress: { done: 5, total: 20 } }], count)).toBe('Syncing 15 of 120')
    expect(syncingText([{ progress: { done: 10, total: 100 } }, { progress: { done: 5, total: null } }], count)).toBe('Syncing 15')
    expect(syncingText([{ progress: null }], count)).toBe('Syncing…')
  })

  it('never says more of than there is', () => {
    expect(syncingText([{ progress: { done: 101, total: 100 } }], count)).toBe('Syncing 101')
    expect(syncingText([{ progress: { done: 0, total: 0 } }], count)).toBe('Syncing…')
  })
})

it('counts what needs a person over all connections', () => {
  expect(needsYouCount([connectionOf({ needsAttention: 1 }), connectionOf({ waiting: 4 }), connectionOf({ needsAttention: 2 })])).toBe(3)
})

it('offers the one thing that helps', () => {
  expect((['signed-out', 'syncing', 'offline', 'failed', 'up-to-date', 'never'] as const).map(connectionVerb)).toEqual(['sign-in', 'cancel', 'sync', 'sync', 'sync', 'sync'])
})

it('says that what is here stays, where one could think it does not', () => {
  expect(connectionMeaning(connectionOf({ state: 'offline', waiting: 1 }))).toContain('goes out by itself')
  expect(connectionMeaning(connectionOf({ state: 'signed-out' }))).toContain('stays readable')
  expect(connectionMeaning(connectionOf({ state: 'signed-out', asOf: null }))).not.toContain('stays')
  expect(connectionMeaning(connectionOf())).toBeNull()
})
