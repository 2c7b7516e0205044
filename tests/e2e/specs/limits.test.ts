import { expect, it } from 'vitest'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import { launchApp } from '../support/app.ts'
import { commandsOf, objectsOf } from '../support/sandbox-books.ts'
import { ConnectionsPage } from '../pages/connections.ts'
import { SyncPage } from '../pages/sync.ts'
import { AppWindow } from '../pages/window.ts'

it('a limit is tried on the past, set, raised, and several are changed at once; with the network off it waits and arrives once', async () => {
  const { page, dataFolder, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const sync = new SyncPage(page)
  await window.createVault()
  await new ConnectionsPage(page).signInToSandbox()
  await sync.says(/Up to date/, 120_000)

  // The sentence of one card: less than is spent a month would have declined something, and says what.
  await window.goByKeys('cards')
  await sync.freezeButtons().nth(15).waitFor()
  await window.press('v')
  await page.getByRole('row', { name: /Wei Zhang.*5271|5271.*Wei Zhang/ }).press('Enter')
  await page.getByRole('link', { name: 'Edit limits' }).waitFor()
  await window.press('l')
  const sentence = page.getByRole('group', { name: 'What may be spent, and where' })
  await sentence.getByText('$5,000').waitFor()
  await sentence.getByRole('button', { name: /^Amount a month/ }).press('Enter')
  await page.getByLabel('Amount', { exact: true }).waitFor()
  await window.press('Control+a')
  await page.keyboard.type('1000')
  await window.press('Enter')
  await page.getByText(/In the last 90 days this would have declined \d+ charges? of Wei Zhang/).or(page.getByText(/this would have declined \d+ charges?/)).first().waitFor()
  await window.press('Control+a')
  await sentence.getByRole('button', { name: /^Amount a month/ }).press('Enter')
  await page.getByLabel('Amount', { exact: true }).waitFor()
  await window.press('Control+a')
  await page.keyboard.type('6500')
  await window.press('Enter')
  await page.getByText(/\$5,000.*\$6,500/s).first().waitFor()
  await window.press('Control+Enter')
  await page.getByRole('link', { name: 'Edit limits' }).waitFor()
  await page.getByText(/of \$6,500\.00/).first().waitFor()
  await sync.says(/Up to date/)
  const limitOf = (minor: number) => objectsOf<Limit>(dataFolder, 'limit').filter(({ amount }) => amount.amountMinor === minor)
  expect(limitOf(650_000)).toHaveLength(1)

  // Raised until tonight, offline: shown, waiting, and sent once the issuer is back.
  await sync.turnSandbox(false)
  await window.goByKeys('limits')
  await window.press('Control+f')
  await page.keyboard.type('Wei')
  await page.getByRole('button', { name: /^Raise the monthly limit of Wei Zhang/ }).press('Enter')
  const raise = page.getByRole('dialog', { name: /^Raise the monthly limit/ })
  await raise.getByLabel('Up to').waitFor()
  await window.press('Control+a')
  await page.keyboard.type('8000')
  await raise.getByLabel('Why').fill('Trade fair')
  await window.press('Enter')
  await raise.waitFor({ state: 'detached' })
  await page.getByText(/of \$8,000\.00/).first().waitFor()
  await sync.says(/Offline .* 1 waiting|1 waiting/)
  expect(limitOf(650_000)[0]?.raise).toBeNull()
  await sync.turnSandbox(true)
  await sync.says(/Up to date/)
  expect(limitOf(650_000)[0]?.raise).toMatchObject({ amount: { amountMinor: 800_000 }, reason: 'Trade fair' })

  // Three at once, with what changes for each before it does.
  await window.goByKeys('limits')
  for (const who of ['Tom Kessler', 'Aisha Bello', 'Grace Halloran']) await page.getByRole('checkbox', { name: new RegExp(`^Select .*${who}`) }).first().press('Space')
  await page.getByRole('region', { name: 'Selection' }).getByRole('link', { name: /^Edit limits of 3/ }).press('Enter')
  await sentence.waitFor()
  await page.getByRole('button', { name: 'Limit', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'a week', exact: true }).press('Enter')
  await page.getByLabel('Amount', { exact: true }).waitFor()
  await page.keyboard.type('777')
  await window.press('Enter')
  await page.getByText('$777').nth(3).waitFor()
  await window.press('Control+Enter')
  await sync.says(/Up to date/)
  await expect.poll(() => limitOf(77_700).length, { timeout: 30_000 }).toBe(3)

  expect(pageErrors).toEqual([])
  expect(commandsOf(dataFolder)).toEqual(['limits.update', 'limits.raise', 'limits.create', 'limits.create', 'limits.create'])
})
