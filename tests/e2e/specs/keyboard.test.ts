import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'
import { expect, it } from 'vitest'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { launchApp, newDataFolder } from '../support/app.ts'
import { resize } from '../support/launch.ts'
import { AppWindow, BUSINESS, PASSPHRASE, type PageName } from '../pages/window.ts'
import { ImportsPage } from '../pages/imports.ts'

const PAGES: readonly PageName[] = ['Overview', 'Transactions', 'Cards', 'Employees', 'Limits', 'Disputes', 'Reports', 'Statements', 'Activity', 'Settings']

it('the books are set up, filled, searched and locked without the mouse, from the first start on', async () => {
  const files = await writeBusinessFiles(await newDataFolder())
  const { page, pageErrors } = await launchApp({ files: [files.amexRecent] })
  const window = new AppWindow(page)
  await tabTo(page, 'Set up first, add files later')
  await page.keyboard.press('Enter')
  await page.getByLabel('Name of the business').waitFor()
  for (const field of [BUSINESS, PASSPHRASE, PASSPHRASE]) {
    await tabToField(page)
    await page.keyboard.type(field)
  }
  await page.keyboard.press('Enter')
  // The recovery key: seen, copied, and two groups of it typed, each into the field that has the focus by then.
  const recoveryKey = await window.shownRecoveryKey()
  await page.keyboard.press('Enter')
  await window.groupField.first().waitFor()
  for (const label of await page.locator('label').filter({ hasText: /^Group \d$/ }).allInnerTexts()) await page.keyboard.type(recoveryKey.split('-')[Number(label.slice(-1)) - 1] ?? '')
  await page.keyboard.press('Enter')
  const imports = new ImportsPage(page)
  await imports.importButton.waitFor()
  await page.keyboard.press('Enter')
  await imports.result.waitFor()

  // The palette goes anywhere.
  await window.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('transactions')
  await page.keyboard.press('Enter')
  await page.getByText(`${files.counts.amexRecent} charges`).waitFor()

  // Down to a charge, open it, walk on, close it.
  await window.press('j')
  await window.press('Enter')
  await page.getByLabel('Note').first().waitFor()
  await window.press('Escape')
  await expect.poll(() => page.getByLabel('Note').count()).toBe(0)

  // The page's own list of keys.
  await window.press('?')
  await page.getByRole('dialog', { name: /shortcuts/i }).waitFor()
  await window.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await window.press('Control+l')
  await window.passphraseField.waitFor()
  expect(pageErrors).toEqual([])
})

it('no page has a serious accessibility fault, in light and dark, and none is cut at the smallest window', async () => {
  const files = await writeBusinessFiles(await newDataFolder())
  const { electron, page } = await launchApp({ files: [files.amex, files.visa] })
  const window = new AppWindow(page)
  await window.setUpFirst()
  await window.protect()
  await window.keepRecoveryKey()
  const imports = new ImportsPage(page)
  await imports.importButton.waitFor()
  const faults = [...(await seriousFaults(page, 'import preview'))]
  await imports.import()
  await imports.result.waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    for (const name of PAGES) {
      await window.go(name)
      await page.waitForTimeout(400)
      faults.push(...(await seriousFaults(page, `${name}, ${theme}`)))
    }
    for (const link of ['Show diagnostics', 'Show licences']) {
      await window.go('Settings')
      await page.getByRole('link', { name: link }).click()
      await page.getByLabel('What would be copied').or(page.getByText('@babel/runtime')).first().waitFor()
      faults.push(...(await seriousFaults(page, `${link}, ${theme}`)))
    }
  }
  expect(faults).toEqual([])
  await resize(electron, { width: 960, height: 640 })
  for (const name of PAGES) {
    await window.go(name)
    await page.waitForTimeout(300)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, `${name} at 960`).toBe(0)
  }
})

interface Fault {
  readonly page: string
  readonly id: string
  readonly where: string
}

/** What axe calls serious or critical. */
async function seriousFaults(page: Page, name: string): Promise<readonly Fault[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => ({ id, where: `${html.slice(0, 240)}: ${failureSummary.slice(0, 300)}` })))
  })
  return found.map((fault) => ({ page: name, ...fault }))
}

/** Presses Tab until the element with this name has the focus; a page where that never happens has a trap. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await page.getByRole('button', { name, exact: true }).evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${name}`)
}

/** On to the next empty text field. */
async function tabToField(page: Page): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    const isEmptyField = await page.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.value === '')
    if (isEmptyField) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab reaches no empty field')
}
