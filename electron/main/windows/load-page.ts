import type { BrowserWindow } from 'electron'
import { APP_PAGE } from '../security/origin.ts'
import { pageToReturnTo } from './return-page.ts'

/** An origin of its own, and with it another process: about:blank belongs to whatever page stood there before. */
const NO_PAGE = 'data:text/html,'

/** Shows our page. A load that is overtaken by the next, or by the window's end, is no failure. */
export async function loadPage(window: BrowserWindow, address: string = APP_PAGE): Promise<void> {
  try {
    await window.loadURL(address)
  } catch (error) {
    if (!window.isDestroyed() && !isOvertaken(error)) throw error
  }
}

/**
 * Gives the window its page in a new process.
 *
 * A reload would keep the process, and with it what was typed and shown. The empty page of another origin lives in
 * another process, so that the old one ends; what was on the screen is gone with the first step. Which page it was is all
 * that is kept, so that the person finds it again.
 */
export function renewPage(window: BrowserWindow): RenewedPage {
  const page = pageToReturnTo(window.webContents.getURL())
  const gone = loadPage(window, NO_PAGE)
  return { gone, shown: gone.then(() => loadPage(window, page)) }
}

export interface RenewedPage {
  /** Nothing of what stood there is on the screen. */
  readonly gone: Promise<void>
  readonly shown: Promise<void>
}

function isOvertaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ERR_ABORTED' || error.code === 'ERR_FAILED')
}
