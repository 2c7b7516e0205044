/** T13 for issuers, and what leaves the window: hostile texts and card numbers in every string that the sandbox issuer sends, on every page that shows them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { findCardNumbers } from '#shared/domain/card-text.ts'
import { ConnectionsPage } from '#tests/e2e/pages/connections.ts'
import { SyncPage } from '#tests/e2e/pages/sync.ts'
import { AppWindow } from '#tests/e2e/pages/window.ts'
import { processTree } from '#tests/support/process-memory.ts'
import { print } from '../support/amounts.ts'
import { filesUnder, unlinkedFilesOf } from '../support/marks.ts'
import { PAN_TEXTS } from '../support/pan.ts'
import { PAYLOADS } from '../support/payloads.ts'
import { launchSandboxed } from '../support/sandboxed-app.ts'

type Watched = Window & { ran: string[]; violations: string[]; x9: () => void }

/** Every text of the issuer's answers from now on. */
async function plantTexts(dataFolder: string): Promise<void> {
  const port = readFileSync(join(dataFolder, 'sandbox', 'port'), 'utf8').trim()
  const texts = PAYLOADS.flatMap((payload, index) => [payload, PAN_TEXTS[index % PAN_TEXTS.length] ?? ''])
  const response = await fetch(`http://127.0.0.1:${port}/sandbox/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([{ kind: 'texts', texts, times: null }]) })
  expect(response.status).toBe(200)
}

/** Everything that a page shows: as it opens, each of its tabs, the first thing of its list, and what its fields say. */
async function lookAround(page: Page, window: AppWindow, shown: string[]): Promise<void> {
  const look = async () => {
    await page.waitForTimeout(250)
    const labels = await page.evaluate(() => [...document.querySelectorAll('[title], [aria-label], input, option')].map((one) => `${one.getAttribute('title') ?? ''} ${one.getAttribute('aria-label') ?? ''} ${(one as HTMLInputElement).value ?? ''}`).join('\n'))
    shown.push(await page.locator('body').innerText(), labels, await page.title())
  }
  for (const name of ['Overview', 'Transactions', 'Cards', 'Employees', 'Limits', 'Reports', 'Statements', 'Activity', 'Connections', 'Settings'] as const) {
    await window.go(name)
    await look()
    const tabs = page.getByRole('main').getByRole('radiogroup').locator('label')
    for (let index = 0; index < Math.min(6, await tabs.count()); index += 1) {
      await tabs.nth(index).click({ timeout: 1_000 }).catch(() => {})
      await look()
    }
    await window.go(name)
    await page.waitForTimeout(200)
    const first = page.getByRole('main').locator('[role=row][tabindex], article a, li a').first()
    if ((await first.count()) > 0) {
      await first.click({ timeout: 1_000 }).catch(() => {})
      await look()
      await page.keyboard.press('Escape')
    }
  }
  await window.press('Control+k')
  for (const typed of ['<img', 'svg', '1111']) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(typed)
    await look()
  }
  await page.keyboard.press('Escape')
}

test('30 payloads and card numbers through every string of an issuer: none runs, no number is shown, copied or written down', async () => {
  const { electron, page, close, dataFolder, pageErrors } = await launchSandboxed()
  onTestFinished(close)
  await page.addInitScript(() => {
    const watched = window as unknown as Watched
    watched.ran = []
    watched.violations = []
    watched.x9 = () => void watched.ran.push(location.hash)
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => watched.violations.push(`${violatedDirective} ${sample}`))
    watched.alert = watched.x9
  })
  await page.reload()
  const window = new AppWindow(page)
  const connections = new ConnectionsPage(page)
  await window.createVault()
  await connections.startSandbox()
  await plantTexts(dataFolder)
  await connections.register('mara.ellison')
  await connections.enterPassword()
  await connections.answerCode()
  await new SyncPage(page).says(/Up to date/, 120_000)

  const shown: string[] = []
  await lookAround(page, window, shown)
  await window.go('Settings')
  await page.getByRole('link', { name: 'Show diagnostics' }).click()
  const report = page.getByLabel('What would be copied')
  await report.waitFor()
  const offered = await report.innerText()
  await page.getByRole('button', { name: 'Copy diagnostics' }).click()
  await page.getByRole('button', { name: 'Copied', exact: true }).waitFor()
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())

  const found = await page.evaluate(() => ({ ran: (window as unknown as Watched).ran, violations: (window as unknown as Watched).violations, handlers: document.querySelectorAll('[onerror], [onload], [ontoggle], [onfocus], iframe, object, embed, marquee').length }))
  const text = shown.join('\n')
  const seen = PAYLOADS.filter((payload) => text.includes(payload)).length
  const log = readFileSync(join(dataFolder, 'logs', 'main.log'), 'utf8')
  const stored = filesUnder(dataFolder, ['/sandbox/', '/sandbox-']).flatMap((path) => PAYLOADS.filter((payload) => payload.length > 12 && readFileSync(path).includes(payload)).map((payload) => `${path}: ${payload}`))
  const unlinked = (process.platform === 'linux' ? processTree(electron.process().pid ?? 0) : []).flatMap((pid) => unlinkedFilesOf(pid)).filter(({ bytes }) => PAYLOADS.some((payload) => payload.length > 12 && bytes.includes(payload)))
  print(`issuer's text: ${PAYLOADS.length} payloads and ${PAN_TEXTS.length} card numbers in every string of every answer; ${shown.length / 3} views, ${text.length} characters: ${seen} payloads seen as text, ${found.ran.length} ran, ${found.violations.length} violations, ${findCardNumbers(text).length} card numbers shown; ${copied.length} characters copied`)
  expect(found).toEqual({ ran: [], violations: [], handlers: 0 })
  expect(seen).toBeGreaterThan(PAYLOADS.length / 2)
  expect(text).toContain('··1111')
  expect(findCardNumbers(text)).toEqual([])
  expect(copied).toBe(offered)
  expect(findCardNumbers(copied)).toEqual([])
  expect(PAYLOADS.filter((payload) => payload.length > 8 && copied.includes(payload))).toEqual([])
  expect(findCardNumbers(log)).toEqual([])
  expect(stored).toEqual([])
  expect(unlinked.map(({ name }) => name)).toEqual([])
  expect(text).toMatch(/sent what looks like [\d,]+ card numbers/)
  expect(pageErrors).toEqual([])
}, 300_000)
