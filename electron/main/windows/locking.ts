/** Locking: no process that held anything of the vault goes on. */
import type { BrowserWindow, MessagePortMain } from 'electron'
import type { EngineHost } from '../engine-host/engine-host.ts'
import type { FileGrants } from '../files/grants.ts'
import type { SecretClipboard } from '../handlers/secret-clipboard.ts'
import type { Lock } from '../locking/locker.ts'
import { renewPage } from './load-page.ts'

export interface LockDeps {
  readonly host: EngineHost<MessagePortMain>
  readonly grants: FileGrants
  readonly clipboard: SecretClipboard
  readonly windows: () => readonly BrowserWindow[]
}

/** Ends the engine and every page's process, then starts both anew. */
export function lockEverything({ host, grants, clipboard, windows }: LockDeps): Lock {
  grants.clear()
  void clipboard.forget()
  const pages = windows().map(renewPage)
  // What was on the screen goes first: a new engine that starts at the same time would keep it there longer.
  const cleared = Promise.all(pages.map((page) => page.gone))
  const gone = Promise.all([host.restart(cleared), cleared]).then(() => undefined)
  return { gone, done: Promise.all([gone, ...pages.map((page) => page.shown)]).then(() => undefined) }
}
