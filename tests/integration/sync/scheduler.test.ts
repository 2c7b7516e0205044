import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { ConnectionRunner } from '#engine/sync/connection-runner.ts'
import type { RunProgress, RunTotals } from '#engine/sync/run.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { ManualTime, settle } from '#tests/support/manual-time.ts'
import { TEST_NOW } from '#tests/support/store.ts'

const NOTHING: RunTotals = { received: 0, added: 0, updated: 0, removed: 0, sent: 0 }
const MINUTE = 60_000

/** A runner whose runs the test ends itself. */
function runner() {
  const time = new ManualTime(TEST_NOW)
  const runs: { readonly reason: string; readonly signal: AbortSignal; readonly progress: (progress: RunProgress) => void; readonly end: (result?: unknown) => Promise<void> }[] = []
  const facts = { signedIn: true, dueAt: null as number | null, sentWaiting: 0, sending: undefined as Promise<boolean> | undefined, states: 0, reports: [] as unknown[] }
  const made = new ConnectionRunner({
    now: time.now, setTimer: time.setTimer, random: () => 0.5,
    signedIn: async () => facts.signedIn,
    run: (reason, signal, progress) => new Promise((resolve, reject) => {
      const end = (result?: unknown) => {
        if (result === undefined) resolve(NOTHING)
        else reject(result)
        return settle()
      }
      signal.addEventListener('abort', () => reject(new AppError('task.cancelled', {})))
      runs.push({ reason, signal, progress, end })
    }),
    sendWaiting: async () => {
      facts.sentWaiting += 1
      return (await facts.sending) ?? true
    },
    outboxDueAt: async () => facts.dueAt,
    stateChanged: () => void (facts.states += 1),
    progressed: () => {},
    report: (error) => void facts.reports.push(error),
  })
  return { time, runs, facts, made, reasons: () => runs.map(({ reason }) => reason), last: () => runs.at(-1)! }
}

const unreachable = () => new AppError('issuer.unreachable', { reason: 'refused' })

