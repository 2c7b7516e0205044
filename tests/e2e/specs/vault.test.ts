import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { launchApp, newDataFolder } from '../support/app.ts'
import { dropFiles, enginePids } from '../support/launch.ts'
import { ImportsPage } from '../pages/imports.ts'
import { AppWindow, BUSINESS, PASSPHRASE } from '../pages/window.ts'

it('a weak passphrase is refused with its reason and creates nothing, and a good one typed over it opens the books', async () => {
  const { page, dataFolder } = await launchApp()
  const window = new AppWindow(page)
  await window.setUpFirst()
  await window.protect({ passphrase: 'cardkeep1234' })
  await page.getByText(/15 characters/).first().waitFor()
  expect(await readdir(join(dataFolder, 'vault')).catch(() => [])).not.toContain('vault.json')

  // The verdict on the weak one does not stand in the way of a good one, however fast it follows.
  await window.protect()
  await window.keepRecoveryKey()
  await window.emptyBooks.waitFor()
})

it('locking ends the engine, leaves nothing readable, and only the passphrase opens again what was stored', async () => {
  const files = await writeBusinessFiles(await newDataFolder())
  const { electron, page, dataFolder, close, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)
  await window.createVault()
  await dropFiles(page, [files.visa])
  await imports.import()
  await imports.result.waitFor()

  const before = await enginePids(electron)
  await window.lock()
  await expect.poll(() => enginePids(electron)).not.toEqual(before)
  const shown = await page.locator('body').innerText()
  expect(shown).toContain(BUSINESS)
  expect(shown).not.toMatch(/9034|SHELL|FISHERIES|\$\d/)

  await window.unlock('quite another passphrase')
  await page.getByText(/wrong|not the passphrase|does not open/i).first().waitFor()
  await window.unlock()
  await window.go('Transactions')
  await page.getByText(`${files.counts.visa} charges`).waitFor()
  await close()

  // On the disk: no merchant, no card, in the database or beside it.
  for (const { parentPath, name } of (await readdir(join(dataFolder, 'vault'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(parentPath, name))
    for (const marker of ['FISHERIES SUPPLY', 'SHELL OIL', '4556737586899034', 'Harbor Bank']) expect(bytes.includes(marker), `${marker} in ${name}`).toBe(false)
  }

  // Another start: the books are there, behind the passphrase.
  const again = await launchApp({ dataFolder })
  const reopened = new AppWindow(again.page)
  await reopened.passphraseField.waitFor()
  await reopened.unlock()
  await reopened.go('Transactions')
  await again.page.getByText(`${files.counts.visa} charges`).waitFor()
  expect(pageErrors).toEqual([])
})

it('wrong attempts are counted across a restart, and the fourth has to wait', async () => {
  const { page, dataFolder, close } = await launchApp()
  const window = new AppWindow(page)
  await window.createVault()
  await window.lock()
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await window.unlock(`not the passphrase, try ${attempt}`)
    await page.getByRole('button', { name: /^(Unlock|Try again in)/ }).waitFor()
    await expect.poll(() => window.passphraseField.isEnabled()).toBe(true)
    await page.waitForFunction(() => document.querySelector('[data-loading]') === null)
  }
  await page.getByRole('button', { name: /^Try again in/ }).waitFor()
  await close()

  const again = await launchApp({ dataFolder })
  const reopened = new AppWindow(again.page)
  await again.page.getByText(/4 wrong attempts|Unlock/).first().waitFor()
  // The wait is short; what matters is that it ended by time and not by the restart.
  await again.page.getByRole('button', { name: 'Unlock', exact: true }).waitFor({ timeout: 60_000 })
  await reopened.unlock(PASSPHRASE)
  await reopened.emptyBooks.waitFor()
})

it('without a keychain the passphrase alone protects, the app says so, and everything works', async () => {
  const { page } = await launchApp({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } })
  const window = new AppWindow(page)
  await window.setUpFirst()
  await page.getByText(/passphrase alone|only your passphrase|by your passphrase only/i).first().waitFor()
  await window.protect()
  await window.keepRecoveryKey()
  await window.emptyBooks.waitFor({ timeout: 60_000 })
  await window.go('Settings')
  await expect.poll(() => window.main.innerText()).toContain('Passphrase alone')
})
