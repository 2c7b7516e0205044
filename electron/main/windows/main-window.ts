/** The app's window. */
import { app, BrowserWindow, nativeTheme, screen, type MessagePortMain, type Session } from 'electron'
import type { EngineHost } from '../engine-host/engine-host.ts'
import type { Log } from '../log.ts'
import type { FrameStore } from './frame-store.ts'
import { loadPage } from './load-page.ts'
import { linkPage } from './page-link.ts'
import { MIN_SIZE, placeWindow } from './placement.ts'
import { currentGround } from './theme.ts'
import icon from '../../../resources/icon-256.png?asset'

export interface MainWindowDeps {
  readonly session: Session
  /** Path of the built preload script. */
  readonly preload: string
  readonly frame: FrameStore
  readonly host: EngineHost<MessagePortMain>
  readonly log: Log
}

/** A page that dies more often than this within a minute is left alone. */
const RELOADS_A_MINUTE = 3
/** A window is shown when it has something to show, but not later than this. */
const SHOW_WITHIN_MS = 5_000

export function openMainWindow(deps: MainWindowDeps): BrowserWindow {
  const opened = Date.now()
  const { frame, host, log } = deps
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea)
  const window = new BrowserWindow({
    ...placeWindow(frame.current.bounds, areas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: app.getName(),
    backgroundColor: currentGround(),
    autoHideMenuBar: true,
    // macOS and Windows take the icon from the packaged app.
    ...(process.platform === 'linux' ? { icon } : {}),
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const, trafficLightPosition: { x: 16, y: 18 } } : {}),
    webPreferences: pagePreferences(deps),
  })
  if (frame.current.maximized) window.maximize()
  showWhenReady(window, () => log({ event: 'window-ready', ms: Date.now() - opened }))
  rememberPlace(window, frame)
  const followTheme = () => window.setBackgroundColor(currentGround())
  nativeTheme.on('updated', followTheme)
  window.once('closed', () => nativeTheme.off('updated', followTheme))
  linkPage(window.webContents, host)
  reloadWhenGone(window, log)
  void loadPage(window)
  return window
}

/** Every one of them written out: a default that changes with a version of Electron must not change what a page may do. */
function pagePreferences({ session, preload }: MainWindowDeps): Electron.WebPreferences {
  return {
    session,
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableBlinkFeatures: 'Auxclick',
    devTools: !app.isPackaged,
  }
}

function showWhenReady(window: BrowserWindow, shown: () => void): void {
  const show = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isVisible()) return
    window.show()
    shown()
  }
  const timer = setTimeout(show, SHOW_WITHIN_MS)
  window.once('ready-to-show', show)
  window.once('closed', () => clearTimeout(timer))
}

function rememberPlace(window: BrowserWindow, frame: FrameStore): void {
  window.on('close', () => frame.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
}

function reloadWhenGone(window: BrowserWindow, log: Log): void {
  let recent: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log({ event: 'page-gone', reason, code: exitCode })
    if (reason === 'clean-exit') return
    recent = [...recent.filter((at) => Date.now() - at < 60_000), Date.now()]
    if (recent.length <= RELOADS_A_MINUTE && !window.isDestroyed()) void loadPage(window)
  })
}
