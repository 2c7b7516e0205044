// Becomes resources/app/launcher.mjs of the registry runtime. A distribution that was packaged for another product
// has no default app, so this stands in for it: `electron [flags] <app folder> [arguments]` as the official one does.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const { app } = createRequire(import.meta.url)('electron')
const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folder === undefined) {
  process.stderr.write('usage: electron [flags] <folder of the app> [arguments]\n')
  process.exit(2)
}
const appFolder = resolve(folder)
const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))
Object.assign(process, { defaultApp: true })
app.setAppPath(appFolder)
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
// Awaited at the top level: Electron holds its `ready` back until then, as for an app of its own.
await import(pathToFileURL(join(appFolder, manifest.main ?? 'index.js')).href)
