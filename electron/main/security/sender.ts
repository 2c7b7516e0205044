/** Who may speak to main: the top frame of one of our own windows, showing our own page. */
import { APP_ORIGIN } from './origin.ts'

/** The part of Electron's frame that is looked at. */
export interface SenderFrame {
  readonly parent: unknown
  readonly origin: string
}

export interface SenderEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: SenderFrame | null
}

/** False for a frame that is gone, an inner frame, a foreign origin, or a page that is not one of our windows. */
export function isOwnPage(event: SenderEvent, isOwnWindow: (webContentsId: number) => boolean): boolean {
  try {
    const frame = event.senderFrame
    return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN && isOwnWindow(event.sender.id)
  } catch {
    // Reading a property of a frame that was disposed of throws: whoever it was is gone.
    return false
  }
}
