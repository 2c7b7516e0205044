/** What locks by itself, seen from outside: time, the screen, sleep; and what is there again after the unlocking. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { startLogind } from '#tests/support/logind.ts'
import { launchApp, newDataFolder, type RunningApp } from '../support/app.ts'
import { dropFiles, enginePids } from '../support/launch.ts'
import { ImportsPage } from '../pages/imports.ts'
import { AppWindow } from '../pages/window.ts'

const BUS = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''

interface LockedLine {
  /** When everything was gone, epoch ms. */
  readonly at: number
  readonly reason: string
  /** From the decision until then. */
  readonly ms: number
}

/** What the app's own log says of each lock. */
async function locksIn(dataFolder: string): Promise<LockedLine[]> {
  const lines = (await readFile(join(dataFolder, 'logs', 'main.log'), 'utf8')).trim().split('\n')
  return lines.flatMap((line) => {
    const event = JSON.parse(line) as { readonly event: string; readonly at: string; readonly reason: string; readonly ms: number }
    return event.event === 'locked' ? [{ at: Date.parse(event.at), reason: event.reason, ms: event.ms }] : []
  })
}

async function lockedScreen({ page }: RunningApp): Promise<void> {
  await new AppWindow(page).passphraseField.waitFor({ timeout: 20_000 })
}

it('locks when nobody is there: not while somebody types, and within two seconds of the time', async () => {
  // The shortest choice, one minute, passes in six seconds here.
  const app = await launchApp({ env: { CARDKEEP_LOCK_MINUTE_MS: '6000' } })
  const window = new AppWindow(app.page)
  await window.createVault()
  await window.go('Settings')
  await app.page.getByLabel('Lock when nobody is here').selectOption('After 1 minute')
  const before = await enginePids(app.electron)
  for (let press = 0; press < 8; press += 1) {
    await app.page.keyboard.press('Shift')
    await sleep(1_000)
  }
  expect(await enginePids(app.electron)).toEqual(before)
  await app.page.keyboard.press('Shift')
  const left = Date.now()
  await lockedScreen(app)
  await expect.poll(() => locksIn(app.dataFolder)).toMatchObject([{ reason: 'idle' }])
  const [{ at, ms } = { at: 0, ms: 0 }] = await locksIn(app.dataFolder)
  const late = at - ms - left - 6_000
  process.stdout.write(`idle lock: ${Math.round(late)} ms after the time, everything gone ${ms} ms later\n`)
  expect(late).toBeGreaterThan(-200)
  expect(late).toBeLessThan(2_000)
  await expect.poll(() => enginePids(app.electron)).not.toEqual(before)

  // The choice is kept in the vault, and the page is the one that was left.
  await window.unlock()
  expect(await app.page.getByLabel('Lock when nobody is here').inputValue()).toBe('1')
})

it('locks within a second when the screen is locked or the machine goes to sleep, and comes back to the page without what was asked of it', async () => {
  const app = await launchApp({ env: { DBUS_SYSTEM_BUS_ADDRESS: BUS, XDG_SESSION_ID: '3' } })
  const window = new AppWindow(app.page)
  const files = await writeBusinessFiles(await newDataFolder())
  await window.createVault()
  await dropFiles(app.page, [files.visa])
  const imports = new ImportsPage(app.page)
  await imports.import()
  await imports.result.waitFor()
  const logind = await startLogind(BUS)
  onTestFinished(() => logind.end())
  const signals = [
    ['screen', () => logind.screenSaver(true)],
    ['screen', () => logind.lockSession('3')],
    // Electron's own word for it: its logind part ends the app when a logind is not the whole one.
    ['sleep', () => app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))],
  ] as const
  const gone: number[] = []
  const shown: number[] = []
  for (const [, signal] of signals) {
    await window.go('Transactions')
    await app.page.evaluate(() => void (location.hash = '#/transactions?id=1'))
    await app.page.getByRole('textbox', { name: 'Note' }).waitFor()
    const before = await enginePids(app.electron)
    const sent = Date.now()
    await signal()
    await lockedScreen(app)
    shown.push(Date.now() - sent)
    gone.push(((await locksIn(app.dataFolder)).at(-1)?.at ?? Number.NaN) - sent)
    expect(await app.page.evaluate(() => location.hash)).toBe('#/transactions')
    await expect.poll(() => enginePids(app.electron)).not.toEqual(before)
    await window.unlock()
    await app.page.getByText(`${files.counts.visa} charges`).waitFor()
  }
  const locks = await locksIn(app.dataFolder)
  process.stdout.write(`from the signal: engine and page gone after ${gone.join(', ')} ms, unlock screen there after ${shown.join(', ')} ms\n`)
  expect(locks.map(({ reason }) => reason)).toEqual(signals.map(([reason]) => reason))
  for (const ms of gone) expect(ms).toBeLessThan(1_000)

  // Somebody else's session is none of ours.
  await logind.lockSession('4')
  await sleep(500)
  expect(await locksIn(app.dataFolder)).toHaveLength(signals.length)
})

it('keeps a note that is begun when the time is up, and offers it again', async () => {
  const app = await launchApp({ env: { CARDKEEP_LOCK_MINUTE_MS: '1200' } })
  const window = new AppWindow(app.page)
  const files = await writeBusinessFiles(await newDataFolder())
  await window.createVault()
  await dropFiles(app.page, [files.visa])
  const imports = new ImportsPage(app.page)
  await imports.import()
  await imports.result.waitFor()
  const note = app.page.getByRole('textbox', { name: 'Note' })
  await app.page.evaluate(() => void (location.hash = '#/transactions?id=1'))
  await note.click()
  await app.page.keyboard.type('Lunch with the harbour master')
  // Nothing is said before: the minutes (here twelve seconds) pass, and the window is locked.
  await lockedScreen(app)
  expect(await locksIn(app.dataFolder)).toMatchObject([{ reason: 'idle' }])

  await window.unlock()
  await app.page.getByText('The note you had begun is kept').waitFor()
  await app.page.getByRole('button', { name: 'Go on with it' }).first().click()
  await note.waitFor()
  expect(await note.inputValue()).toBe('')
  await app.page.getByRole('status').filter({ hasText: 'You had begun a note here' }).getByRole('button', { name: 'Go on with it' }).click()
  expect(await note.inputValue()).toBe('Lunch with the harbour master')
  await app.page.keyboard.press('Control+Enter')
  await app.page.getByText('Saved', { exact: true }).waitFor()

  // Saved, it is no draft any more.
  await window.lock()
  await window.unlock()
  await window.main.waitFor()
  await sleep(1_000)
  expect(await app.page.getByText('The note you had begun is kept').count()).toBe(0)
})
