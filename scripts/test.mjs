// npm test: the whole proof, ending in one plain line. A failing stage does not hide the ones after it.
import { ensureBuild } from './lib/build.mjs'
import { endToEndStage } from './lib/e2e.mjs'
import { main } from './lib/say.mjs'
import { setUpHeadless } from './lib/setup.mjs'
import { closingLine, lintStage, typesStage, vitestStage } from './lib/stages.mjs'

/** @type {import('./lib/stages.mjs').StageResult[]} */
const results = []

await main(async () => {
  const electron = await setUpHeadless()
  results.push(await typesStage())
  results.push(await lintStage())
  for (const name of ['unit', 'contract', 'integration', 'faults', 'architecture']) {
    results.push(await vitestStage({ name, projects: [name] }))
  }
  results.push(...(await windowStages(electron)))
  return results.some((result) => result.failed > 0) ? 1 : 0
})

/**
 * The stages with a window, in two lanes: each has a display, a bus and a keyring of its own, and a window mostly waits. What they print is shown
 * where something fails.
 * @param {import('./lib/electron/runtime.mjs').ElectronRuntime} electron
 */
async function windowStages(electron) {
  await ensureBuild()
  const stage = (/** @type {string} */ name, /** @type {readonly string[]} */ projects, /** @type {readonly string[]} */ args = []) =>
    endToEndStage(electron, { name, projects, args, build: false, quiet: true })
  const lanes = await Promise.all([
    stage('security', ['security', 'security-app']).then(async (security) => [security, await stage('e2e, first half', ['e2e'], ['--shard=1/2'])]),
    stage('e2e, second half', ['e2e'], ['--shard=2/2']).then((half) => [half]),
  ])
  return lanes.flat()
}

// Set-up that could not finish, or a fault of these scripts, is a failure too.
const failedOutside = process.exitCode !== 0 && !results.some((result) => result.failed > 0)
if (failedOutside) results.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0 })
process.stdout.write(`${closingLine(results)}\n`)
