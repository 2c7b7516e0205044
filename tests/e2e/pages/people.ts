import type { Page } from 'playwright'

/** Who spends: the employees page, the page of one of them, and what they ask for and were refused on the limits page. */
export class PeoplePage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get invitation() {
    return this.page.getByRole('dialog', { name: 'Invite an employee' })
  }

  /** Fills the invitation from its first field on as somebody does who knows it: key by key, never with the mouse. */
  async inviteByKeys({ first, last, email, department, title, purpose, limit }: Readonly<Record<'first' | 'last' | 'email' | 'department' | 'title' | 'purpose' | 'limit', string>>): Promise<void> {
    const { keyboard } = this.page
    await keyboard.press('i')
    await this.invitation.waitFor()
    for (const text of [first, last, email, department, title]) {
      await keyboard.type(text)
      await keyboard.press('Tab')
    }
    // From "No card yet" over "Card by post" to "Virtual card".
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await this.invitation.getByLabel('What it is for').waitFor()
    await this.tabTo('What it is for')
    await keyboard.type(purpose)
    await keyboard.press('Tab')
    await keyboard.type(limit)
  }

  private async tabTo(label: string): Promise<void> {
    const field = this.page.getByLabel(label)
    for (let presses = 0; presses < 10; presses += 1) {
      if (await field.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reaches ${label}`)
  }

  row(name: string) {
    return this.page.getByRole('main').getByRole('row', { name: new RegExp(name) })
  }

  /** By the search, and the row it leaves. */
  async openByKeys(name: string): Promise<void> {
    await this.page.keyboard.press('/')
    await this.page.keyboard.type(name)
    await this.page.getByText('Inactive (').waitFor({ state: 'detached' })
    await this.row(name).press('Enter')
    await this.page.getByRole('heading', { name, level: 2 }).waitFor()
  }

  /** A button, pressed where the focus is put on it. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).press('Enter')
  }

  get cards() {
    return this.page.getByRole('list', { name: /^Cards of / })
  }

  get limitsTabs() {
    return this.page.getByRole('radiogroup', { name: 'Which part of the limits' })
  }

  get waitingRequests() {
    return this.page.getByRole('list', { name: 'Requests that wait' }).getByRole('article')
  }

  get answeredRequests() {
    return this.page.getByRole('list', { name: 'Answered' }).getByRole('listitem')
  }

  decline(merchant: string) {
    return this.page.getByRole('article', { name: new RegExp(`^${merchant}, .*declined$`) })
  }
}
