/**
 * What no page may do, ours included: leave, open windows, embed others, ask for devices, reach the network, save files.
 *
 * Electron's security checklist, items 1, 5 and 11 to 14. Everything is refused first; nothing here has exceptions to list.
 */
import { app, type Session, type WebContents } from 'electron'
import type { Log } from '../log.ts'
import { isOwnRequest } from './origin.ts'

/** For every page that will ever exist, before the first one does. */
export function guardEveryPage(log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, log))
}

function guardPage(contents: WebContents, log: Log): void {
  // Where a page is, main has put it: ours goes from place to place without loading anything, and a frame of ours there is none. An address that
  // looks like ours is no exception: Chromium leaves a port out before it tells of it.
  const stay = (event: { preventDefault(): void }) => {
    event.preventDefault()
    log({ event: 'refused', what: 'navigation' })
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log({ event: 'refused', what: 'webview' })
  })
  contents.setWindowOpenHandler(() => {
    log({ event: 'refused', what: 'window' })
    return { action: 'deny' }
  })
}

/** For every session that will ever exist, the one that no page of ours lives in included. */
export function guardEverySession(log: Log): void {
  app.on('session-created', (session) => guardSession(session, log))
}

function guardSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    log({ event: 'refused', what: 'permission' })
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // What leaves the books is written by the engine, into the file that a person chose.
  session.on('will-download', (event) => {
    event.preventDefault()
    log({ event: 'refused', what: 'download' })
  })
  // Asked for by a page or by a session itself, a file of the disk is not there: of such requests the listener below does not hear.
  session.protocol.handle('file', () => new Response(null, { status: 404 }))
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = isOwnRequest(details.url, { developerTools: !app.isPackaged })
    if (!own) log({ event: 'refused', what: 'request' })
    answer({ cancel: !own })
  })
}
