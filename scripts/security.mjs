// npm run security [-- <part of a file's name>] [--no-build]: only the security stage, with and without a window.
import { endToEndStage } from './lib/e2e.mjs'
import { main } from './lib/say.mjs'
import { setUpHeadless } from './lib/setup.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const electron = await setUpHeadless()
  const result = await endToEndStage(electron, {
    name: 'security',
    projects: ['security', 'security-app'],
    args: args.filter((argument) => argument !== '--no-build'),
    build: !args.includes('--no-build'),
  })
  return result.failed > 0 ? 1 : 0
})
