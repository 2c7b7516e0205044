import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSqlite } from '#engine/db/sqlite.ts'
import { createVaultKeeper } from '#engine/vault/vault-keeper.ts'
import { memoryHost } from '#tests/support/engine.ts'
import { launchApp, newDataFolder } from '../support/app.ts'
import { answerDialogs } from '../support/launch.ts'
import { AppWindow, PASSPHRASE } from '../pages/window.ts'

const SCRIPT = fileURLToPath(new URL('../../../scripts/verify-audit.mjs', import.meta.url))
/** So that the test can open the vault beside the app: the passphrase alone does. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }

it('the audit trail is checked by itself, leaves as a file that can be followed outside, and a change from outside is told over every page', async () => {
  const { page, electron, dataFolder, close } = await launchApp({ env: NO_KEYCHAIN })
  const window = new AppWindow(page)
  await window.createVault()
  await window.go('Settings')
  await page.getByLabel('Lock when nobody is here').selectOption('After 15 minutes')
  await page.getByText('This desktop does not tell Cardkeep when the screen is locked').waitFor()
  await window.go('Activity')
  await page.getByText('Audit trail', { exact: true }).click()
  await page.getByText('Nothing was altered.').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  for (const [format, button] of [['csv', 'Save as CSV'], ['jsonl', 'Save as JSON lines']] as const) {
    const file = join(await newDataFolder(), `trail.${format}`)
    await answerDialogs(electron, { save: file })
    await page.getByRole('button', { name: button }).click()
    await page.getByText(`trail.${format} is saved`).waitFor()
    expect(execFileSync(process.execPath, [SCRIPT, file], { encoding: 'utf8' })).toMatch(/^\d+ entries fit together without a gap/)
  }
  await close()

  const folder = join(dataFolder, 'vault')
  const key = await createVaultKeeper({ folder, host: memoryHost('absent'), now: Date.now, monotonic: () => performance.now() }).unlock({ passphrase: PASSPHRASE })
  const sqlite = openSqlite({ file: join(folder, 'cardkeep.db'), key: Buffer.from(key) })
  sqlite.exec(`DROP TRIGGER audit_is_append_only_update; UPDATE audit SET at = at - 3600000 WHERE id = 2`)
  sqlite.close()

  const again = await launchApp({ dataFolder, env: NO_KEYCHAIN })
  const reopened = new AppWindow(again.page)
  await reopened.unlock()
  await reopened.main.waitFor()
  const alarm = again.page.getByRole('alert').filter({ hasText: 'The audit trail was changed outside Cardkeep' })
  await alarm.waitFor()
  await reopened.go('Cards')
  await alarm.getByRole('link').click()
  await again.page.getByText('Entry 2 does not fit.').waitFor()
  await again.page.getByText('Found that entry 2 was changed outside Cardkeep').waitFor()
  // A place that needs one thing to show, without it: the list it is reached from, as after a lock.
  await again.page.evaluate(() => void (location.hash = '#/card'))
  await expect.poll(() => again.page.evaluate(() => location.hash)).toBe('#/cards')
})
