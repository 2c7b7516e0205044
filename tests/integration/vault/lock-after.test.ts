import { expect, test } from 'vitest'
import { LOCK_MINUTES } from '#shared/domain/lock-minutes.ts'
import { memoryHost, startTestEngine, TEST_PASSPHRASE } from '#tests/support/engine.ts'

test('main hears how long the vault may stay open when it opens and when that is changed, and of nothing else', async () => {
  const told: number[] = []
  const host = { ...memoryHost('available'), lockAfter: async (minutes: number) => void told.push(minutes) }
  const first = await startTestEngine({ host })
  expect(told).toEqual([10])
  await first.call.settings.update({ density: 'compact' })
  expect(told).toEqual([10])
  for (const lockAfterMinutes of LOCK_MINUTES) await first.call.settings.update({ lockAfterMinutes })
  expect(told).toEqual([10, ...LOCK_MINUTES])
  await first.call.settings.update({ lockAfterMinutes: 2 })
  await first.engine.close()

  told.length = 0
  const { call } = await startTestEngine({ folder: first.folder, host, unlocked: false })
  await call.vault.status({})
  expect(told).toEqual([])
  await call.vault.unlock({ passphrase: TEST_PASSPHRASE })
  expect(told).toEqual([2])
})

test.each([0, 3, 61, 600, Number.NaN])('%d minutes is no choice', async (minutes) => {
  const { call } = await startTestEngine()
  await expect(call.settings.update({ lockAfterMinutes: minutes as 1 })).rejects.toMatchObject({ code: 'rpc.invalid-input' })
  expect((await call.settings.get({})).lockAfterMinutes).toBe(10)
})
