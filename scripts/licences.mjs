// npm run licences: writes what the app lists under Licences. To be run when dependencies change; a test compares.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collectLicences } from './lib/licences.mjs'
import { root } from './lib/paths.mjs'
import { main, say } from './lib/say.mjs'

await main(async () => {
  const licences = await collectLicences()
  await writeFile(join(root, 'resources', 'licences.json'), `${JSON.stringify(licences, null, 1)}\n`)
  say(`licences: ${licences.packages.length} packages, ${licences.texts.length} different texts`)
})
