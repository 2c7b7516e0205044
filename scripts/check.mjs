// npm run check: what a change is checked with before it is committed, all at once, under a minute.
import { ensureDependencies } from './lib/dependencies.mjs'
import { main } from './lib/say.mjs'
import { closingLine, lintStage, typesStage, vitestStage } from './lib/stages.mjs'

await main(async () => {
  await ensureDependencies()
  const results = await Promise.all([
    typesStage(),
    lintStage(),
    vitestStage({ name: 'tests', projects: ['unit', 'architecture', 'contract'], quiet: true }),
  ])
  process.stdout.write(`${closingLine(results)}\n`)
  return results.some((result) => result.failed > 0) ? 1 : 0
})
