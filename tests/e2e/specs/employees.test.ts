import { expect, it } from 'vitest'
import { launchApp } from '../support/app.ts'
import { commandsOf } from '../support/sandbox-books.ts'
import { ConnectionsPage } from '../pages/connections.ts'
import { PeoplePage } from '../pages/people.ts'
import { SyncPage } from '../pages/sync.ts'
import { AppWindow } from '../pages/window.ts'

it('somebody is invited with a card, a request is answered, a decline is helped and somebody leaves, without the mouse', async () => {
  const { page, electron, dataFolder, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const people = new PeoplePage(page)
  await window.createVault()
  await new ConnectionsPage(page).signInToSandbox()
  await new SyncPage(page).says(/Up to date/, 120_000)

  // Person, card and limit in one go; each is there once the issuer has made it.
  await window.goByKeys('employees')
  await people.row('Tom Kessler').waitFor()
  await people.inviteByKeys({ first: 'Robin', last: 'Castell', email: 'robin.castell@harbourfinch.example', department: 'Sales', title: 'Account executive', purpose: 'Software', limit: '400' })
  expect(await people.invitation.innerText()).toContain('Robin may spend $400.00 a month with it.')
  await window.press('Enter')
  await people.invitation.waitFor({ state: 'detached' })
  await people.openByKeys('Robin Castell')
  await people.cards.getByText(/Virtual · .* · Active/).waitFor()
  await page.getByText('$0.00 of $400.00').waitFor()

  // Less than was asked for: refused in place while it is no more than is allowed already, then approved.
  await window.goByKeys('limits')
  await people.limitsTabs.waitFor()
  await window.press('Shift+R')
  const first = people.waitingRequests.first()
  await first.waitFor()
  const title = await first.getByRole('heading').innerText()
  await window.press('j')
  await window.press('c')
  await page.getByLabel('Amount').waitFor()
  await window.press('Control+a')
  await page.keyboard.type('1')
  await window.press('Enter')
  await page.getByText(/It is \$[\d,]+ already/).waitFor()
  const allowed = Number((await page.getByText(/It is \$[\d,]+ already/).innerText()).replace(/\D/g, ''))
  await window.press('Control+a')
  await page.keyboard.type(String(allowed + 50))
  await window.press('Enter')
  const name = title.split(' asks ')[0] ?? ''
  await people.answeredRequests.first().getByText(`Approved by Maren Finch: $${(allowed + 50).toLocaleString('en')}`).waitFor()
  expect(await people.answeredRequests.first().innerText()).toContain(`${name} asked for`)

  // What helps against the newest decline, and what to tell whoever it happened to.
  await window.press('Shift+D')
  const decline = page.getByRole('article', { name: /declined$/ }).first()
  await decline.waitFor()
  await window.press('j')
  await window.press('r')
  await decline.getByRole('status').waitFor()
  await window.press('y')
  await decline.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^Hi \w+, your charge of \$[\d.,]+ at .* was declined because .*\. I have .*\. Please try again\.$/)

  // What is open is said before; afterwards the cards are frozen and the person is out of the way.
  await window.goByKeys('employees')
  await people.openByKeys('Diego Marchetti')
  await people.press('Deactivate…')
  await people.press('Deactivate Diego and freeze 1 card')
  await page.getByText('Operations manager').locator('..').getByText('Inactive').waitFor()
  await people.cards.getByText(/ · Frozen/).waitFor()
  await window.goByKeys('employees')
  expect(await people.row('Diego Marchetti').count()).toBe(0)
  await people.press('Inactive (1)')
  await people.row('Diego Marchetti').waitFor()

  expect(pageErrors).toEqual([])
  expect(commandsOf(dataFolder)).toEqual(['cardholders.invite', 'cards.order', 'limits.create', 'limitRequests.approve', expect.stringMatching(/^(cards\.unfreeze|controls\.set)$/), 'cardholders.deactivate'])
})
