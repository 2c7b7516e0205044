import type { Page } from 'playwright'

/** Settings › Security and Locking, and the question who is there. */
export class VaultSettings {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true })
  }

  dialog(name: string) {
    return this.page.getByRole('dialog', { name })
  }

  /** From now on every call that needs it asks who is there. */
  async askEachTime(): Promise<void> {
    await this.page.getByLabel('Ask again who is there').selectOption('Each time')
  }

  async typePin(pin: string): Promise<void> {
    await this.page.getByLabel('PIN', { exact: true }).fill(pin)
    await this.page.getByLabel('The same again').fill(pin)
  }

  /** Answers the question who is there. */
  async confirm(key: { readonly passphrase: string } | { readonly pin: string }): Promise<void> {
    const dialog = this.dialog('Confirm that it is you')
    await dialog.getByLabel('pin' in key ? 'PIN' : 'Passphrase', { exact: true }).fill('pin' in key ? key.pin : key.passphrase)
    await this.page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }

  async changePassphrase(present: string, next: string): Promise<void> {
    await this.button('Change the passphrase').first().click()
    const dialog = this.dialog('Change the passphrase')
    await dialog.getByLabel('Present passphrase').fill(present)
    await dialog.getByLabel('New passphrase').fill(next)
    await dialog.getByLabel('The same again').fill(next)
    await dialog.getByRole('button', { name: 'Change the passphrase' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
}
