// The bill of materials in CycloneDX, made by npm from the lock file.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathWithoutTools, root } from './paths.mjs'
import { run } from './run.mjs'
import { StepError } from './say.mjs'

/**
 * @typedef {object} Component
 * @property {string} name
 * @property {string} [version]
 * @property {string} [type]
 * @property {string} [purl]
 * @property {string} [scope]
 */

/** @typedef {{ bomFormat: string, specVersion: string, metadata: { component: Component }, components: Component[] }} Bom */

/** Everything that ships: npm leaves out what is only for development, Electron too, and that ships most of all. @returns {Promise<Bom>} */
export const makeBom = async () => {
  const { stdout } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'], { shell: process.platform === 'win32', env: { ...process.env, PATH: pathWithoutTools() }, timeoutMs: 120_000 })
  const bom = JSON.parse(stdout.slice(stdout.indexOf('{')))
  if (bom.bomFormat !== 'CycloneDX') throw new StepError('npm made no bill of materials.')
  const { name, version, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const electron = { type: 'framework', name: 'electron', version: devDependencies.electron, scope: 'required', purl: `pkg:npm/electron@${devDependencies.electron}`, 'bom-ref': `electron@${devDependencies.electron}`, licenses: [{ license: { id: 'MIT' } }] }
  // Otherwise it is called like the folder in which it lies.
  return { ...bom, metadata: { ...bom.metadata, component: { ...bom.metadata.component, name, version } }, components: [...bom.components, electron] }
}
