/** A new key on a copy: what it leaves, and that a stop at any point leaves the old vault or the new one, whole. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AppError } from '#shared/rpc/errors.ts'
import { groupsOf } from '#shared/domain/recovery-key.ts'
import { memoryHost, startTestEngine, TEST_PASSPHRASE, type TestEngine } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'

async function withEveryWay({ call }: TestEngine): Promise<string> {
  await call.vault.setPin({ pin: '493817' })
  const { recoveryKey, ask } = await call.vault.newRecoveryKey({})
  const groups = groupsOf(recoveryKey)
  await call.vault.confirmRecoveryKey({ groups: [groups[ask[0]] ?? '', groups[ask[1]] ?? ''] })
  return recoveryKey
}

const names = (folder: string) => readdirSync(folder).filter((name) => name !== 'copies').toSorted()

test('gives the same books under another key; PIN and recovery key are gone, the passphrase stays', async () => {
  const items = new Map<string, string>()
  const locks: string[] = []
  const host = { ...memoryHost('available', items), lockNow: async () => void locks.push('now') }
  const first = await startTestEngine({ host })
  const recoveryKey = await withEveryWay(first)
  await first.call.employees.create({ name: 'Ada Finch' })
  const envelope = readFileSync(join(first.folder, 'vault.json'), 'utf8')
  const page = readFileSync(join(first.folder, 'cardkeep.db')).subarray(0, 4_096)
  const steps: number[] = []
  await first.call.vault.rekey({ passphrase: TEST_PASSPHRASE }, { onProgress: ({ done, total }) => void steps.push(done, total ?? -1) })
  expect(steps).toEqual([0, 4, 1, 4, 2, 4, 3, 4, 4, 4])
  expect(locks).toEqual(['now'])
  await expectAppError(first.call.employees.create({ name: 'Too Late' }), 'vault.locked')
  await expectAppError(first.call.employees.list({}), 'vault.locked')
  await first.engine.close()

  const second = await startTestEngine({ folder: first.folder, host, unlocked: false })
  expect(await second.call.vault.status({})).toMatchObject({ state: 'locked', pin: 'none', hasRecoveryKey: false, keychain: 'available' })
  await expectAppError(second.call.vault.recover({ recoveryKey, newPassphrase: TEST_PASSPHRASE }), 'vault.no-recovery-key')
  await second.call.vault.unlock({ passphrase: TEST_PASSPHRASE })
  expect((await second.call.employees.list({})).map(({ name }) => name)).toEqual(['Ada Finch'])
  expect(await second.call.audit.verify({})).toMatchObject({ brokenAt: null })
  expect((await second.call.audit.list({ before: null, limit: 20 })).map(({ action }) => action)).toEqual(['vault.unlock', 'vault.rekey', 'employees.create', 'vault.confirmRecoveryKey', 'vault.setPin', 'vault.create'])
  await second.engine.close()
  expect(names(first.folder)).toEqual(['attempts.json', 'cardkeep.db', 'vault.json', 'vault.json.bak'])
  expect(statSync(join(first.folder, 'cardkeep.db')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(first.folder, 'cardkeep.db')).subarray(0, 4_096).equals(page)).toBe(false)

  // The control: the envelope of before opens the old key, and that is not the key of these books.
  for (const name of ['vault.json', 'vault.json.bak']) writeFileSync(join(first.folder, name), envelope)
  const third = await startTestEngine({ folder: first.folder, host, unlocked: false })
  await expectAppError(third.call.vault.unlock({ passphrase: TEST_PASSPHRASE }), 'db.damaged')
})

test('a wrong passphrase changes nothing, is counted and stands in the trail', async () => {
  const { call, folder } = await startTestEngine()
  const before = names(folder)
  await expectAppError(call.vault.rekey({ passphrase: 'another long passphrase' }), 'vault.wrong-passphrase', { failedAttempts: 1 })
  expect(names(folder)).toEqual(before)
  await call.settings.update({ density: 'compact' })
  expect((await call.audit.list({ before: null, limit: 1 }))[0]?.action).toBe('settings.update')
  expect((await call.audit.list({ before: null, limit: 3 })).map(({ action }) => action)).toContain('vault.proofRefused')
})

test('what is written while it runs is refused or in the new books, never taken and lost', async () => {
  const host = memoryHost('available')
  const first = await startTestEngine({ host })
  const rekeyed = first.call.vault.rekey({ passphrase: TEST_PASSPHRASE })
  const taken: string[] = []
  for (let n = 0; n < 40; n++) {
    const name = `Person ${n}`
    await first.call.employees.create({ name }).then(() => void taken.push(name), (error: AppError) => expect(error.code).toBe('vault.locked'))
  }
  await rekeyed
  await expectAppError(first.call.employees.create({ name: 'After' }), 'vault.locked')
  await first.engine.close()
  const second = await startTestEngine({ folder: first.folder, host, unlocked: false })
  await second.call.vault.unlock({ passphrase: TEST_PASSPHRASE })
  expect((await second.call.employees.list({})).map(({ name }) => name).toSorted()).toEqual(taken.toSorted())
})

test('a disk that refuses the copy leaves the vault open and as it was', async () => {
  const { call, folder } = await startTestEngine()
  // Where the copy is to be there is a folder that nobody can put a file in the place of.
  const inTheWay = join(folder, 'cardkeep.db.rekeyed')
  mkdirSync(join(inTheWay, 'full'), { recursive: true })
  await expect(call.vault.rekey({ passphrase: TEST_PASSPHRASE })).rejects.toMatchObject({ code: expect.stringMatching(/^(db|engine)\./) as string })
  expect(existsSync(join(folder, 'rekey.json'))).toBe(false)
  rmSync(inTheWay, { recursive: true })
  await call.employees.create({ name: 'Ada Finch' })
  await call.vault.rekey({ passphrase: TEST_PASSPHRASE })
  expect(existsSync(join(folder, 'rekey.json'))).toBe(true)
})

test('a commit record that a failing disk has spoilt is set aside with the copy, and the old vault opens', async () => {
  const host = memoryHost('available')
  const { engine, folder } = await startTestEngine({ host })
  await engine.close()
  for (const name of ['rekey.json', 'cardkeep.db.rekeyed']) writeFileSync(join(folder, name), 'rubbish')
  for (let start = 0; start < 2; start++) {
    const next = await startTestEngine({ folder, host, unlocked: false })
    expect(await next.call.vault.unlock({ passphrase: TEST_PASSPHRASE })).toMatchObject({ state: 'unlocked' })
    await next.engine.close()
    expect(names(folder).filter((name) => name.includes('rekey'))).toEqual(['cardkeep.db.rekeyed.damaged', 'rekey.json.damaged'])
  }
})
