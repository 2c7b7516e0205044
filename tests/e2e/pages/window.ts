import type { Page } from 'playwright'

export const PASSPHRASE = 'seven quiet herons over the weir'
export const BUSINESS = 'Harbour & Finch LLC'

export type PageName = 'Overview' | 'Transactions' | 'Cards' | 'Employees' | 'Limits' | 'Disputes' | 'Reports' | 'Statements' | 'Activity' | 'Connections' | 'Settings'

/** The window's frame and the vault's screens: where things are, and what a person does there. */
export class AppWindow {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get main() {
    return this.page.getByRole('main')
  }

  /** From the first start to the empty books. */
  async createVault({ business = BUSINESS, passphrase = PASSPHRASE } = {}): Promise<void> {
    await this.setUpFirst()
    await this.protect({ business, passphrase })
    await this.page.getByRole('heading', { name: 'Where do your charges come from?' }).waitFor()
  }

  async setUpFirst(): Promise<void> {
    await this.page.getByRole('button', { name: 'Set up first, add files later' }).click()
  }

  async protect({ business = BUSINESS, passphrase = PASSPHRASE } = {}): Promise<void> {
    await this.page.getByLabel('Name of the business').fill(business)
    await this.page.getByLabel('Passphrase for this computer').fill(passphrase)
    await this.page.getByLabel('The same again').fill(passphrase)
    await this.page.getByRole('button', { name: 'Create the vault' }).click()
  }

  async lock(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lock', exact: true }).click()
    await this.passphraseField.waitFor()
  }

  get passphraseField() {
    return this.page.getByLabel('Passphrase', { exact: true })
  }

  async unlock(passphrase = PASSPHRASE): Promise<void> {
    await this.passphraseField.fill(passphrase)
    await this.page.keyboard.press('Enter')
  }

  async go(name: PageName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
  }

  /** By the palette: the keyboard's own way between pages. */
  async goByKeys(name: string): Promise<void> {
    await this.press('Control+k')
    await this.page.getByRole('dialog').waitFor()
    await this.page.keyboard.type(name)
    await this.press('Enter')
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  /** A button, pressed where the focus is put on it. */
  async pressButton(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().press('Enter')
  }

  /** The switcher's chip in the top bar: what the pages speak about. */
  get scopeChip() {
    return this.page.getByRole('banner').getByRole('button').filter({ hasNotText: 'Find anything' }).first()
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys)
  }
}
