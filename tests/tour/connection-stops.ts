/** The tour of a connection: what keeps it its person's, and the ways in. Begins where somebody is signed in to the sandbox. */
import { ConnectionsPage, SANDBOX_PASSWORD } from '../e2e/pages/connections.ts'
import type { Stops } from './sync-stops.ts'

const NEW_PASSWORD = 'copper lantern tidewater'
const TABS = ['events', 'computers', 'contact', 'password', 'test'] as const

export async function connectionStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const connections = new ConnectionsPage(page)
  await everyLook(async (suffix) => {
    await window.go('Connections')
    await shot(`connections-${suffix}`)
    await page.getByRole('main').getByRole('link', { name: 'Security' }).click()
    for (const [index, tab] of TABS.entries()) {
      await window.press(String(index + 1))
      await page.waitForTimeout(800)
      await shot(`security-${tab}-${suffix}`)
    }
  })

  await window.press('1')
  await page.getByRole('button', { name: 'This wasn’t me' }).first().click()
  await shot('this-was-not-me')
  await page.getByRole('button', { name: 'End everything else' }).click()
  await connections.form('Choose a new password').waitFor()
  await shot('password-forced')
  await connections.changePassword(SANDBOX_PASSWORD, NEW_PASSWORD)
  await page.getByText('Reported').first().waitFor()

  await window.go('Connections')
  await connections.signOut()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('User ID or e-mail').fill('mara.ellison')
  await connections.enterPassword('not the password at all')
  await page.getByText('do not match').waitFor()
  await everyLook((suffix) => shot(`sign-in-refused-${suffix}`))
  await connections.enterPassword(NEW_PASSWORD)
  await connections.button('Send the code').waitFor()
  await shot('code-where')
  await connections.button('Send the code').click()
  await page.getByLabel('6-digit code').waitFor()
  await connections.button('I did not ask for this code').click()
  await everyLook((suffix) => shot(`code-${suffix}`))
  await connections.button('Choose a new password now').click()
  await connections.form('Recover your password').waitFor()
  await everyLook((suffix) => shot(`recover-${suffix}`))
}
