/**
 * The app's processes, from outside: how the engine is run, what becomes of it, and what the page can reach.
 *
 * The product runs the engine as Electron's utilityProcess with a port handed to the window. Where the Electron at hand
 * is too old for the engine's SQLite, the same is proven with the engine without its database, and the forked Node
 * with the whole one.
 */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { describe, expect, inject, test } from 'vitest'
import { launchApp, newDataFolder } from '../support/app.ts'
import { listenOnPort } from '../support/engine-port.ts'

const PASSPHRASE = 'violet otter canal ninety'

const WAYS = [
  { way: 'a utilityProcess', env: { CARDKEEP_ENGINE_ENTRY: 'selftest' }, ofUtility: true },
  { way: 'the process that this Electron needs', env: {}, ofUtility: undefined },
] as const

describe.each(WAYS)('the engine as $way', ({ env, ofUtility }) => {
  test('answers, reports what changed, is killed, comes back locked, is locked on purpose, and ends with main', async () => {
    const { electron, page } = await launchApp({ env })
    const port = await listenOnPort(page)

    expect(await port.call('vault.status')).toMatchObject({ value: { state: 'missing', keychain: 'available' } })
    expect(await port.call('vault.nothing')).toMatchObject({ error: { code: 'rpc.unknown-call' } })
    expect(await port.call('vault.unlock', { passphrase: 5 })).toMatchObject({ error: { code: 'rpc.invalid-input' } })
    expect(await port.call('settings.get')).toMatchObject({ error: { code: 'vault.locked' } })
    expect(await port.call('vault.create', { passphrase: PASSPHRASE, businessName: 'Hartmann' })).toMatchObject({
      value: { state: 'unlocked', protection: 'keychain-and-passphrase', businessName: 'Hartmann' },
    })
    expect(await port.events()).toContainEqual({ name: 'changed', payload: { topics: ['vault'] } })

    const first = await engineOf(electron)
    expect(first.utility).toBe(ofUtility ?? first.utility)
    // Posted before the kill: posted after it, it would go to the next engine and unlock that one.
    const unanswered = await port.post('vault.unlock', { passphrase: PASSPHRASE })
    process.kill(first.pid, 'SIGKILL')
    await port.waitForPorts(2)
    // Whether the answer or the kill comes first is not ours to say; that the call is left hanging would be wrong.
    const reply = await unanswered.reply()
    expect('error' in reply ? reply.error.code : 'answered').toMatch(/^(port-closed|answered)$/)
    expect(await port.call('vault.status')).toMatchObject({ value: { state: 'locked', businessName: 'Hartmann' } })

    process.kill((await engineOf(electron)).pid, 'SIGSEGV')
    await port.waitForPorts(3)
    expect(await port.call('vault.unlock', { passphrase: `${PASSPHRASE}!` })).toMatchObject({ error: { code: 'vault.wrong-passphrase', details: { failedAttempts: 1 } } })
    expect(await port.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ value: { state: 'unlocked', failedAttempts: 0 } })

    const before = { engine: await engineOf(electron), page: await pageProcess(electron) }
    // The document that asks is gone before it hears the answer.
    await port.markDocument()
    await page.evaluate(() => void (window as unknown as { bridge: { lock: (input: object) => unknown } }).bridge.lock({})).catch(() => {})
    await port.waitForNewDocument()
    expect(await port.call('vault.status')).toMatchObject({ value: { state: 'locked' } })
    expect((await engineOf(electron)).pid).not.toBe(before.engine.pid)
    expect(await pageProcess(electron)).not.toBe(before.page)
    expect([before.engine.pid, before.page].filter(isAlive)).toEqual([])

    const last = [(await engineOf(electron)).pid, ...(await electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid)))]
    const noticed = electron.waitForEvent('close')
    electron.process().kill('SIGKILL')
    await noticed
    await until(() => !last.some(isAlive))
  })

  test('that dies again and again is given up, and locking brings it back', async () => {
    const { electron, page } = await launchApp({ env })
    const port = await listenOnPort(page)
    await port.waitForPorts(1)
    for (let death = 0; death < 4; death++) {
      const { pid } = await untilFound(() => engineOf(electron))
      process.kill(pid, 'SIGKILL')
      await until(() => !isAlive(pid))
    }
    await port.markDocument()
    await page.getByRole('button', { name: 'Try again' }).click()
    await port.waitForNewDocument()
    expect(await port.call('vault.status')).toMatchObject({ value: { state: 'missing' } })
  })
})

