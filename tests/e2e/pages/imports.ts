import type { Page } from 'playwright'

/** The import page: what the files are, each row with its choice, the one button. */
export class ImportsPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get importButton() {
    return this.page.getByRole('button', { name: /^(Import|Add|Update)\b.*\d/ })
  }

  /** The panel that lists files, what is wrong with them, and their accounts. */
  get files() {
    return this.page.getByLabel('Files and accounts')
  }

  tab(status: 'All' | 'New' | 'Already here' | 'Changed' | 'To decide') {
    return this.page.getByLabel('Rows by status').getByText(new RegExp(`^${status}`, 'i'))
  }

  row(merchant: string) {
    return this.page.getByLabel('Rows', { exact: true }).getByText(merchant).first()
  }

  async import(): Promise<void> {
    await this.importButton.click()
  }

  get result() {
    return this.page.getByRole('heading', { name: /came in/ })
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Undo this import' }).click()
  }
}
