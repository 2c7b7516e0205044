/** The backup in one file: it opens on another computer, and what happened to it on its way is noticed. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBundleHead, unpackBundle, writeBundle } from '#engine/backups/bundle.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { grantFile, memoryHost, startTestEngine, TEST_BUSINESS, TEST_PASSPHRASE, type TestEngine } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const NEXT_PASSPHRASE = 'eleven slow barges under fog'
const facts = { madeAt: TEST_NOW, businessName: TEST_BUSINESS, envelope: '{"check":"x"}' }
const named = (path: string) => ({ path, name: 'books.cardkeep' })

async function written(bytes = randomBytes(3_000_000)) {
  const folder = await temporaryFolder()
  const database = join(folder, 'database')
  const target = named(join(folder, 'books.cardkeep'))
  await writeFile(database, bytes)
  await writeBundle({ ...facts, database, target })
  return { folder, target, bytes }
}

describe('the file', () => {
  test('gives back what went in, is its owner’s alone, and leaves nothing beside it', async () => {
    const { folder, target, bytes } = await written()
    expect((await stat(target.path)).mode & 0o777).toBe(0o600)
    expect((await readdir(folder)).toSorted()).toEqual(['books.cardkeep', 'database'])
    expect(await readBundleHead(target)).toMatchObject({ ...facts, bytes: bytes.length })
    await unpackBundle(target, join(folder, 'out'))
    expect((await readFile(join(folder, 'out'))).equals(bytes)).toBe(true)
  })

  test('cut off anywhere, or with one bit of its database changed, is refused', async () => {
    const { folder, target, bytes } = await written(randomBytes(10_000))
    const whole = await readFile(target.path)
    const start = whole.length - bytes.length
    for (const length of [0, 5, 17, 18, 40, start - 1, start, start + 1, start + 5_000, whole.length - 1]) {
      await writeFile(target.path, whole.subarray(0, length))
      const error: unknown = await unpackBundle(target, join(folder, `out-${length}`)).catch((failure: unknown) => failure)
      expect(error, String(length)).toMatchObject({ code: 'backup.unreadable', details: { reason: length < 18 ? 'not-a-backup' : 'cut-off' } })
    }
    const changed = Buffer.from(whole)
    changed[start + 4_321] = (changed[start + 4_321] ?? 0) ^ 4
    await writeFile(target.path, changed)
    await expectAppError(unpackBundle(target, join(folder, 'flipped')), 'backup.unreadable', { reason: 'cut-off' })
    await writeFile(target.path, Buffer.concat([whole, Buffer.from('more')]))
    await expectAppError(unpackBundle(target, join(folder, 'longer')), 'backup.unreadable', { reason: 'cut-off' })
    await writeFile(target.path, `cardkeep backup 2\n${whole.subarray(18).toString('latin1')}`, 'latin1')
    await expectAppError(readBundleHead(target), 'backup.unreadable', { reason: 'newer' })
    await writeFile(target.path, 'Date,Amount\n')
    await expectAppError(readBundleHead(target), 'backup.unreadable', { reason: 'not-a-backup' })
  })

  test('is not there, and what was there stays, where it cannot be written', async () => {
    const { folder, target } = await written(randomBytes(10_000))
    const before = await readFile(target.path)
    const signal = AbortSignal.abort()
    await expectAppError(writeBundle({ ...facts, database: join(folder, 'database'), target, signal }), 'task.cancelled')
    expect((await readFile(target.path)).equals(before)).toBe(true)
    await expectAppError(writeBundle({ ...facts, database: join(folder, 'database'), target: named(join(folder, 'no', 'folder')) }), 'file.not-writable')
    expect((await readdir(folder)).toSorted()).toEqual(['books.cardkeep', 'database'])
  })
})

async function exported({ engine, call }: TestEngine): Promise<string> {
  const path = join(await temporaryFolder(), 'books.cardkeep')
  await call.backups.export({ passphrase: TEST_PASSPHRASE, target: grantFile(engine, path, 'write') })
  return path
}

describe('on another computer', () => {
  test('the passphrase opens it: the same books under a vault of this computer’s own, and nobody is signed in', async () => {
    const first = await startTestEngine()
    await first.call.drafts.keep({ key: 'note:1', address: '/', value: 'Paint' })
    await expectAppError(first.call.backups.export({ passphrase: 'not the passphrase at all', target: grantFile(first.engine, '/nowhere', 'write') }), 'vault.wrong-passphrase')
    const path = await exported(first)
    expect((await readFile(path)).includes('Paint')).toBe(false)

    const items = new Map<string, string>()
    const second = await startTestEngine({ unlocked: false, host: memoryHost('available', items) })
    const file = grantFile(second.engine, path)
    expect(await second.call.rescue.inspect({ file })).toMatchObject({ businessName: TEST_BUSINESS, madeAt: TEST_NOW })
    await expectAppError(second.call.rescue.fromFile({ file, with: { passphrase: 'not the passphrase at all' } }), 'vault.wrong-passphrase')
    expect(existsSync(databaseFile(second.folder))).toBe(false)
    expect(await second.call.rescue.fromFile({ file, with: { passphrase: TEST_PASSPHRASE } })).toEqual({ madeAt: TEST_NOW, asked: 0, leftBehind: 0 })
    expect(await second.call.vault.status({})).toMatchObject({ state: 'unlocked', businessName: TEST_BUSINESS, protection: 'keychain-and-passphrase' })
    expect(await second.call.drafts.get({ key: 'note:1' })).toBe('Paint')
    expect((await second.call.audit.list({ before: null, limit: 1 }))[0]).toMatchObject({ action: 'rescue.fromFile' })
    expect(await second.call.audit.verify({})).toMatchObject({ brokenAt: null })
    expect(items.size).toBeGreaterThan(0)

    // And it is a vault like any other from then on.
    await second.engine.close()
    const again = await startTestEngine({ folder: second.folder, unlocked: false, host: memoryHost('available', items) })
    await again.call.vault.unlock({ passphrase: TEST_PASSPHRASE })
    expect(await again.call.drafts.get({ key: 'note:1' })).toBe('Paint')
  })

  test('the recovery key opens it under a new passphrase', async () => {
    const first = await startTestEngine()
    const { recoveryKey, ask } = await first.call.vault.newRecoveryKey({})
    const groups = recoveryKey.split('-')
    await first.call.vault.confirmRecoveryKey({ groups: [groups[ask[0]] ?? '', groups[ask[1]] ?? ''] })
    const path = await exported(first)
    const second = await startTestEngine({ unlocked: false, host: memoryHost('absent') })
    const file = grantFile(second.engine, path)
    await expectAppError(second.call.rescue.fromFile({ file, with: { recoveryKey, newPassphrase: 'short' } }), 'vault.weak-passphrase')
    await second.call.rescue.fromFile({ file, with: { recoveryKey, newPassphrase: NEXT_PASSPHRASE } })
    await second.engine.close()
    const again = await startTestEngine({ folder: second.folder, unlocked: false, host: memoryHost('absent') })
    await expectAppError(again.call.vault.unlock({ passphrase: TEST_PASSPHRASE }), 'vault.wrong-passphrase')
    expect(await again.call.vault.unlock({ passphrase: NEXT_PASSPHRASE })).toMatchObject({ state: 'unlocked', hasRecoveryKey: true })
  })

  test('a vault that is there already is not replaced by other books', async () => {
    const first = await startTestEngine()
    const path = await exported(first)
    const second = await startTestEngine()
    const file = grantFile(second.engine, path)
    await expectAppError(second.call.rescue.fromFile({ file, with: { passphrase: TEST_PASSPHRASE } }), 'vault.exists')
    await second.engine.close()
    const items = new Map<string, string>()
    const folder = join(await temporaryFolder(), 'vault')
    await mkdir(folder)
    const third = await startTestEngine({ folder, host: memoryHost('available', items) })
    await third.engine.close()
    const locked = await startTestEngine({ folder, unlocked: false, host: memoryHost('available', items) })
    await locked.call.rescue.prove({ passphrase: TEST_PASSPHRASE })
    const before = await readFile(databaseFile(folder))
    await expectAppError(locked.call.rescue.fromFile({ file: grantFile(locked.engine, path), with: { passphrase: TEST_PASSPHRASE } }), 'backup.other-books')
    expect((await readFile(databaseFile(folder))).equals(before)).toBe(true)
  })
})
