/** The built app, started like a person would start it, in a data folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { inject, onTestFinished } from 'vitest'

export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** Everything the page wrote to its console as an error: must stay empty. */
  readonly pageErrors: readonly string[]
  close(): Promise<void>
}

export interface LaunchOptions {
  /** Folder of an earlier run, to start again where it ended. */
  readonly dataFolder?: string
  /** Files on the command line. */
  readonly files?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly size?: { readonly width: number; readonly height: number }
}

export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-e2e-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function launchApp({ dataFolder, files = [], env = {}, size }: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = inject('electron')
  const folder = dataFolder ?? (await newDataFolder())
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [...runtime.flags, runtime.appFolder, ...files],
    env: { ...definedEnvironment(), CARDKEEP_USER_DATA: folder, CARDKEEP_CHECK_OUTPUTS: '1', ...env },
  })
  const page = await electron.firstWindow()
  const pageErrors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  page.on('pageerror', (error) => pageErrors.push(error.message))
  if (size) await electron.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
  const close = async () => {
    await electron.close().catch(() => {})
  }
  onTestFinished(close)
  return { electron, page, dataFolder: folder, pageErrors, close }
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
