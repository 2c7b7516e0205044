// Command-line switches that Electron needs on this machine. The packaged app never gets any of them.
import { isContainer, isRoot } from '../machine.mjs'

/**
 * @param {{ platform: string, root: boolean, container: boolean, env: NodeJS.ProcessEnv }} [machine]
 * @returns {readonly string[]}
 */
export const electronFlags = (machine = { platform: process.platform, root: isRoot(), container: isContainer(), env: process.env }) => {
  if (machine.platform !== 'linux') return []
  const flags = []
  // Chromium refuses its sandbox to root, and a container seldom allows the namespaces that it is made of.
  if (machine.root || machine.container) flags.push('--no-sandbox')
  if (machine.env['WAYLAND_DISPLAY'] && !machine.env['DISPLAY']) flags.push('--ozone-platform-hint=auto')
  // A virtual display has no graphics card; looking for one can leave the window unpainted on a busy machine.
  if (machine.env['CARDKEEP_DISPLAY'] === 'virtual') flags.push('--disable-gpu')
  return flags
}
