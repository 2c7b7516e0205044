// Chromium's sandbox on a Linux desktop that keeps user namespaces from ordinary programs (Ubuntu since 23.10):
// there it needs its helper to belong to root. Said before the app aborts with a stack.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isContainer, isRoot } from '../machine.mjs'
import { StepError } from '../say.mjs'

// Source: Ubuntu's AppArmor restriction and Debian's older switch; either closes unprivileged user namespaces.
const switches = /** @type {const} */ ([
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', closed: '1' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', closed: '0' },
])

/** @param {(file: string) => Promise<string>} read rejects where a file is absent */
export const namespacesClosed = async (read) => {
  for (const { file, closed } of switches) {
    if ((await read(file).catch(() => '')).trim() === closed) return true
  }
  return false
}

/** @param {{ uid: number, mode: number }} helper */
export const helperReady = ({ uid, mode }) => uid === 0 && (mode & 0o4755) === 0o4755

/** @param {string} folder of the Electron that is about to run */
export const checkSandbox = async (folder) => {
  // Where the sandbox is switched off, or there is none of this kind, there is nothing to check.
  if (process.platform !== 'linux' || isRoot() || isContainer()) return
  if (!(await namespacesClosed((file) => readFile(file, 'utf8')))) return
  const helper = join(folder, 'chrome-sandbox')
  const info = await stat(helper).catch(() => undefined)
  if (info && helperReady(info)) return
  throw new StepError(
    "This system keeps Chromium's sandbox from starting, and Cardkeep does not run without it.",
    `Run once: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  )
}
