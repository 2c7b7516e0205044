/** The tour of an issuer that is kept in step: everything of the sandbox's company, then the network off and on again. */
import type { Page } from 'playwright'
import { ConnectionsPage } from '../e2e/pages/connections.ts'
import { SyncPage } from '../e2e/pages/sync.ts'
import type { AppWindow } from '../e2e/pages/window.ts'

export interface Stops {
  readonly page: Page
  readonly window: AppWindow
  readonly shot: (name: string) => Promise<void>
  /** Runs what it is given in both schemes and both sizes, with a suffix for the names. */
  readonly everyLook: (look: (suffix: string) => Promise<void>) => Promise<void>
}

export async function syncStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const sync = new SyncPage(page)
  const connections = new ConnectionsPage(page)
  await window.go('Connections')
  await page.getByRole('button', { name: 'Try the sandbox' }).click()
  await connections.form('Register').waitFor({ timeout: 120_000 })
  await shot('register')
  await connections.register('mara.ellison')
  await shot('sign-in')
  await connections.enterPassword()
  await connections.answerCode()
  await sync.says(/Syncing/)
  await sync.pill.click()
  await shot('sync-first')
  await window.press('Escape')
  await sync.says(/Up to date/, 120_000)
  await everyLook(async (suffix) => {
    await window.go('Cards')
    await shot(`cards-of-an-issuer-${suffix}`)
    await window.go('Transactions')
    await page.getByText('pending').first().click()
    await shot(`pending-charge-${suffix}`)
    await window.press('Escape')
  })

  await sync.turnSandbox(false)
  await sync.syncNow()
  await sync.says(/Offline/)
  await window.press('Escape')
  await window.go('Cards')
  await sync.freezeButtons().first().click()
  await sync.says(/waiting/)
  await everyLook(async (suffix) => {
    await window.go('Cards')
    await shot(`cards-offline-${suffix}`)
    await sync.pill.click()
    await shot(`sync-offline-${suffix}`)
    await window.press('Escape')
    await window.go('Activity')
    await shot(`sync-runs-${suffix}`)
    await sync.showChanges()
    await shot(`changes-waiting-${suffix}`)
  })
  await page.getByRole('button', { name: /^Give up… / }).click()
  await shot('change-give-up')
  await window.press('Escape')

  await sync.turnSandbox(true)
  await sync.says(/Up to date/)
  await window.go('Activity')
  await sync.showChanges()
  await shot('changes-settled')
}
