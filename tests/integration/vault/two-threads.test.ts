/** The vault's calls as the program answers them: its front, its working thread and main beside them. */
import { expect, onTestFinished, test } from 'vitest'
import { groupsOf } from '#shared/domain/recovery-key.ts'
import { TEST_BUSINESS, TEST_PASSPHRASE } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { forkEngine } from '#tests/support/forked-engine.ts'
import { temporaryFolder } from '#tests/support/store.ts'

test('presence, recovery key and a re-key that ends in a lock go from thread to thread', { timeout: 120_000 }, async () => {
  const { client, pid, stop } = forkEngine(await temporaryFolder())
  onTestFinished(stop)
  const { vault, settings, employees, audit } = client.call
  await vault.create({ passphrase: TEST_PASSPHRASE, businessName: TEST_BUSINESS })
  await employees.create({ name: 'Ada Finch' })
  await settings.update({ presenceMinutes: 0 })
  await expectAppError(vault.newRecoveryKey({}), 'presence.required')
  await expectAppError(settings.update({ lockAfterMinutes: 60 }), 'presence.required')
  await vault.confirmPresence({ passphrase: TEST_PASSPHRASE })
  const { recoveryKey, ask } = await vault.newRecoveryKey({})
  const groups = groupsOf(recoveryKey)
  expect(await vault.confirmRecoveryKey({ groups: [groups[ask[0]] ?? '', groups[ask[1]] ?? ''] })).toMatchObject({ state: 'unlocked', hasRecoveryKey: true })

  const first = pid()
  const labels: string[] = []
  // The lock may be faster than the answer.
  const answer = await vault.rekey({ passphrase: TEST_PASSPHRASE }, { onProgress: ({ label }) => void labels.push(label) }).catch((error: { code?: string }) => error.code)
  expect([{}, 'engine.unavailable']).toContainEqual(answer)
  expect(labels).toContain('Encrypting the copy')
  expect(await vault.status({})).toMatchObject({ state: 'locked', hasRecoveryKey: false })
  expect(pid()).not.toBe(first)
  await vault.unlock({ passphrase: TEST_PASSPHRASE })
  expect((await employees.list({})).map(({ name }) => name)).toEqual(['Ada Finch'])
  expect((await audit.list({ before: null, limit: 3 })).map(({ action }) => action)).toEqual(['vault.unlock', 'vault.rekey', 'vault.confirmRecoveryKey'])
})
