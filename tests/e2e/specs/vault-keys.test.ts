/** What opens the books besides the passphrase, from the setting up to the day on which it is needed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadKeytar } from '#main/keychain/load-keytar.ts'
import { launchApp } from '../support/app.ts'
import { answerDialogs } from '../support/launch.ts'
import { VaultSettings } from '../pages/vault-settings.ts'
import { AppWindow, PASSPHRASE } from '../pages/window.ts'

const NEXT_PASSPHRASE = 'nine patient otters under the pier'
const PIN = '493817'

it('a recovery key is kept at the setting up, and opens the books when the keychain has lost its part', async () => {
  const { electron, page, dataFolder, close, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  await window.setUpFirst()
  await window.protect()
  const recoveryKey = await window.shownRecoveryKey()
  expect(recoveryKey).toMatch(/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$/)

  // Its copies: a file of one's own, and the clipboard, which forgets it at the lock.
  const copy = join(dataFolder, 'copy.txt')
  await answerDialogs(electron, { save: copy })
  await page.getByRole('button', { name: 'Save as a file' }).click()
  await page.getByText('Saved. Move it away from this computer.').waitFor()
  expect(await readFile(copy, 'utf8')).toContain(recoveryKey)
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  const clipboard = () => electron.evaluate(({ clipboard: own }) => own.readText())
  await expect.poll(clipboard).toBe(recoveryKey)

  // Groups that are another's are no proof, and are said at once.
  await page.getByRole('button', { name: 'I have a copy' }).click()
  await window.typeGroups('00000-00000-00000-00000-00000-00000-00000')
  await page.getByText('This cannot be that group.').first().waitFor()
  await window.typeGroups(recoveryKey)
  await page.getByRole('button', { name: 'Open the books' }).click()
  await window.emptyBooks.waitFor()
  await window.lock()
  await expect.poll(clipboard).toBe('')
  await close()

  const { envelope } = JSON.parse(await readFile(join(dataFolder, 'vault', 'vault.json'), 'utf8')) as { readonly envelope: { readonly vaultId: string } }
  expect(await (await loadKeytar()).deletePassword('com.cardkeep.desktop', envelope.vaultId)).toBe(true)
  const again = await launchApp({ dataFolder })
  const reopened = new AppWindow(again.page)
  await again.page.getByText('The keychain is not the one these books know').waitFor()
  expect(await reopened.passphraseField.count()).toBe(0)
  await reopened.recover(recoveryKey.toLowerCase().replaceAll('-', ' '), NEXT_PASSPHRASE)
  await reopened.emptyBooks.waitFor()

  // From now on it is the new passphrase, with the keychain of now.
  await reopened.lock()
  await reopened.unlock()
  await again.page.getByText('That is not the passphrase').waitFor()
  await reopened.unlock(NEXT_PASSPHRASE)
  await reopened.go('Settings')
  await again.page.getByText('Passphrase and keychain').waitFor()

  // A newer key takes the place of the one before, which then opens nothing.
  const settings = new VaultSettings(again.page)
  await settings.button('Make a new one').click()
  await reopened.keepRecoveryKey('Use this key')
  await again.page.getByText('The new recovery key is in force').waitFor()
  await reopened.lock()
  await again.page.getByRole('button', { name: 'Use the recovery key' }).click()
  await reopened.recover(recoveryKey, PASSPHRASE)
  await again.page.getByText('That is not the recovery key of these books').waitFor()
  expect([...pageErrors, ...again.pageErrors]).toEqual([])
})

it('a PIN opens after it was confirmed who sets it, the passphrase changes under it, and a new key of the books takes both', async () => {
  const { page, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const settings = new VaultSettings(page)
  await window.createVault()
  await window.go('Settings')
  await settings.askEachTime()

  // Closed without an answer nothing is done, and only the question goes.
  await settings.button('Set a PIN').click()
  await settings.typePin(PIN)
  await settings.button('Set the PIN').click()
  await settings.dialog('Confirm that it is you').waitFor()
  await window.press('Escape')
  await settings.dialog('Confirm that it is you').waitFor({ state: 'detached' })
  expect(await settings.dialog('Set a PIN').count()).toBe(1)
  await settings.button('Set the PIN').click()
  await settings.confirm({ passphrase: PASSPHRASE })
  await settings.button('Change the PIN').waitFor()

  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await window.unlockWithPin('493871')
  await page.getByText('That is not the PIN').waitFor()
  await window.unlockWithPin(PIN)

  // The PIN answers the question as well, for one call.
  for (const minutes of ['After 1 minute', 'After 2 minutes']) {
    await page.getByLabel('Lock when nobody is here').selectOption(minutes)
    await settings.confirm({ pin: PIN })
    await expect.poll(() => page.getByLabel('Lock when nobody is here').locator('option:checked').innerText()).toBe(minutes)
  }

  await settings.changePassphrase(PASSPHRASE, NEXT_PASSPHRASE)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByRole('button', { name: 'Use the passphrase' }).click()
  await window.unlock()
  await page.getByText('That is not the passphrase').waitFor()
  await window.unlock(NEXT_PASSPHRASE)

  // Encrypted anew, it locks by itself; the passphrase opens, and what opened the old key is gone.
  await settings.button('Encrypt anew').click()
  await settings.dialog('Encrypt everything anew').getByLabel('Passphrase', { exact: true }).fill(NEXT_PASSPHRASE)
  await settings.button('Encrypt anew and lock').click()
  await window.passphraseField.waitFor({ timeout: 60_000 })
  expect(await page.getByRole('button', { name: /recovery key|PIN/ }).count()).toBe(0)
  await window.unlock(NEXT_PASSPHRASE)
  await page.getByText('These books have no recovery key.').waitFor()
  await page.getByRole('region', { name: 'Recovery key' }).getByRole('button', { name: 'Make one' }).click()
  await settings.confirm({ passphrase: NEXT_PASSPHRASE })
  await window.keepRecoveryKey('Use this key')
  await expect.poll(() => page.getByText('These books have no recovery key.').count()).toBe(0)
  expect(pageErrors).toEqual([])
})
