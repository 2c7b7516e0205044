/**
 * The doorman, put together. Read from top to bottom it is the order of starting; `stop` at the end is the order of
 * stopping. Everything else in this room receives what it needs and constructs nothing.
 */
import { app, BrowserWindow, clipboard as systemClipboard, MessageChannelMain, session as sessions } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'
import { chooseEngine } from './engine-host/choose-engine.ts'
import { createEngineHost } from './engine-host/engine-host.ts'
import { engineStarter } from './engine-host/start-engine.ts'
import { createFileGrants } from './files/grants.ts'
import { createLaunchFiles, fileArguments, secondLaunch } from './files/launch-files.ts'
import { createBridgeHandlers } from './handlers/bridge.handlers.ts'
import { createHostCalls } from './handlers/host-calls.ts'
import { createSecretClipboard } from './handlers/secret-clipboard.ts'
import { createKeytarKeyVault } from './keychain/keytar-key-vault.ts'
import { loadKeytar } from './keychain/load-keytar.ts'
import { createLocking } from './locking/locking.ts'
import { createLog, readLogTail } from './log.ts'
import { installMenu } from './menu/application-menu.ts'
import { registerAppScheme, serveAppPage, warmUpAnswers } from './protocol/app-protocol.ts'
import { listPageFiles } from './protocol/page-files.ts'
import { chooseWay } from './programs/child.ts'
import { createSandboxHost } from './sandbox-host/sandbox-host.ts'
import { openPortMemory } from './sandbox-host/port-memory.ts'
import { sandboxStarter } from './sandbox-host/start-sandbox.ts'
import { guardEveryPage, guardEverySession } from './security/guards.ts'
import { installBridge } from './security/handle.ts'
import { launchSettings } from './security/launch.ts'
import { openFrameStore } from './windows/frame-store.ts'
import { lockEverything } from './windows/locking.ts'
import { openMainWindow } from './windows/main-window.ts'
import { applyTheme } from './windows/theme.ts'

const KEYCHAIN_SERVICE = 'com.cardkeep.desktop'

/** Built programs lie side by side: out/main, out/preload, out/renderer. */
const programs = import.meta.dirname

function start(): void {
  const launch = launchSettings({ packaged: app.isPackaged, argv: process.argv, env: process.env, noSandbox: app.commandLine.hasSwitch('no-sandbox') })
  if (launch.startAgainWith) {
    app.relaunch({ args: [...launch.startAgainWith] })
    return app.exit(0)
  }
  // Nothing this process or its children write is anybody else's to read.
  process.umask(0o077)
  if (launch.userData) app.setPath('userData', launch.userData)
  const data = app.getPath('userData')
  mkdirSync(data, { recursive: true, mode: 0o700 })

  const launched = fileArguments(process.argv, process.cwd(), { skipAppFolder: !app.isPackaged })
  if (!app.requestSingleInstanceLock({ files: launched })) return app.quit()

  registerAppScheme()
  if (launch.sandbox) app.enableSandbox()
  const echo = launch.logToTerminal ? (line: string) => void process.stderr.write(`${line}\n`) : undefined
  const log = createLog({ folder: join(data, 'logs'), now: Date.now, ...(echo ? { echo } : {}) })
  guardEveryPage(log)
  guardEverySession(log)

  const choice = chooseEngine({ packaged: app.isPackaged, nodeApi: process.versions['napi'], requested: launch.engineEntry })
  log({ event: 'app-started', electron: process.versions.electron, packaged: app.isPackaged, engine: choice.way })
  const windows = () => BrowserWindow.getAllWindows()
  // Those that were opened here, by the ids of their pages: a window that came to be in any other way has no say.
  const ownPages = new Set<number>()
  const tellWindows = (channel: string, ...args: unknown[]) => windows().forEach((window) => window.webContents.send(channel, ...args))

  const keychain = createKeytarKeyVault({ service: KEYCHAIN_SERVICE, load: loadKeytar, now: Date.now, canBeAbsent: process.platform === 'linux' })
  // Nothing of it runs before the engine asks for it.
  const sandboxFolder = join(data, 'sandbox')
  const sandbox = createSandboxHost({
    start: sandboxStarter({ way: chooseWay(app.isPackaged, process.versions['napi']), programs, folder: sandboxFolder }),
    port: openPortMemory(join(sandboxFolder, 'port')),
    log,
    now: () => performance.now(),
  })
  const grants = createFileGrants((file) => host.grant(file))
  const launchFiles = createLaunchFiles(grants, () => tellWindows(BRIDGE_CHANNELS.launchFiles))
  const host = createEngineHost({
    start: engineStarter({ choice, programs, vaultFolder: join(data, 'vault') }),
    createChannel: () => new MessageChannelMain(),
    answerHostCall: createHostCalls({ keychain, sandbox, lockAfter: (minutes) => locking.lockAfter(minutes), lockNow: () => void locking.lock('rekey') }),
    grants: grants.all,
    onState: (state) => {
      log({ event: 'engine-state', state })
      tellWindows(BRIDGE_CHANNELS.engineState, state)
    },
    log,
    now: () => performance.now(),
  })
  const frame = openFrameStore(data)
  const clipboard = createSecretClipboard(systemClipboard)
  const locking = createLocking({ lockEverything: () => lockEverything({ host, grants, clipboard, windows }), log })

  launchFiles.add(launched)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    launchFiles.add([path])
  })
  app.on('second-instance', (_event, _argv, _folder, handed) => {
    log({ event: 'second-launch' })
    launchFiles.add(secondLaunch.safeParse(handed).data?.files ?? [])
    showFirst(windows())
  })

  // Looked up while Chromium gets ready.
  const files = listPageFiles(join(programs, '../renderer'))
  void app.whenReady().then(async () => {
    applyTheme(frame.current.theme)
    // In memory only: the page leaves nothing on the disk.
    const session = sessions.fromPartition('cardkeep', { cache: false })
    serveAppPage(session, await files)
    installBridge(createBridgeHandlers({ grants, launchFiles, frame, locking, clipboard, readLog: () => readLogTail(join(data, 'logs')) }), { isOwnWindow: (id) => ownPages.has(id), log })
    const window = openMainWindow({ session, preload: join(programs, '../preload/index.cjs'), frame, host, log })
    ownPages.add(window.webContents.id)
    // The rest while the window's own process starts. The engine takes less long than the page, and is there when it asks.
    host.start()
    warmUpAnswers()
    installMenu()
    locking.start(window)
  })

  app.on('window-all-closed', () => app.quit())
  stopInOrder(async () => {
    log({ event: 'app-stopping' })
    locking.stop()
    await clipboard.forget()
    // The engine first: it is the one who could still ask for a sandbox.
    await host.stop()
    await sandbox.stop()
  })
}

/** Windows close first (and remember their place), then the engine ends, then the app does. */
function stopInOrder(stop: () => Promise<void>): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    stopped = true
    void stop().finally(() => app.quit())
  })
}

function showFirst([window]: readonly BrowserWindow[]): void {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

start()
