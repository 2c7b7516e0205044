// node_modules: installed when missing or not the lock file's any more, otherwise left alone.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules, pathWithoutTools, projectNode, root } from './paths.mjs'
import { run } from './run.mjs'
import { say, since } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

// Written last and wiped by every `npm ci`: an installation that was cut short has none.
const stampFile = join(nodeModules, '.cardkeep-installed')

/**
 * The lock file (which pins the Node that runs everything, so the machine's own version does not matter: all native
 * modules are Node-API) and what a prebuilt binary is chosen by.
 */
const expected = () => fingerprint(root, [join(root, 'package-lock.json')], [process.platform, process.arch])

export const ensureDependencies = async () => {
  const wanted = await expected()
  if ((await readStamp(stampFile)) === wanted && existsSync(projectNode)) return
  const startedAt = Date.now()
  say(`dependencies: ${existsSync(nodeModules) ? 'the lock file has changed, installing again' : 'installing'} (npm ci) …`)
  await installWithNpm()
  await writeStamp(stampFile, wanted)
  say(`dependencies: installed in ${since(startedAt)}`)
}

const installWithNpm = async () => {
  const onWindows = process.platform === 'win32'
  // Windows cannot delete a Node that is running, and this may be the very one inside node_modules.
  const verb = onWindows && process.execPath.startsWith(nodeModules) ? 'install' : 'ci'
  await run('npm', [verb, '--loglevel=error', '--no-audit', '--no-fund'], {
    inherit: true,
    shell: onWindows,
    env: { ...process.env, PATH: pathWithoutTools() },
    hint: 'Check that the package registry can be reached (`npm ping`), then run the command again.',
  })
}
