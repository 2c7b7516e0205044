import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { idleMs, judge, SLEPT_MS } from '#main/locking/idle.ts'
import { IdleWatch } from '#main/locking/idle-watch.ts'
import { createLocker, type Lock } from '#main/locking/locker.ts'
import { pageToReturnTo } from '#main/windows/return-page.ts'

const MINUTE = 60_000

describe('how long nobody was there', () => {
  test.each([
    ['somebody works in another app', { windowIdleMs: 20 * MINUTE, systemIdleMs: 3_000, systemProvenMs: 0 }, 3_000],
    ['a system that always answers zero is not believed', { windowIdleMs: 20 * MINUTE, systemIdleMs: 0, systemProvenMs: null }, 20 * MINUTE],
    ['nor one that stopped counting', { windowIdleMs: 20 * MINUTE, systemIdleMs: 0, systemProvenMs: 6 * MINUTE }, 20 * MINUTE],
    ['a system that just counted may say zero', { windowIdleMs: 20 * MINUTE, systemIdleMs: 0, systemProvenMs: 2_000 }, 0],
    ['a system without an answer', { windowIdleMs: 5_000, systemIdleMs: null, systemProvenMs: null }, 5_000],
    ['input in the window is somebody', { windowIdleMs: 100, systemIdleMs: 9 * MINUTE, systemProvenMs: 0 }, 100],
  ])('%s', (_what, presence, expected) => {
    expect(idleMs(presence)).toBe(expected)
  })

  test('never is longer than the window was left alone, and locks exactly when it reaches the limit', () => {
    const ms = fc.integer({ min: 0, max: 2 * 60 * MINUTE })
    fc.assert(
      fc.property(ms, fc.option(ms), fc.option(ms), fc.constantFrom(1, 2, 5, 10, 15, 30, 60), (windowIdleMs, systemIdleMs, systemProvenMs, minutes) => {
        const presence = { windowIdleMs, systemIdleMs, systemProvenMs }
        const idle = idleMs(presence)
        expect(idle).toBeLessThanOrEqual(windowIdleMs)
        const verdict = judge({ presence, limitMs: minutes * MINUTE, sinceLookMs: 2_000 })
        expect('lock' in verdict).toBe(idle >= minutes * MINUTE)
        if ('lookAgainMs' in verdict) expect(verdict.lookAgainMs).toBeLessThanOrEqual(2_000)
      }),
    )
  })

  test('a look that comes a minute late means that the machine slept', () => {
    const presence = { windowIdleMs: 10, systemIdleMs: 10, systemProvenMs: 0 }
    expect(judge({ presence, limitMs: 60 * MINUTE, sinceLookMs: SLEPT_MS + 1 })).toEqual({ lock: 'slept' })
    expect(judge({ presence, limitMs: 60 * MINUTE, sinceLookMs: SLEPT_MS })).not.toHaveProperty('lock')
  })
})

interface Machine {
  now: number
  /** Whole seconds, as the system answers. */
  systemIdle: () => number
  screenLocked: boolean
  readonly locks: { readonly reason: string; readonly at: number }[]
}

/** A watch over a machine whose time passes by hand. */
function watchedMachine(systemIdle: () => number): { readonly machine: Machine; readonly watch: IdleWatch; pass(ms: number): void } {
  vi.useFakeTimers()
  const machine: Machine = { now: 1_000, systemIdle, screenLocked: false, locks: [] }
  const watch = new IdleWatch({
    now: () => machine.now,
    systemIdleSeconds: () => machine.systemIdle(),
    isScreenLocked: () => machine.screenLocked,
    lock: (reason) => void machine.locks.push({ reason, at: machine.now }),
  })
  return {
    machine,
    watch,
    pass(ms) {
      for (let left = ms; left > 0; left -= 50) {
        machine.now += 50
        vi.advanceTimersByTime(50)
      }
    },
  }
}

