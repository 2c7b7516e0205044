/** Starts the built app in a real Electron. Knows nothing of a test runner: the tour starts it the same way. */
import { _electron, type ElectronApplication, type Page } from 'playwright'

export interface ElectronRuntime {
  readonly executable: string
  /** Switches this machine needs; they come before the app's folder. */
  readonly flags: readonly string[]
  /** The project's folder: its package.json names the built main program. */
  readonly appFolder: string
}

export interface StartOptions {
  readonly dataFolder: string
  /** Files on the command line. */
  readonly files?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly size?: { readonly width: number; readonly height: number }
}

export interface StartedApp {
  readonly electron: ElectronApplication
  readonly page: Page
  /** Everything the page wrote to its console as an error: must stay empty. */
  readonly pageErrors: readonly string[]
}

export async function startApp(runtime: ElectronRuntime, { dataFolder, files = [], env = {}, size }: StartOptions): Promise<StartedApp> {
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.flags, runtime.appFolder, ...files],
    env: { ...definedEnvironment(), CARDKEEP_USER_DATA: dataFolder, CARDKEEP_CHECK_OUTPUTS: '1', ...env },
  })
  const page = await electron.firstWindow()
  const pageErrors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  page.on('pageerror', (error) => pageErrors.push(error.message))
  if (size) await resize(electron, size)
  return { electron, page, pageErrors }
}

export async function resize(electron: ElectronApplication, size: { readonly width: number; readonly height: number }): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
}

/** Answers the next system dialogs the way a person at them would. */
export async function answerDialogs(electron: ElectronApplication, answers: { readonly open?: readonly string[]; readonly save?: string }): Promise<void> {
  await electron.evaluate(({ dialog }, { open, save }) => {
    if (open) dialog.showOpenDialog = async () => ({ canceled: open.length === 0, filePaths: [...open] })
    if (save) dialog.showSaveDialog = async () => ({ canceled: false, filePath: save })
  }, answers)
}

/**
 * Drops real files on the window.
 *
 * A page can only make a File with a path from a file input, so one is filled first and its files are dropped.
 */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.id = 'test-drop-source'
    document.body.append(input)
  })
  await page.setInputFiles('#test-drop-source', [...paths])
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#test-drop-source')
    const transfer = new DataTransfer()
    for (const file of input?.files ?? []) transfer.items.add(file)
    input?.remove()
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }))
    }
  })
}

/** Process ids of the app's engine, found by its program's name. */
export async function enginePids(electron: ElectronApplication): Promise<readonly number[]> {
  const main = electron.process().pid
  return electron.evaluate(async ({ app }, mainPid) => {
    const { execFileSync } = process.getBuiltinModule('node:child_process')
    const lines = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).split('\n')
    void app
    return lines.flatMap((line) => {
      const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return Number(parent) === mainPid && /out\/main\/engine/.test(args ?? '') ? [Number(pid)] : []
    })
  }, main)
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
