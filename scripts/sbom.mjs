// npm run sbom [-- FILE]: the bill of materials (CycloneDX) of what ships; out/cardkeep.cdx.json where no file is named.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { root } from './lib/paths.mjs'
import { makeBom } from './lib/sbom.mjs'
import { main, say } from './lib/say.mjs'

await main(async () => {
  const [named] = process.argv.slice(2)
  const file = named === undefined ? join(root, 'out', 'cardkeep.cdx.json') : resolve(named)
  const bom = await makeBom()
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(bom, null, 2)}\n`)
  say(`bill of materials: ${bom.components.length} components in ${file}`)
})
