import { expect, test } from 'vitest'
import { throttled } from '#engine/sync/timing.ts'
import { ManualTime } from '#tests/support/manual-time.ts'

test('the first call passes at once, those after it together when the time is over, and the last is never lost', async () => {
  const time = new ManualTime(0)
  const at: number[] = []
  const call = throttled(() => void at.push(time.now()), 250, time.setTimer)
  call()
  call()
  await time.pass(100)
  call()
  await time.pass(149)
  expect(at).toEqual([0])
  await time.pass(1)
  expect(at).toEqual([0, 250])
  await time.pass(1_000)
  expect(at).toEqual([0, 250])
  call()
  call()
  call.stop()
  await time.pass(1_000)
  expect(at).toEqual([0, 250, 1_250])
  expect(time.timers).toBe(0)
})
