/** Locking: no process that held anything of the vault goes on. */
import type { BrowserWindow, MessagePortMain } from 'electron'
import type { EngineHost } from '../engine-host/engine-host.ts'
import type { FileGrants } from '../files/grants.ts'
import type { Log } from '../log.ts'
import { APP_PAGE } from '../security/origin.ts'

export interface LockDeps {
  readonly host: EngineHost<MessagePortMain>
  readonly grants: FileGrants
  readonly windows: () => readonly BrowserWindow[]
  readonly log: Log
}

/** Ends the engine and loads every page anew; resolves when the old engine's process is gone. */
export async function lockEverything({ host, grants, windows, log }: LockDeps): Promise<void> {
  grants.clear()
  const restarted = host.restart()
  for (const window of windows()) void window.loadURL(APP_PAGE)
  await restarted
  log({ event: 'locked' })
}
