// npm run types: every room's TypeScript project, side by side.
import { ensureDependencies } from './lib/dependencies.mjs'
import { checkTypes, rooms } from './lib/rooms.mjs'
import { main, say } from './lib/say.mjs'

await main(async () => {
  await ensureDependencies()
  const { ok, output } = await checkTypes()
  process.stdout.write(output)
  say(ok ? `types: ${rooms.join(', ')} are right` : 'types: see above')
  return ok ? 0 : 1
})
