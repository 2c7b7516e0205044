/** What a page may ask of main, carried out. Senders and inputs have been checked (electron/main/security/handle.ts). */
import { app, BrowserWindow, shell, type IpcMainInvokeEvent } from 'electron'
import { AppError } from '#shared/rpc/errors.ts'
import { askForBackup, askForExport, askForStatements } from '../files/dialogs.ts'
import type { FileGrants } from '../files/grants.ts'
import type { LaunchFiles } from '../files/launch-files.ts'
import type { Locking } from '../locking/locking.ts'
import type { BridgeHandlers } from '../security/handle.ts'
import type { FrameStore } from '../windows/frame-store.ts'
import { applyTheme } from '../windows/theme.ts'
import type { SecretClipboard } from './secret-clipboard.ts'

export interface BridgeHandlerDeps {
  readonly grants: FileGrants
  readonly launchFiles: LaunchFiles
  readonly frame: FrameStore
  readonly locking: Pick<Locking, 'lock' | 'followsScreen'>
  readonly clipboard: SecretClipboard
  /** The last lines of the app's own log. */
  readonly readLog: () => Promise<string[]>
}

export function createBridgeHandlers({ grants, launchFiles, frame, locking, clipboard, readLog }: BridgeHandlerDeps): BridgeHandlers {
  return {
    pickStatements: async (_input, event) => grants.read(await askForStatements(windowOf(event))),
    pickBackup: async (_input, event) => (await grants.read(await askForBackup(windowOf(event))))[0] ?? null,
    async chooseExport({ suggestedName, kind }, event) {
      const path = await askForExport(windowOf(event), suggestedName, kind)
      return path === undefined ? null : grants.write(path)
    },
    async revealExport({ token }) {
      const path = grants.written(token)
      if (path === undefined) throw new AppError('not-found', { kind: 'file' })
      shell.showItemInFolder(path)
      return true
    },
    takeLaunchFiles: () => launchFiles.take(),
    async lock() {
      await locking.lock('hand')
      return true
    },
    async setTheme({ theme }) {
      frame.update({ theme })
      applyTheme(theme)
      return true
    },
    getFrame: async () => ({ version: app.getVersion(), electron: process.versions.electron, platform: ownPlatform(), theme: frame.current.theme, followsScreen: locking.followsScreen }),
    async copyText({ text, isSecret = false }) {
      await clipboard.copy(text, isSecret)
      return true
    },
    readLog: () => readLog(),
    offerFiles: (paths) => grants.read(paths),
  }
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender)
  if (!window) throw new AppError('engine.unavailable', {})
  return window
}

/** Every other Unix is treated as a Linux: its frame, keys and paths are the same. */
function ownPlatform(): 'darwin' | 'win32' | 'linux' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
}