test('a second start hands its files to the open window and ends', async () => {
  const dataFolder = await newDataFolder()
  const files = ['first.ofx', 'second.csv'].map((name) => join(dataFolder, name))
  for (const file of files) writeFileSync(file, 'nothing')
  const { electron, page } = await launchApp({ dataFolder, files: [files[0]!] })
  const names = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect(await names()).toBe(1)
  const runtime = inject('electron')
  const second = spawn(runtime.executable, [...runtime.flags, runtime.appFolder, files[1]!], { env: { ...process.env, CARDKEEP_USER_DATA: dataFolder }, stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await names()).toBe(1)
  expect(readFileSync(join(dataFolder, 'logs', 'main.log'), 'utf8')).toContain('second-launch')
  expect(await page.title()).toContain('Cardkeep')
})

describe('the page', () => {
  test('has no Node, no Electron, and a bridge of plain functions', async () => {
    const { page, pageErrors } = await launchApp()
    const found = await page.evaluate(() => {
      const bridge = (window as unknown as { bridge: Record<string, unknown> }).bridge
      return {
        globals: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window),
        kinds: Object.values(bridge).map((member) => typeof member),
        frozen: Object.isFrozen(bridge),
      }
    })
    expect(found.globals).toEqual([])
    expect(new Set(found.kinds)).toEqual(new Set(['function']))
    expect(found.frozen).toBe(true)
    expect(pageErrors).toEqual([])
  })

  test('cannot leave, open a window, frame anything, reach the network or a device', async () => {
    const { electron, page } = await launchApp()
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'app://cardkeep@evil/', 'app://evil/', 'data:text/html,x']) {
      await page.evaluate((to) => void (location.href = to), address)
    }
    const reached = await page.evaluate(async () => {
      const outcome = (work: Promise<unknown>) => work.then(() => 'open', () => 'refused')
      const frame = document.createElement('iframe')
      frame.src = 'app://cardkeep/'
      document.body.append(frame)
      const inline = document.createElement('script')
      // Trusted types refuse its text.
      const refusedText = await outcome(Promise.resolve().then(() => void (inline.textContent = 'window.ran = true')))
      document.body.append(inline)
      return {
        window: String(window.open('https://example.com')),
        network: await outcome(fetch('https://example.com/')),
        files: await outcome(fetch('file:///etc/passwd')),
        microphone: await outcome(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await outcome(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await outcome(navigator.clipboard.readText()),
        notifications: await Notification.requestPermission(),
        place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('open'), () => resolve('refused'))),
        refusedText,
        inline: 'ran' in window,
        framed: frame.contentDocument?.body?.childElementCount ?? 0,
      }
    })
    expect(reached).toEqual({ window: 'null', network: 'refused', files: 'refused', microphone: 'refused', screen: 'refused', clipboard: 'refused', notifications: 'denied', place: 'refused', refusedText: 'refused', inline: false, framed: 0 })
    expect(page.url()).toMatch(/^app:\/\/cardkeep\//)
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('runs with every safeguard that Electron offers', async () => {
    const { electron } = await launchApp()
    const preferences = await electron.evaluate(({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences())
    expect(preferences).toMatchObject({
      sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false,
    })
    // Told only where it was switched on.
    expect(preferences['nodeIntegrationInWorker'] ?? false).toBe(false)
  })
})

/** The engine's process: a utilityProcess by its service's name, or a child of main that runs the engine's program. */
async function engineOf(electron: ElectronApplication): Promise<{ readonly pid: number; readonly utility: boolean }> {
  const main = electron.process().pid
  const named = await electron.evaluate(({ app }) => app.getAppMetrics().filter(({ name, serviceName }) => (name ?? serviceName) === 'Cardkeep engine').map(({ pid }) => pid))
  // The list still has the one that has just ended.
  const utility = named.find(isAlive)
  if (utility !== undefined) return { pid: utility, utility: true }
  const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').split(' ').filter(Boolean)
  const forked = children.find((pid) => isAlive(Number(pid)) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main/engine'))
  if (forked === undefined) throw new Error('There is no engine')
  return { pid: Number(forked), utility: false }
}

function pageProcess(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId())
}

/** A killed process that nobody has collected yet is not alive. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 15_000, interval: 50 }).toBe(true)
}

async function untilFound<T>(find: () => Promise<T>): Promise<T> {
  return expect.poll(() => find().then(() => true, () => false), { timeout: 15_000, interval: 50 }).toBe(true).then(find)
}
