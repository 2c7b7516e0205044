/** The vault: the recovery key of the setting up, the settings that keep it, and every way back in. */
import type { Page } from 'playwright'
import { PASSPHRASE, type AppWindow } from '../e2e/pages/window.ts'
import { VaultSettings } from '../e2e/pages/vault-settings.ts'

export interface Stops {
  readonly page: Page
  readonly window: AppWindow
  readonly shot: (name: string) => Promise<void>
}

export async function recoveryStops({ page, window, shot }: Stops): Promise<void> {
  const recoveryKey = await window.shownRecoveryKey()
  await shot('recovery-key')
  await page.getByRole('button', { name: 'I have a copy' }).click()
  await window.typeGroups(recoveryKey)
  await shot('recovery-key-check')
  await page.getByRole('button', { name: 'Open the books' }).click()
}

export interface VaultStops extends Stops {
  readonly everyLook: (look: (suffix: string) => Promise<void>) => Promise<void>
}

const PIN = '493817'

export async function vaultStops({ page, window, shot, everyLook }: VaultStops): Promise<void> {
  const settings = new VaultSettings(page)
  await window.go('Settings')
  await settings.askEachTime()
  await settings.button('Set a PIN').click()
  await everyLook((suffix) => shot(`pin-${suffix}`))
  await settings.typePin(PIN)
  await settings.button('Set the PIN').click()
  await settings.dialog('Confirm that it is you').waitFor()
  await everyLook((suffix) => shot(`presence-${suffix}`))
  await settings.confirm({ passphrase: PASSPHRASE })
  await settings.button('Change the passphrase').first().click()
  await everyLook((suffix) => shot(`change-passphrase-${suffix}`))
  await window.press('Escape')
  await settings.button('Encrypt anew').click()
  await shot('encrypt-anew')
  await window.press('Escape')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await window.pinField.waitFor()
  await everyLook((suffix) => shot(`locked-${suffix}`))
  await window.unlockWithPin('111333')
  await page.getByText(/more tries/).waitFor()
  await shot('wrong-pin')
  await page.getByRole('button', { name: 'Use the recovery key' }).click()
  await everyLook((suffix) => shot(`recover-${suffix}`))
}