describe('a connection', () => {
  test('is synced every five minutes, one run at a time', async () => {
    const { time, runs, made, reasons, last } = runner()
    made.request('start')
    await settle()
    for (const reason of ['focus', 'network', 'timer'] as const) made.request(reason)
    await settle()
    expect(reasons()).toEqual(['start'])
    expect(made.live).toMatchObject({ syncing: true, nextAt: null })
    await last().end()
    expect(made.live).toMatchObject({ syncing: false, error: null, nextAt: TEST_NOW + 5 * MINUTE })
    await time.pass(5 * MINUTE - 1)
    expect(runs).toHaveLength(1)
    await time.pass(1)
    expect(reasons()).toEqual(['start', 'timer'])
  })

  test('is synced when the window gets the focus, but not twice in a minute, whichever way the clock is moved', async () => {
    const { time, made, reasons, last } = runner()
    made.request('focus')
    await settle()
    await last().end()
    await time.pass(59_999)
    made.request('focus')
    await settle()
    expect(reasons()).toEqual(['focus'])
    time.wall -= 365 * 24 * 60 * MINUTE
    made.request('focus')
    await settle()
    expect(reasons()).toEqual(['focus', 'focus'])
  })

  test('that cannot be reached is tried again with waits that grow to five minutes, and at once when the network is back', async () => {
    const { time, made, runs, reasons, last } = runner()
    made.request('start')
    const waits: number[] = []
    for (let round = 0; round < 12; round += 1) {
      await settle()
      await last().end(unreachable())
      expect(made.live.error).toEqual({ code: 'issuer.unreachable', details: { reason: 'refused' } })
      const wait = (made.live.nextAt ?? 0) - time.now()
      waits.push(wait)
      await time.pass(wait)
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(waits.at(-1)).toBe(2.5 * MINUTE)
    await last().end(unreachable())
    const before = runs.length
    made.request('network')
    await settle()
    expect(reasons().slice(before)).toEqual(['network'])
    await last().end()
    expect(made.live).toMatchObject({ error: null, nextAt: time.now() + 5 * MINUTE })
  })

  test('waits at least as long as the issuer asks', async () => {
    const { time, made, last } = runner()
    made.request('start')
    await settle()
    await last().end(new AppError('issuer.throttled', { waitMs: 90_000 }))
    expect(made.live.nextAt).toBe(time.now() + 91_000)
  })

  test('that nobody is signed in to plans nothing, and starts when somebody signs in', async () => {
    const { time, made, facts, runs, reasons, last } = runner()
    facts.signedIn = false
    made.request('start')
    await time.pass(60 * MINUTE)
    expect(runs).toHaveLength(0)
    expect(time.timers).toBe(0)
    expect(made.live).toMatchObject({ syncing: false, nextAt: null })
    await expectAppError(made.join(new AbortController().signal, () => {}), 'auth.signed-out')
    facts.signedIn = true
    made.request('sign-in')
    await settle()
    expect(reasons()).toEqual(['sign-in'])
    await last().end()
    expect(made.live.nextAt).toBe(time.now() + 5 * MINUTE)
  })

  test('whose session ends in the middle plans nothing either', async () => {
    const { time, made, facts, last } = runner()
    made.request('start')
    await settle()
    facts.signedIn = false
    await last().end(new AppError('auth.signed-out', { reason: 'ended' }))
    expect(time.timers).toBe(0)
  })

  test('is looked at as soon as something in the outbox is due', async () => {
    const { time, made, facts, reasons, last } = runner()
    facts.dueAt = TEST_NOW + 7_000
    made.request('start')
    await settle()
    await last().end()
    expect(made.live.nextAt).toBe(TEST_NOW + 7_000)
    facts.dueAt = null
    await time.pass(7_000)
    expect(reasons()).toEqual(['start', 'timer'])
  })

  test('sends a change at once, also while it is taking a long feed in', async () => {
    const { made, facts, reasons, last } = runner()
    made.request('start')
    await settle()
    made.request('change')
    await settle()
    expect([facts.sentWaiting, reasons()]).toEqual([1, ['start']])
    await last().end()
    made.request('change')
    await settle()
    expect(reasons()).toEqual(['start', 'change'])
  })
})

describe('a change that is sent while a run ends', () => {
  const sentLate = async (isSent: boolean) => {
    const { made, facts, reasons, last } = runner()
    const sending = Promise.withResolvers<boolean>()
    facts.sending = sending.promise
    made.request('start')
    await settle()
    made.request('change')
    await last().end()
    expect(reasons()).toEqual(['start'])
    sending.resolve(isSent)
    await settle()
    return reasons()
  }

  test('is followed by another run, which takes in what it brought', async () => {
    expect(await sentLate(true)).toEqual(['start', 'change'])
  })

  test('is tried again when it is due, where it did not get through', async () => {
    expect(await sentLate(false)).toEqual(['start'])
  })
})

describe('a run by hand', () => {
  test('joins the one under way and is told of its progress', async () => {
    const { made, runs, last } = runner()
    made.request('timer')
    await settle()
    last().progress({ done: 5, total: 10 })
    const seen: RunProgress[] = []
    const result = made.join(new AbortController().signal, (progress) => void seen.push(progress))
    last().progress({ done: 10, total: 10 })
    await last().end()
    expect(await result).toEqual(NOTHING)
    expect(seen).toEqual([{ done: 5, total: 10 }, { done: 10, total: 10 }])
    expect(runs).toHaveLength(1)
  })

  test('can be cancelled, which is no failure', async () => {
    const { time, made, last } = runner()
    const controller = new AbortController()
    const result = made.join(controller.signal, () => {})
    await settle()
    controller.abort()
    await expectAppError(result, 'task.cancelled')
    expect(last().signal.aborted).toBe(true)
    expect(made.live).toMatchObject({ syncing: false, error: null, nextAt: time.now() + 5 * MINUTE })
  })

  test('fails with what went wrong', async () => {
    const { made, last } = runner()
    const result = made.join(new AbortController().signal, () => {})
    await settle()
    await Promise.all([expect(result).rejects.toMatchObject({ code: 'issuer.unreachable' }), last().end(unreachable())])
  })
})

test('stopping ends the run, waits for it, and starts nothing any more', async () => {
  const { time, made, runs, last } = runner()
  made.request('start')
  await settle()
  await made.stop()
  expect(last().signal.aborted).toBe(true)
  made.request('network')
  await time.pass(60 * MINUTE)
  expect(runs).toHaveLength(1)
  expect(time.timers).toBe(0)
})

test('what nobody expected is reported, and kept without its text', async () => {
  const { made, facts, last } = runner()
  made.request('start')
  await settle()
  const secret = new Error('secret text')
  await last().end(secret)
  expect(facts.reports).toEqual([secret])
  expect(JSON.stringify(made.live)).not.toContain('secret')
})
