import type { Page } from 'playwright'

/** How far the books are in step, wherever it shows: the pill, a card's standing, the changes on the activity page, the sandbox's switch. */
export class SyncPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get pill() {
    return this.page.getByRole('banner').getByRole('button', { name: /Up to date|Syncing|Offline|waiting|need|Sign in|Not in step|Not synced/ })
  }

  async says(words: RegExp, timeout = 60_000): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: words }).waitFor({ timeout })
  }

  get details() {
    return this.page.getByRole('dialog', { name: 'Sync' })
  }

  async syncNow(): Promise<void> {
    await this.pill.click()
    await this.details.getByRole('button', { name: 'Sync now' }).click()
  }

  /** Every card that can be frozen now, by what its button says. */
  freezeButtons() {
    return this.page.getByRole('list', { name: 'Cards' }).getByRole('button', { name: /^Freeze / })
  }

  card(label: string) {
    return this.page.getByRole('article', { name: label, exact: true })
  }

  async showChanges(): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Which activity' }).getByText('Changes').click()
  }

  change(group: 'Needs you' | 'Waiting to be sent' | 'Settled in the last day') {
    return this.page.getByRole('list', { name: group }).getByRole('listitem')
  }

  /** The sandbox's own switch, in its inbox: off is like a lost network. */
  async turnSandbox(on: boolean): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connections', exact: true }).click()
    await this.page.getByRole('button', { name: /^More for / }).click()
    await this.page.getByRole('menuitem', { name: 'Sandbox inbox' }).click()
    const power = (isOn: boolean) => this.page.getByRole('switch', { name: 'The sandbox answers', checked: isOn })
    await power(!on).click()
    await power(on).waitFor({ timeout: 60_000 })
  }
}
