/** A person writes a backup, loses the books in two ways, and has them again. */
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '#engine/db/sqlite.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { memoryHost } from '#tests/support/engine.ts'
import { launchApp, newDataFolder, type RunningApp } from '../support/app.ts'
import { answerDialogs } from '../support/launch.ts'
import { AppWindow, BUSINESS, PASSPHRASE } from '../pages/window.ts'

async function spoil(dataFolder: string): Promise<void> {
  const handle = await open(join(dataFolder, 'vault', 'cardkeep.db'), 'r+')
  await handle.write(Buffer.alloc(64, 0x5a), 0, 64, 100)
  await handle.close()
}

const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }

const shots = process.env['CARDKEEP_SHOTS']
const shot = async ({ page }: Pick<RunningApp, 'page'>, name: string) => void (shots && (await page.waitForTimeout(400), await page.screenshot({ path: join(shots, `${name}.png`) })))

it('a backup opens where everything was removed, with what was in it', async () => {
  const app = await launchApp({ size: { width: 1440, height: 900 } })
  const { electron, page, dataFolder } = app
  const window = new AppWindow(page)
  await window.createVault()
  await window.go('Settings')
  const file = join(await newDataFolder(), 'books.cardkeep')
  await answerDialogs(electron, { save: file, open: [file] })
  await page.getByRole('button', { name: 'Write a backup' }).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: 'Copy now' }).click()
  await page.getByText(/kB, asked for/).waitFor()
  await shot(app, 'settings-backups')
  await page.getByRole('button', { name: 'Write a backup' }).click()
  await page.getByRole('dialog').getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await shot(app, 'backup-dialog')
  await page.getByRole('button', { name: 'Choose where and write' }).click()
  await page.getByText('books.cardkeep is written').waitFor({ timeout: 60_000 })
  expect((await stat(file)).size).toBeGreaterThan(100_000)

  await page.getByRole('button', { name: 'Remove everything', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Type/).fill(BUSINESS)
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await shot(app, 'wipe-dialog')
  await dialog.getByRole('button', { name: 'Remove everything for good' }).click()
  await page.getByRole('button', { name: 'Restore from a backup' }).waitFor({ timeout: 60_000 })
  expect(await readdir(join(dataFolder, 'vault'))).toEqual([])
  await shot(app, 'first-run-restore')

  await page.getByRole('button', { name: 'Restore from a backup' }).click()
  await shot(app, 'restore')
  await page.getByRole('button', { name: 'Choose a backup' }).click()
  await page.getByRole('heading', { name: BUSINESS }).waitFor()
  await page.getByLabel('Passphrase of these books').fill(PASSPHRASE)
  await shot(app, 'restore-file')
  await page.getByRole('button', { name: 'Restore these books' }).click()
  await page.getByRole('heading', { name: /These are the books of/ }).waitFor({ timeout: 60_000 })
  await shot(app, 'restored')
  await page.getByRole('button', { name: 'Open the books' }).click()
  await window.go('Activity')
  await page.getByText('Audit trail', { exact: true }).click()
  await page.getByText('Restored the books from a backup').waitFor()
  expect(app.pageErrors).toEqual([])
})

/** Says that a newer app wrote it, as a newer app would; returns what it was before. */
async function stamp(dataFolder: string, version: number): Promise<number> {
  const folder = join(dataFolder, 'vault')
  const key = await createVaultKeeper({ folder, host: memoryHost('absent'), now: Date.now, monotonic: () => performance.now() }).unlock({ passphrase: PASSPHRASE })
  const sqlite = openSqlite({ file: join(folder, 'cardkeep.db'), key: Buffer.from(key) })
  const before = Number(sqlite.pragma('user_version', { simple: true }))
  sqlite.pragma(`user_version = ${version}`)
  sqlite.close()
  return before
}

it('books of a newer Cardkeep and damaged ones are not opened: what can be done is said, nothing is deleted, and the rescue opens them again', async () => {
  const first = await launchApp({ env: NO_KEYCHAIN })
  await new AppWindow(first.page).createVault()
  await new AppWindow(first.page).go('Settings')
  await first.page.getByRole('button', { name: 'Copy now' }).click()
  await first.page.getByText(/kB, asked for/).waitFor()
  await first.close()

  const version = await stamp(first.dataFolder, 9_990)
  const older = await launchApp({ dataFolder: first.dataFolder, env: NO_KEYCHAIN, size: { width: 960, height: 640 } })
  await new AppWindow(older.page).unlock()
  await older.page.getByRole('heading', { name: 'These books are from a newer Cardkeep' }).waitFor({ timeout: 60_000 })
  expect(await older.page.getByRole('button').count()).toBe(0)
  await shot(older, 'newer')
  await older.close()
  await stamp(first.dataFolder, version)
  await spoil(first.dataFolder)

  const app = await launchApp({ dataFolder: first.dataFolder, env: NO_KEYCHAIN, size: { width: 960, height: 640 } })
  const { page } = app
  const window = new AppWindow(page)
  await window.passphraseField.waitFor()
  await shot(app, 'unlock')
  await window.unlock()
  await page.getByRole('heading', { name: 'The books do not read as they should' }).waitFor({ timeout: 60_000 })
  await shot(app, 'damaged')
  await page.getByRole('button', { name: 'Rescue', exact: true }).click()
  await page.getByRole('heading', { name: 'The books open again' }).waitFor({ timeout: 60_000 })
  await shot(app, 'rescued')
  await page.getByRole('button', { name: 'Open the books' }).click()
  await window.go('Settings')
  expect((await readdir(join(first.dataFolder, 'vault'))).filter((name) => name.includes('.damaged-'))).not.toEqual([])
  expect(app.pageErrors).toEqual([])
})
