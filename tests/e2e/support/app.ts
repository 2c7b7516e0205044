/** The built app inside a test: a data folder of its own, closed and removed when the test is over. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { startApp, type StartedApp, type StartOptions } from './launch.ts'

export interface RunningApp extends StartedApp {
  readonly dataFolder: string
  close(): Promise<void>
}

export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-e2e-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** `dataFolder` of an earlier run starts again where that one ended. */
export async function launchApp(options: Partial<StartOptions> = {}): Promise<RunningApp> {
  const dataFolder = options.dataFolder ?? (await newDataFolder())
  const app = await startApp(inject('electron'), { ...options, dataFolder })
  const close = () => app.electron.close().catch(() => {})
  onTestFinished(close)
  return { ...app, dataFolder, close }
}
