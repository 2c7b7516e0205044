import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { launchApp } from '../support/app.ts'
import { ConnectionsPage } from '../pages/connections.ts'
import { SyncPage } from '../pages/sync.ts'
import { AppWindow } from '../pages/window.ts'

it('a company is signed in to, read and changed with the network off, over a restart, and the change arrives once', async () => {
  const first = await launchApp()
  const { dataFolder } = first
  const window = new AppWindow(first.page)
  const sync = new SyncPage(first.page)
  await window.createVault()
  await new ConnectionsPage(first.page).signInToSandbox()
  await sync.says(/Up to date/, 120_000)

  // The whole company is here.
  await window.go('Cards')
  await sync.freezeButtons().nth(15).waitFor()
  await window.go('Transactions')
  await first.page.getByText(/^\d,\d{3} charges$/).waitFor()

  await sync.turnSandbox(false)
  await sync.syncNow()
  await sync.says(/Offline · as of \d\d:\d\d/)
  expect(await sync.details.innerText()).toContain('Everything stays readable')
  await window.press('Escape')
  await canBeRead(first.page, window)

  // Frozen at once, and the window does not pretend that the issuer knows.
  await window.go('Cards')
  const label = (await sync.freezeButtons().first().getAttribute('aria-label'))?.replace('Freeze ', '') ?? ''
  await first.page.getByRole('button', { name: `Freeze ${label}`, exact: true }).click()
  await sync.card(label).getByText('Not sent yet: offline').waitFor()
  expect(await sync.card(label).innerText()).toContain('Frozen')
  await first.page.getByText(/^Frozen here: .* sent as soon as/).waitFor()
  await sync.says(/Offline .* 1 waiting/)
  expect(first.pageErrors).toEqual([])
  await first.close()

  const second = await launchApp({ dataFolder })
  const again = new AppWindow(second.page)
  const back = new SyncPage(second.page)
  await again.unlock()
  await back.says(/Offline .* 1 waiting/)
  await canBeRead(second.page, again)
  await again.go('Cards')
  await back.card(label).getByText('Not sent yet: offline').waitFor()
  await again.go('Activity')
  await back.showChanges()
  expect(await back.change('Waiting to be sent').innerText()).toMatch(/^Freeze .*\n*Not sent yet: offline/)

  await back.turnSandbox(true)
  await back.says(/Up to date/)
  await again.go('Activity')
  await back.showChanges()
  await back.change('Settled in the last day').getByText('Confirmed by the issuer').waitFor()
  await again.go('Cards')
  await second.page.getByRole('button', { name: `Unfreeze ${label}`, exact: true }).waitFor()
  expect(await back.card(label).innerText()).not.toMatch(/sent/)
  expect(second.pageErrors).toEqual([])
  await second.close()

  expect(commandsOf(dataFolder)).toEqual([{ operation: 'cards.freeze', status: 200 }])
})

/** Searching, and reading a statement. */
async function canBeRead(page: AppWindow['page'], window: AppWindow): Promise<void> {
  await window.go('Transactions')
  const search = page.getByRole('textbox', { name: 'Find charges' })
  await search.fill('Lamb & Lantern')
  await page.getByText(/^\d{1,3} charges$/).waitFor()
  await search.fill('')
  await window.go('Statements')
  await window.main.getByRole('row').nth(1).click()
  await page.getByText('Opening balance').first().waitFor()
}

/** What the sandbox issuer was asked to do and did, by its own books. */
function commandsOf(dataFolder: string): readonly unknown[] {
  const books = new Database(join(dataFolder, 'sandbox', 'sandbox-issuer.sqlite'), { readonly: true })
  try {
    return books.prepare('SELECT operation, status FROM commands').all()
  } finally {
    books.close()
  }
}
