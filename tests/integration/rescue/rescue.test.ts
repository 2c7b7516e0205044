/** Books that cannot be opened as they are, from the first sign of it to the day they are open again; and books that are to go. */
import { existsSync } from 'node:fs'
import { copyFile, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOnNetworkType } from '#engine/rescue/network-drive.ts'
import { databaseFile } from '#engine/db/database-file.ts'
import { memoryHost, startTestEngine, TEST_BUSINESS, TEST_PASSPHRASE, type TestEngine } from '#tests/support/engine.ts'
import { expectAppError } from '#tests/support/errors.ts'
import { ManualTime } from '#tests/support/manual-time.ts'
import { temporaryFolder, TEST_NOW } from '#tests/support/store.ts'

const DRAFT = { key: 'note:1', address: '/transactions', value: 'Begun before it broke' }

/** A vault with a draft and a copy from before it, closed. `again` opens the engine on it. */
async function closedVault() {
  const items = new Map<string, string>()
  const folder = join(await temporaryFolder(), 'vault')
  const again = (options: Parameters<typeof startTestEngine>[0] = {}) => startTestEngine({ folder, host: memoryHost('available', items), unlocked: false, ...options })
  const first = await startTestEngine({ folder, host: memoryHost('available', items) })
  await first.call.backups.copyNow({})
  await first.call.drafts.keep(DRAFT)
  await first.engine.close()
  return { folder, items, again, file: databaseFile(folder) }
}

const unlock = ({ call }: TestEngine) => call.vault.unlock({ passphrase: TEST_PASSPHRASE })

async function spoilEnd(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  const { size } = await handle.stat()
  await handle.write(Buffer.alloc(4_096, 0x5a), 0, 4_096, size - 4_096)
  await handle.close()
}

async function spoilStart(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(64, 0x5a), 0, 64, 100)
  await handle.close()
}

describe('a database that does not open', () => {
  test('is not taken for a wrong passphrase, is rescued with what the copy has, and is set aside, never deleted', async () => {
    const { folder, file, again } = await closedVault()
    await spoilStart(file)
    const spoilt = await readFile(file)
    const engine = await again()
    await expectAppError(unlock(engine), 'db.damaged')
    expect(await engine.call.rescue.status({})).toMatchObject({ isDamaged: true, isProven: true, copies: [{ reason: 'person' }], isOnNetwork: false })
    await expectAppError(engine.call.settings.get({}), 'vault.locked')
    expect(await engine.call.rescue.salvage({})).toMatchObject({ isIncomplete: true, kept: { drafts: 0 } })
    expect(await engine.call.vault.status({})).toMatchObject({ state: 'unlocked' })
    expect(await engine.call.settings.get({})).toMatchObject({ businessName: TEST_BUSINESS })
    expect((await engine.call.audit.list({ before: null, limit: 1 }))[0]).toMatchObject({ action: 'rescue.salvage' })
    const aside = (await readdir(folder)).find((name) => name.includes('.damaged-'))
    expect((await readFile(join(folder, aside ?? ''))).equals(spoilt)).toBe(true)
    expect(await engine.call.rescue.status({})).toMatchObject({ isDamaged: false, isProven: false })
  })

  test('gives no way past the passphrase: without it nothing is put in its place', async () => {
    const { file, again } = await closedVault()
    await spoilStart(file)
    const engine = await again()
    const [copy] = (await engine.call.rescue.status({})).copies
    await expectAppError(engine.call.rescue.salvage({}), 'vault.locked')
    await expectAppError(engine.call.rescue.fromCopy({ copy: copy?.id ?? '' }), 'vault.locked')
    await expectAppError(engine.call.rescue.prove({ passphrase: 'not the passphrase at all' }), 'vault.wrong-passphrase')
    expect(await engine.call.vault.status({})).toMatchObject({ failedAttempts: 1 })
    await expectAppError(engine.call.rescue.fromCopy({ copy: '../vault.json' }), 'vault.locked')
    await engine.call.rescue.prove({ passphrase: TEST_PASSPHRASE })
    await expectAppError(engine.call.rescue.fromCopy({ copy: '../vault.json' }), 'not-found')
  })

  test('because it is gone is no reason to begin an empty one in silence', async () => {
    const { file, again } = await closedVault()
    await rename(file, `${file}.elsewhere`)
    const engine = await again()
    await expectAppError(unlock(engine), 'db.damaged')
    expect(existsSync(file)).toBe(false)
    const { copies } = await engine.call.rescue.status({})
    expect(await engine.call.rescue.fromCopy({ copy: copies[0]?.id ?? '' })).toMatchObject({ asked: 0, leftBehind: 0 })
    expect(await engine.call.settings.get({})).toMatchObject({ businessName: TEST_BUSINESS })
  })

  test('in a place that only a check finds: it is said, and not opened again before something was done', async () => {
    const { file, again } = await closedVault()
    const time = new ManualTime(TEST_NOW)
    const sound = await again({ now: time.now, setTimer: time.setTimer })
    await unlock(sound)
    await time.pass(16_000)
    await expect.poll(async () => (await sound.call.backups.status({})).check).toMatchObject({ isSound: true })
    await sound.engine.close()

    await spoilEnd(file)
    const engine = await again({ now: time.now, setTimer: time.setTimer })
    // The spoilt page may be one that opening reads: then it is found at once, otherwise by the check.
    const early = await unlock(engine).then(() => false, () => true)
    if (!early) {
      await time.pass(16_000)
      await expect.poll(async () => (await engine.call.backups.status({})).check).toMatchObject({ isSound: false })
    }
    await engine.engine.close()
    const next = await again()
    await expectAppError(unlock(next), 'db.damaged')
    await next.call.rescue.salvage({})
    expect(await next.call.backups.check({})).toMatchObject({ isSound: true })
  })
})

