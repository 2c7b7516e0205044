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

  /** From the first start to the empty books; resolves to the recovery key. */
  async createVault({ business = BUSINESS, passphrase = PASSPHRASE } = {}): Promise<string> {
    await this.setUpFirst()
    await this.protect({ business, passphrase })
    const recoveryKey = await this.keepRecoveryKey()
    await this.emptyBooks.waitFor()
    return recoveryKey
  }

  get emptyBooks() {
    return this.page.getByRole('heading', { name: 'Where do your charges come from?' })
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

  /** The key as it stands on the screen. */
  async shownRecoveryKey(): Promise<string> {
    const list = this.page.getByRole('list', { name: 'Recovery key' })
    await list.waitFor()
    const groups = await list.getByRole('listitem').evaluateAll((items) => items.map((item) => item.lastElementChild?.textContent ?? ''))
    return groups.join('-')
  }

  /** Types the two groups that are asked for, from a copy of the key. */
  async typeGroups(recoveryKey: string): Promise<void> {
    await this.groupField.first().waitFor()
    const labels = await this.page.locator('label').filter({ hasText: /^Group \d$/ }).allInnerTexts()
    for (const [index, label] of labels.entries()) await this.groupField.nth(index).fill(recoveryKey.split('-')[Number(label.slice(-1)) - 1] ?? '')
  }

  get groupField() {
    return this.page.getByRole('textbox', { name: /^Group \d$/ })
  }

  /** The last step of the setting up, and the same in the settings: `done` is the button that ends it. */
  async keepRecoveryKey(done = 'Open the books'): Promise<string> {
    const recoveryKey = await this.shownRecoveryKey()
    await this.page.getByRole('button', { name: 'I have a copy' }).click()
    await this.typeGroups(recoveryKey)
    await this.page.getByRole('button', { name: done }).click()
    return recoveryKey
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

  get pinField() {
    return this.page.getByLabel('PIN', { exact: true })
  }

  async unlockWithPin(pin: string): Promise<void> {
    await this.pinField.fill(pin)
    await this.page.keyboard.press('Enter')
  }

  /** On the locked screen: the key, and a new passphrase. */
  async recover(recoveryKey: string, passphrase: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Recovery key' }).fill(recoveryKey)
    await this.page.getByLabel('New passphrase').fill(passphrase)
    await this.page.getByLabel('The same again').fill(passphrase)
    await this.page.getByRole('button', { name: 'Open the books' }).click()
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
