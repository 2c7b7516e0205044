/** After a lock no living process of the app holds what was written before it (SECURITY: T16), and what would show that this test is blind. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { canReadMemory, processTree, scanMemory, type ScannedProcess } from '#tests/support/process-memory.ts'
import { launchApp, newDataFolder } from '../support/app.ts'
import { dropFiles } from '../support/launch.ts'
import { ImportsPage } from '../pages/imports.ts'
import { AppWindow } from '../pages/window.ts'

const shown = (found: readonly ScannedProcess[]) => found.map(({ name, hits, megabytes }) => `${name} ${hits} (${megabytes} MB)`).join(', ')

const holders = (found: readonly ScannedProcess[]) => found.filter(({ hits }) => hits > 0).map(({ name }) => name)

/** Long enough for processes that were told to end. */
const SETTLE_MS = 2_000

/** Typed key by key, and never read back: the tools of the test would carry it through main themselves. */
const newMarker = () => `zq${randomBytes(8).toString('hex')}`

it.skipIf(!canReadMemory)('a note that is saved and one that is begun are in no process after the lock', async () => {
  const { page, electron } = await launchApp()
  const window = new AppWindow(page)
  const files = await writeBusinessFiles(await newDataFolder())
  await window.createVault()
  await dropFiles(page, [files.visa])
  const imports = new ImportsPage(page)
  await imports.import()
  await imports.result.waitFor()

  const marker = newMarker()
  const scan = () => scanMemory(processTree(electron.process().pid ?? 0), marker)
  const write = async (id: number) => {
    await page.evaluate((charge) => void (location.hash = `#/transactions?id=${charge}`), id)
    await page.getByRole('textbox', { name: 'Note' }).click()
    await page.keyboard.type(marker, { delay: 20 })
  }
  await write(1)
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved', { exact: true }).waitFor()
  await write(2)
  await sleep(SETTLE_MS)
  const open = scan()
  expect(holders(open)).toEqual(expect.arrayContaining(['renderer', 'engine']))

  // What a lock would leave that renews the page and keeps the engine: this scan has to see it.
  for (const address of ['data:text/html,', 'app://cardkeep/']) await electron.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.loadURL(to).catch(() => undefined), address)
  await window.main.waitFor()
  await sleep(SETTLE_MS)
  const pageOnly = scan()
  expect(holders(pageOnly)).toContain('engine')

  await window.lock()
  await sleep(SETTLE_MS)
  const locked = scan()
  process.stdout.write(`a note\n  open: ${shown(open)}\n  page renewed, engine kept: ${shown(pageOnly)}\n  locked: ${shown(locked)}\n`)
  // Where this Electron is too old for the engine's SQLite, main relays every message and keeps copies; the packaged app never runs so.
  const isRelayed = await electron.evaluate(() => Number(process.versions['napi']) < 10)
  expect(holders(locked).filter((name) => !(isRelayed && name === 'main'))).toEqual([])
})

it.skipIf(!canReadMemory)('with the engine as a utilityProcess, as the product runs it, a passphrase never was in main, and after the lock is nowhere', async () => {
  const { page, electron } = await launchApp({ env: { CARDKEEP_ENGINE_ENTRY: 'selftest' } })
  const window = new AppWindow(page)
  await window.setUpFirst()
  const marker = newMarker()
  const scan = () => scanMemory(processTree(electron.process().pid ?? 0), marker)
  await page.getByLabel('Name of the business').fill('Harbour & Finch LLC')
  for (const label of ['Passphrase for this computer', 'The same again']) {
    await page.getByLabel(label).click()
    await page.keyboard.type(marker, { delay: 20 })
  }
  await sleep(SETTLE_MS)
  const typed = scan()
  expect(holders(typed)).toContain('renderer')
  await page.getByRole('button', { name: 'Create the vault' }).click()
  await sleep(SETTLE_MS)
  const open = scan()
  await page.evaluate(() => void (globalThis as unknown as { bridge: { lock: (input: object) => unknown } }).bridge.lock({})).catch(() => {})
  await window.passphraseField.waitFor()
  await sleep(SETTLE_MS)
  const locked = scan()
  process.stdout.write(`a passphrase\n  typed: ${shown(typed)}\n  open: ${shown(open)}\n  locked: ${shown(locked)}\n`)
  expect([...holders(typed), ...holders(open)]).not.toContain('main')
  expect([...holders(typed), ...holders(open)]).toContain('utility')
  expect(holders(locked)).toEqual([])
})
