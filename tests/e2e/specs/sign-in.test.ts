import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { launchApp } from '../support/app.ts'
import { ConnectionsPage, SANDBOX_PASSWORD } from '../pages/connections.ts'
import { AppWindow } from '../pages/window.ts'

const USER_ID = 'maren.finch'

it('somebody starts with the sandbox, registers, signs in with a code, sees the company’s cards and signs out again', async () => {
  const { page, dataFolder, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const connections = new ConnectionsPage(page)
  await window.createVault()
  await connections.startSandbox()

  // Nothing typed: every field says what it needs, and the first has the focus. A wrong digit is noticed as it is typed.
  await connections.button('Continue').click()
  await page.getByText('Type the number on the card.').waitFor()
  expect(await page.getByLabel('Card number').evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByLabel('Card number').fill('4111111111111112')
  await page.getByText('One of the digits is not right.').waitFor()

  await connections.fillMadeUpPerson()
  const number = (await page.getByLabel('Card number').inputValue()).replaceAll(' ', '')
  await connections.button('Continue').click()
  await connections.choose(USER_ID)

  // The user ID is there already; a wrong password is refused without saying which of the two was wrong.
  await page.getByLabel('Remember my user ID').check()
  await connections.enterPassword('not the password at all')
  await page.getByText('That user ID and password do not match').waitFor()
  expect(await page.getByLabel('User ID or e-mail').inputValue()).toBe(USER_ID)
  expect(await connections.passwordField.inputValue()).toBe('')
  await connections.enterPassword()
  await connections.answerCode({ trust: true })

  await window.go('Cards')
  await page.getByText('Samuel Okafor').first().waitFor({ timeout: 60_000 })
  // People come page by page: the first sync is still at it.
  await page.getByText('Priya Raman').first().waitFor({ timeout: 60_000 })

  // Signed out, what came stays readable; the computer is trusted, so the next sign-in asks for no code.
  await window.go('Connections')
  await connections.signOut()
  await window.go('Cards')
  await page.getByText('Samuel Okafor').first().waitFor()
  await window.go('Connections')
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  expect(await page.getByLabel('User ID or e-mail').inputValue()).toBe(USER_ID)
  await connections.enterPassword()
  await page.getByText('Signed in as').first().waitFor()

  // Neither the password nor the card number went to the disk.
  expect(number).toMatch(/^\d{15,16}$/)
  for (const { parentPath, name } of (await readdir(join(dataFolder, 'vault'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())) {
    const bytes = await readFile(join(parentPath, name))
    for (const secret of [SANDBOX_PASSWORD, number]) expect(bytes.includes(secret), `${name} holds what was typed`).toBe(false)
  }
  expect(pageErrors).toEqual([])
})

it('what was not the person is reported, everything else ends, and only a new password lets anybody on', async () => {
  const { page, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const connections = new ConnectionsPage(page)
  await window.createVault()
  await connections.signInToSandbox(USER_ID)
  await page.getByText('Signed in as').first().waitFor()

  await window.go('Connections')
  await page.getByRole('link', { name: 'Security' }).click()
  await page.getByRole('button', { name: 'This wasn’t me' }).first().click()
  await page.getByRole('button', { name: 'End everything else' }).click()
  await connections.form('Choose a new password').waitFor()
  await connections.changePassword(SANDBOX_PASSWORD, 'copper lantern tidewater')
  await page.getByText('Reported').first().waitFor()
  expect(pageErrors).toEqual([])
})
