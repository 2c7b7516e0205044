/**
 * What no page may do, ours included: leave, open windows, embed others, ask for devices, reach the network.
 *
 * Electron's security checklist, items 1, 5 and 11 to 14. Everything is refused first; nothing here has exceptions to list.
 */
import { app, type Session, type WebContents } from 'electron'
import type { Log } from '../log.ts'
import { isAppUrl } from './origin.ts'

/** For every page that will ever exist, before the first one does. */
export function guardEveryPage(log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, log))
}

function guardPage(contents: WebContents, log: Log): void {
  const stay = (event: { preventDefault(): void }, address: string) => {
    if (isAppUrl(address)) return
    event.preventDefault()
    log({ event: 'refused', what: 'navigation' })
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log({ event: 'refused', what: 'webview' })
  })
  contents.setWindowOpenHandler(() => {
    log({ event: 'refused', what: 'window' })
    return { action: 'deny' }
  })
}

/** For the session that our pages live in. */
export function guardSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    log({ event: 'refused', what: 'permission' })
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    // The page's own files and what it made itself; the developer tools, which only an unpackaged app opens.
    const own = isAppUrl(details.url) || details.url.startsWith('data:') || details.url.startsWith('blob:app://') || (!app.isPackaged && details.url.startsWith('devtools:'))
    if (!own) log({ event: 'refused', what: 'request' })
    answer({ cancel: !own })
  })
}
