import type { Locator, Page } from 'playwright'

/** Disputes: begun at a charge, written, sent, followed. */
export class DisputesPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Charges that have posted, as the list has them now. */
  get posted() {
    return this.page.getByRole('grid', { name: 'Charges' }).getByRole('row').filter({ hasText: /\$/ }).filter({ hasNotText: /pending|Refund|Payment|Fee|Today|Yesterday/ })
  }

  /** From the list of charges: opens one that has posted and begins its draft. */
  async begin(index: number): Promise<void> {
    await this.posted.nth(index).click()
    await this.page.getByRole('button', { name: 'Dispute this charge…' }).click()
    await this.reasons.waitFor()
  }

  get reasons() {
    return this.page.getByRole('group', { name: 'What is wrong with this charge' })
  }

  reason(title: string) {
    return this.reasons.getByRole('button', { name: new RegExp(`^${title}`) })
  }

  get lastDay() {
    return this.page.getByRole('button', { name: /^(Send by|Post it by|Last day was) / })
  }

  get explanation() {
    return this.page.getByLabel('What happened, in your own words')
  }

  /** Picks files for a line of the checklist. */
  async addFiles(line: string, paths: readonly string[]): Promise<void> {
    await this.page.getByLabel(`File: ${line}`, { exact: true }).setInputFiles([...paths])
  }

  file(name: string) {
    return this.page.getByRole('list', { name: 'Files', exact: true }).getByRole('button', { name: `Show ${name}` })
  }

  /** At the foot of a draft: whether it is kept, and what is missing. */
  async says(words: RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor()
  }

  /** Its name in the rail carries a count where something waits. */
  async openBoard(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Disputes/ }).click()
  }

  /** On the board. */
  get rows() {
    return this.page.getByRole('main').getByRole('link')
  }

  /** Goes on with Tab until it has the focus; radio buttons of one question are one stop, so the last of the way goes by `then`. */
  async tabTo(goal: Locator, then: 'Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
    const isThere = () => goal.evaluate((element) => element === document.activeElement)
    const isNear = () => goal.evaluate((element) => element instanceof HTMLInputElement && document.activeElement instanceof HTMLInputElement && element.name !== '' && element.name === document.activeElement.name)
    for (let presses = 0; presses < 60; presses += 1) {
      if (await isThere()) return
      await this.page.keyboard.press(then === 'ArrowDown' && (await isNear()) ? 'ArrowDown' : 'Tab')
    }
    throw new Error('The keyboard never gets there')
  }

  /** Down the list with the keys, to the first charge that has posted. */
  async walkToPosted(): Promise<void> {
    const active = this.page.getByRole('grid', { name: 'Charges' }).locator('[aria-selected="true"]')
    for (let presses = 0; presses < 40; presses += 1) {
      await this.page.keyboard.press('j')
      if (/\$/.test(await active.innerText()) && !/pending|Refund|Payment|Fee|\+/.test(await active.innerText())) return
    }
    throw new Error('No charge has posted')
  }

  get summary() {
    return this.page.getByRole('dialog', { name: 'Send this dispute' })
  }

  /** How it stands, on the page of one that was sent. */
  get next() {
    return this.page.getByRole('region', { name: 'What happens next' })
  }

  /** The made-up issuer's time, on the connections page: from close to close until at least so many days went by. */
  async letDaysPass(days: number): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connections', exact: true }).click()
    await this.page.getByRole('button', { name: /^More for / }).click()
    await this.page.getByRole('menuitem', { name: 'Sandbox inbox' }).click()
    const controls = this.page.getByRole('region', { name: 'Sandbox controls' })
    const line = controls.getByText(/^The issuer’s day/)
    const dayOf = (text: string) => Date.parse(`${/\d+ \w+ \d{4}/.exec(text)?.[0]} UTC`)
    const start = await line.innerText()
    for (let now = start; dayOf(now) < dayOf(start) + days * 86_400_000; now = await line.innerText()) {
      await controls.getByRole('button', { name: 'Close the statement' }).click()
      await line.filter({ hasNotText: now }).waitFor({ timeout: 60_000 })
    }
    await this.page.keyboard.press('Escape')
  }
}
