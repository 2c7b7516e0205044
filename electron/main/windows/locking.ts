/** Locking: no process that held anything of the vault goes on. */
import type { BrowserWindow, MessagePortMain } from 'electron'
import type { EngineHost } from '../engine-host/engine-host.ts'
import type { FileGrants } from '../files/grants.ts'
import { renewPage } from './load-page.ts'

export interface LockDeps {
  readonly host: EngineHost<MessagePortMain>
  readonly grants: FileGrants
  readonly windows: () => readonly BrowserWindow[]
}

/** Ends the engine and every page's process, then starts both anew; resolves when the old engine's process is gone. */
export async function lockEverything({ host, grants, windows }: LockDeps): Promise<void> {
  grants.clear()
  const restarted = host.restart()
  await Promise.all(windows().map(renewPage))
  await restarted
}
