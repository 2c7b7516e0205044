import { expect, it } from 'vitest'
import type { Card } from '#shared/gateway/resources/cards.ts'
import { launchApp } from '../support/app.ts'
import { commandsOf, objectsOf } from '../support/sandbox-books.ts'
import { ConnectionsPage } from '../pages/connections.ts'
import { SyncPage } from '../pages/sync.ts'
import { AppWindow } from '../pages/window.ts'

it('a card is frozen, let go, reported and replaced, a virtual one ordered and several frozen at once, without the mouse', async () => {
  const { page, dataFolder, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const sync = new SyncPage(page)
  await window.createVault()
  await new ConnectionsPage(page).signInToSandbox()
  await sync.says(/Up to date/, 120_000)

  // One card: at once, and back.
  await window.goByKeys('cards')
  await sync.freezeButtons().nth(15).waitFor()
  await window.press('v')
  await page.getByRole('row', { name: /Diego Marchetti/ }).press('Enter')
  await page.getByRole('button', { name: 'Freeze', exact: true }).waitFor()
  await window.press('f')
  await page.getByRole('button', { name: 'Unfreeze', exact: true }).waitFor()
  await sync.says(/Up to date/)
  await window.press('f')
  await page.getByRole('button', { name: 'Freeze', exact: true }).waitFor()
  await sync.says(/Up to date/)

  // What ends a number says first what will happen; history goes on under the new one.
  await window.pressButton('More about this card')
  await page.getByRole('menuitem', { name: /Report lost or stolen/ }).press('Enter')
  const report = page.getByRole('dialog', { name: 'Report lost or stolen' })
  await report.waitFor()
  expect(await report.innerText()).toContain('Closed at once, for good')
  await report.getByRole('button', { name: 'Report lost and order a new card' }).press('Enter')
  await report.waitFor({ state: 'detached' })
  await page.getByText(/^Closed/).first().waitFor()
  await sync.says(/Up to date/)
  await expect.poll(() => objectsOf<Card>(dataFolder, 'card').find(({ closedReason, replacedById }) => closedReason === 'lost' && replacedById !== null)?.status, { timeout: 30_000 }).toBe('closed')

  // A virtual card for one merchant.
  await window.goByKeys('cards')
  await page.getByRole('button', { name: /New card/ }).waitFor()
  await window.press('n')
  const order = page.getByRole('dialog', { name: 'New card' })
  await order.waitFor()
  await order.getByRole('radio', { name: 'Physical' }).press('ArrowRight')
  await order.getByLabel('For', { exact: true }).fill('Ines')
  await page.getByRole('option', { name: 'Ines Carvalho' }).waitFor()
  await window.press('ArrowDown')
  await window.press('Enter')
  await order.getByRole('combobox', { name: 'Billed to' }).or(order.getByLabel('Billed to')).first().press('ArrowDown')
  await page.getByRole('option', { name: /Finch Cash Business/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await window.press('Enter')
  await order.getByLabel('What it is for').fill('Website hosting')
  await order.getByLabel('Only at this merchant').fill('Nimbus')
  await order.getByLabel('At most in all').fill('250')
  await order.getByRole('button', { name: /^(Order|Make|Create)/ }).press('Enter')
  await order.waitFor({ state: 'detached' })
  await sync.says(/Up to date/)
  await expect.poll(() => objectsOf<Card>(dataFolder, 'card').find(({ virtual }) => virtual?.purpose === 'Website hosting')?.virtual, { timeout: 30_000 }).toMatchObject({ merchantLock: 'Nimbus', totalLimit: { amountMinor: 25_000, currency: 'USD' } })

  // Several at once; the ones that cannot be are named.
  await window.press('a')
  await page.getByRole('group', { name: 'Selected cards' }).waitFor()
  await window.press('f')
  await expect.poll(() => objectsOf<Card>(dataFolder, 'card').filter(({ status }) => status === 'active').length, { timeout: 60_000 }).toBe(0)
  await sync.says(/Up to date/)

  expect(pageErrors).toEqual([])
  expect(commandsOf(dataFolder).slice(0, 4)).toEqual(['cards.freeze', 'cards.unfreeze', 'cards.report', 'cards.order'])
})
