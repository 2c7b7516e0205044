/**
 * Which signals of a Linux desktop mean that the person has gone.
 *
 * One is not enough: desktops differ in which they send (DankMaterialShell#1760, bitwarden/clients#2601), and Electron's own
 * `lock-screen` knows macOS and Windows only (electron/electron#24800, #38088).
 */
import type { BusName } from './dbus/address.ts'
import type { IncomingMessage } from './dbus/message.ts'

/** Every one of them sends `ActiveChanged(true)` when the screen is locked or blanked. */
const SCREEN_SAVERS = ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver', 'org.xfce.ScreenSaver'] as const
const LOGIND = 'org.freedesktop.login1'
const MANAGER = `${LOGIND}.Manager`
const SESSION = `${LOGIND}.Session`

/** On the bus that all users share only logind itself is believed. On the person's own, whoever keeps their screen. */
export const LOCK_RULES: Readonly<Record<BusName, readonly string[]>> = {
  session: SCREEN_SAVERS.map((name) => `type='signal',interface='${name}',member='ActiveChanged'`),
  system: [`type='signal',sender='${LOGIND}',interface='${MANAGER}',member='PrepareForSleep'`, `type='signal',sender='${LOGIND}',interface='${SESSION}',member='Lock'`],
}

/**
 * What this signal says: the screen was locked, the machine goes to sleep, or neither.
 *
 * `ownSession` is logind's path of the person's session; where that is not known, any session's lock counts.
 */
export function meaningOf({ interface: name, member, flag, path }: Pick<IncomingMessage, 'interface' | 'member' | 'flag' | 'path'>, ownSession: string | undefined): 'screen' | 'sleep' | undefined {
  if (member === 'ActiveChanged' && SCREEN_SAVERS.some((saver) => saver === name)) return flag === true ? 'screen' : undefined
  if (name === MANAGER && member === 'PrepareForSleep') return flag === true ? 'sleep' : undefined
  if (name === SESSION && member === 'Lock') return ownSession === undefined || path === ownSession ? 'screen' : undefined
  return undefined
}

/** Logind's path of the session with this id (XDG_SESSION_ID): what is no letter or digit, and a leading digit, is written as `_` and two hex digits. */
export function sessionPath(id: string | undefined): string | undefined {
  if (!id) return undefined
  const label = [...Buffer.from(id)].map((byte, index) => {
    const letter = String.fromCharCode(byte)
    return /[A-Za-z]/.test(letter) || (index > 0 && /\d/.test(letter)) ? letter : `_${byte.toString(16).padStart(2, '0')}`
  })
  return `/org/freedesktop/login1/session/${label.join('')}`
}