describe('an earlier copy', () => {
  test('takes the place of sound books, which are set aside', async () => {
    const { folder, again } = await closedVault()
    const engine = await again()
    await engine.call.rescue.prove({ passphrase: TEST_PASSPHRASE })
    const { copies, isDamaged } = await engine.call.rescue.status({})
    expect(isDamaged).toBe(false)
    await engine.call.rescue.fromCopy({ copy: copies[0]?.id ?? '' })
    expect(await engine.call.drafts.list({})).toEqual([])
    expect((await readdir(folder)).filter((name) => name.includes('.before-restore-'))).not.toEqual([])
  })

  test('that does not open with this key, or not at all, changes nothing', async () => {
    const { folder, file, again } = await closedVault()
    const [copy = ''] = await readdir(join(folder, 'copies'))
    await spoilEnd(join(folder, 'copies', copy))
    const before = await readFile(file)
    const engine = await again()
    await engine.call.rescue.prove({ passphrase: TEST_PASSPHRASE })
    await expectAppError(engine.call.rescue.fromCopy({ copy }), 'backup.other-books')
    expect((await readFile(file)).equals(before)).toBe(true)
    expect((await readdir(folder)).filter((name) => name.startsWith('cardkeep.db.'))).toEqual([])
    await unlock(engine)
    expect(await engine.call.drafts.get({ key: DRAFT.key })).toBe(DRAFT.value)
  })
})

describe('putting one database in the place of another', () => {
  // The folder as a crash would leave it after each step: intent written, log moved, database moved, new one in place.
  for (const step of [0, 1, 2, 3]) {
    test(`stopped after step ${step} is finished by the next start, with both databases whole`, async () => {
      const { folder, file, again } = await closedVault()
      const [copy = ''] = await readdir(join(folder, 'copies'))
      const before = await readFile(file)
      await copyFile(join(folder, 'copies', copy), `${file}.new`)
      await writeFile(`${file}-wal`, 'what belongs to the old one alone')
      const aside = `${file}.damaged-${TEST_NOW}`
      await writeFile(join(folder, 'swap.json'), JSON.stringify({ aside: `damaged-${TEST_NOW}` }))
      if (step >= 1) await rename(`${file}-wal`, `${aside}-wal`)
      if (step >= 2) await rename(file, aside)
      if (step >= 3) await rename(`${file}.new`, file)
      const engine = await again()
      await unlock(engine)
      expect(await engine.call.drafts.list({})).toEqual([])
      expect(existsSync(join(folder, 'swap.json'))).toBe(false)
      expect((await readFile(aside)).equals(before)).toBe(true)
      expect(await readFile(`${aside}-wal`, 'utf8')).toBe('what belongs to the old one alone')
    })
  }
})

describe('a vault that is to go', () => {
  test('goes with everything in its folder and its items of the keychain, and only for its name and passphrase', async () => {
    const { folder, items, again } = await closedVault()
    const engine = await again()
    await expectAppError(engine.call.rescue.wipe({ businessName: TEST_BUSINESS, passphrase: TEST_PASSPHRASE }), 'vault.locked')
    await unlock(engine)
    await expectAppError(engine.call.rescue.wipe({ businessName: 'Another business', passphrase: TEST_PASSPHRASE }), 'validation.failed')
    await expectAppError(engine.call.rescue.wipe({ businessName: TEST_BUSINESS, passphrase: 'not the passphrase at all' }), 'vault.wrong-passphrase')
    expect(await engine.call.settings.get({})).toMatchObject({ businessName: TEST_BUSINESS })
    expect(items.size).toBeGreaterThan(0)
    await engine.call.rescue.wipe({ businessName: TEST_BUSINESS, passphrase: TEST_PASSPHRASE })
    expect(await readdir(folder)).toEqual([])
    expect([...items.keys()]).toEqual([])
    expect(await engine.call.vault.status({})).toMatchObject({ state: 'missing' })
  })

  test('stopped at any point is finished by the next start', async () => {
    const { folder, items, again } = await closedVault()
    await writeFile(join(folder, 'wipe.json'), '{}')
    await rm(join(folder, 'vault.json'))
    const engine = await again()
    await expectAppError(unlock(engine), 'vault.missing')
    expect((await engine.call.vault.status({})).state).toBe('missing')
    await engine.call.vault.create({ passphrase: TEST_PASSPHRASE, businessName: 'Begun anew' })
    expect(await engine.call.drafts.list({})).toEqual([])
    expect((await stat(databaseFile(folder))).isFile()).toBe(true)
    expect(items.size).toBeGreaterThan(0)
  })
})

test('a drive of another computer is told from one of this computer', () => {
  const mounts = ['/dev/sda1 / ext4 rw 0 0', 'nas:/home /home/ada nfs4 rw 0 0', '/dev/sdb1 /home/ada/local\\040disk fuseblk rw 0 0', 'me@host: /mnt/far fuse.sshfs rw 0 0', '//nas/x /mnt/share cifs rw 0 0'].join('\n')
  const found = ['/var/lib', '/home/ada/.config/cardkeep', '/home/adam', '/home/ada/local disk/x', '/mnt/far/x', '/mnt/share'].map((folder) => isOnNetworkType(folder, mounts))
  expect(found).toEqual([false, true, false, false, true, true])
})
