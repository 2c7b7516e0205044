// node scripts/headless.mjs <command> [arguments]: runs any command in the session that the end-to-end tests have
// (display, session bus, unlocked Secret Service over a throw-away home, the Electron that was resolved).
import { ensureDependencies } from './lib/dependencies.mjs'
import { withDesktop } from './lib/desktop/desktop.mjs'
import { ensureHeadlessPackages } from './lib/desktop/packages.mjs'
import { environmentOf, resolveElectron } from './lib/electron/resolve.mjs'
import { pathWithTools } from './lib/paths.mjs'
import { attempt } from './lib/run.mjs'
import { main, StepError } from './lib/say.mjs'

await main(async () => {
  const [command, ...args] = process.argv.slice(2)
  if (!command) throw new StepError('No command given.', 'Use: node scripts/headless.mjs <command> [arguments]')
  await ensureDependencies()
  await ensureHeadlessPackages()
  const electron = environmentOf(await resolveElectron())
  return withDesktop(['display', 'keyring'], async (env) => {
    const { code } = await attempt(command, args, { inherit: true, env: { ...env, ...electron, PATH: pathWithTools(env) } })
    return code
  })
})