describe('the watch', () => {
  test.each([1, 2, 5, 10, 15, 30, 60])('locks once within two seconds of %i minutes, on a machine that cannot count', (minutes) => {
    const { machine, watch, pass } = watchedMachine(() => 0)
    watch.start(minutes * MINUTE)
    pass(7_300)
    watch.input()
    const left = machine.now
    pass(minutes * MINUTE + 10_000)
    expect(machine.locks).toHaveLength(1)
    expect(machine.locks[0]?.reason).toBe('idle')
    expect((machine.locks[0]?.at ?? 0) - left - minutes * MINUTE).toBeGreaterThanOrEqual(0)
    expect((machine.locks[0]?.at ?? 0) - left - minutes * MINUTE).toBeLessThan(2_000)
  })

  test('stays open while somebody works elsewhere on a machine that counts, and locks when they leave', () => {
    const { machine, watch, pass } = watchedMachine(() => Math.floor(elsewhere() / 1_000))
    const touched = { at: machine.now }
    const elsewhere = () => machine.now - touched.at
    watch.start(5 * MINUTE)
    for (let minute = 0; minute < 20; minute += 1) {
      pass(MINUTE)
      touched.at = machine.now
    }
    expect(machine.locks).toEqual([])
    pass(5 * MINUTE + 3_000)
    expect(machine.locks.map(({ reason }) => reason)).toEqual(['idle'])
    expect((machine.locks[0]?.at ?? 0) - touched.at).toBeLessThan(5 * MINUTE + 2_000)
  })

  test('locks after sleep, however long the limit, and where a locked screen is only seen by asking', () => {
    const asleep = watchedMachine(() => 0)
    asleep.watch.start(60 * MINUTE)
    asleep.pass(3_000)
    asleep.machine.now += 5 * MINUTE
    asleep.pass(2_100)
    expect(asleep.machine.locks.map(({ reason }) => reason)).toEqual(['slept'])

    const seen = watchedMachine(() => 0)
    seen.watch.start(60 * MINUTE)
    seen.machine.screenLocked = true
    seen.pass(2_100)
    expect(seen.machine.locks.map(({ reason }) => reason)).toEqual(['screen'])
  })

  test('a shorter time that is chosen holds from then on, and after the stop nothing locks', () => {
    const { machine, watch, pass } = watchedMachine(() => 0)
    watch.start(60 * MINUTE)
    pass(3 * MINUTE)
    watch.start(MINUTE)
    pass(58_000)
    expect(machine.locks).toEqual([])
    pass(4_000)
    expect(machine.locks).toHaveLength(1)
    watch.start(MINUTE)
    watch.stop()
    pass(3 * MINUTE)
    expect(machine.locks).toHaveLength(1)
  })
})

function lockThatEnds(ends: (() => void)[]): Lock {
  const done = new Promise<void>((resolve) => void ends.push(resolve))
  return { gone: done, done }
}

describe('the locker', () => {
  function aLocker() {
    const clock = { now: 0 }
    const ends: (() => void)[] = []
    const watch = { start: vi.fn<(limitMs: number) => void>(), stop: vi.fn<() => void>() }
    const locker = createLocker({ lockEverything: () => lockThatEnds(ends), watch, now: () => clock.now, log: () => {} })
    return { clock, ends, watch, locker }
  }

  test('several signals of one lock are one lock, so that the second does not fall into the next unlocking', async () => {
    const { clock, ends, locker } = aLocker()
    const first = locker.lock('screen')
    expect(locker.lock('sleep')).toBe(first)
    ends[0]?.()
    await first
    clock.now += 1_500
    await locker.lock('screen')
    expect(ends).toHaveLength(1)
    clock.now += 60_000
    void locker.lock('screen')
    expect(ends).toHaveLength(2)
  })

  test('an open vault always locks, however soon after the last lock', async () => {
    const { ends, watch, locker } = aLocker()
    const first = locker.lock('hand')
    // The engine that is being ended has no say any more.
    locker.lockAfter(5_000)
    expect(watch.start).not.toHaveBeenCalled()
    ends[0]?.()
    await first
    locker.lockAfter(5_000)
    expect(watch.start).toHaveBeenCalledWith(5_000)
    void locker.lock('screen')
    expect(ends).toHaveLength(2)
  })
})

describe('the page to come back to', () => {
  test.each([
    ['app://cardkeep/#/transactions?f=%7B%22text%22%3A%22shell%22%7D&id=7', 'app://cardkeep/#/transactions'],
    ['app://cardkeep/#/person?id=12', 'app://cardkeep/#/person'],
    ['app://cardkeep/#/', 'app://cardkeep/'],
    ['app://cardkeep/', 'app://cardkeep/'],
    ['app://cardkeep/#/Mara Finch', 'app://cardkeep/'],
    ['app://cardkeep/#/cards/4111', 'app://cardkeep/'],
    ['app://cardkeep.evil/#/transactions', 'app://cardkeep/'],
    ['data:text/html,#/transactions', 'app://cardkeep/'],
    ['', 'app://cardkeep/'],
  ])('%s', (address, page) => {
    expect(pageToReturnTo(address)).toBe(page)
  })
})
