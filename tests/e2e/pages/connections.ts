import type { Page } from 'playwright'

/** No real password: it opens a made-up issuer on this computer. */
export const SANDBOX_PASSWORD = 'marzipan kettle overhead'

/** The connections page: the ways in, the sign-in screens, the sandbox's inbox, and what keeps a connection its person's. */
export class ConnectionsPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** From the empty overview to the registration of the sandbox issuer, which takes a while to be made the first time. */
  async startSandbox(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the sandbox' }).click()
    await this.form('Register').waitFor({ timeout: 120_000 })
  }

  form(title: string | RegExp) {
    return this.page.getByRole('form', { name: title })
  }

  get inbox() {
    return this.page.getByRole('complementary', { name: 'Sandbox inbox' })
  }

  /** Who one says to be: a made-up person of the sandbox. */
  async fillMadeUpPerson(index = 0): Promise<void> {
    await this.page.getByRole('button', { name: 'Fill in a made-up person' }).click()
    await this.page.getByRole('menuitem').nth(index).click()
  }

  async register(userId: string, password = SANDBOX_PASSWORD): Promise<void> {
    await this.fillMadeUpPerson()
    await this.button('Continue').click()
    await this.choose(userId, password)
  }

  /** The second step of the registration. */
  async choose(userId: string, password = SANDBOX_PASSWORD): Promise<void> {
    await this.form(/^Welcome/).waitFor()
    await this.page.getByLabel('User ID').fill(userId)
    await this.passwordField.fill(password)
    await this.page.getByLabel('The same again').fill(password)
    await this.button('Register').click()
    await this.form(/^Sign in to/).waitFor()
  }

  async changePassword(present: string, next: string): Promise<void> {
    await this.page.getByLabel('Present password').fill(present)
    await this.page.getByRole('textbox', { name: 'New password' }).fill(next)
    await this.page.getByLabel('The same again').fill(next)
    await this.button('Change the password').click()
  }

  /** On the list, where there is one issuer. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^More for/ }).click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await this.page.getByText('Signed out', { exact: true }).waitFor()
  }

  get passwordField() {
    return this.page.getByLabel('Password', { exact: true })
  }

  async enterPassword(password = SANDBOX_PASSWORD): Promise<void> {
    await this.passwordField.fill(password)
    await this.page.keyboard.press('Enter')
  }

  /** Sends a code, reads it in the inbox and answers with it. */
  async answerCode({ verb = 'Sign in', trust = false } = {}): Promise<void> {
    const before = await this.codes()
    await this.page.getByRole('button', { name: 'Send the code' }).click()
    const code = await this.newCode(before)
    await this.page.getByLabel('6-digit code').fill(code)
    if (trust) await this.page.getByLabel('Trust this computer').check()
    await this.button(verb).click()
  }

  /** In the page: the frame has a "Sign in" of its own. */
  button(name: string) {
    return this.page.getByRole('main').getByRole('button', { name, exact: true })
  }

  async codes(): Promise<readonly string[]> {
    const labels = await this.inbox.getByRole('button', { name: /^Copy the code/ }).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
    return labels.map((label) => label.replace(/\D/g, ''))
  }

  /** The newest stands first. */
  async newCode(before: readonly string[]): Promise<string> {
    const button = this.inbox.getByRole('button', { name: /^Copy the code/ })
    await button.nth(before.length).waitFor({ timeout: 15_000 })
    return (await button.first().innerText()).replace(/\D/g, '')
  }

  /** To a signed-in sandbox with its cards on the way. */
  async signInToSandbox(userId = 'mara.ellison'): Promise<void> {
    await this.startSandbox()
    await this.register(userId)
    await this.enterPassword()
    await this.answerCode()
  }
}
