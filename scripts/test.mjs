// npm test: the whole proof, ending in one plain line. A failing stage does not hide the ones after it.
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
  for (const name of ['unit', 'contract', 'integration', 'architecture']) {
    results.push(await vitestStage({ name, projects: [name] }))
  }
  // Neither needs both cores: a window waits, and a sweep is one process after the other.
  const side = vitestStage({ name: 'faults', projects: ['faults'], quiet: true })
  results.push(await endToEndStage(electron, { name: 'security', projects: ['security', 'security-app'] }), await side)
  results.push(await endToEndStage(electron))
  return results.some((result) => result.failed > 0) ? 1 : 0
})

// Set-up that could not finish, or a fault of these scripts, is a failure too.
const failedOutside = process.exitCode !== 0 && !results.some((result) => result.failed > 0)
if (failedOutside) results.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0 })
process.stdout.write(`${closingLine(results)}\n`)
