// The app's programs in out/: built when their sources have changed, otherwise left alone. A build lands there whole:
// it is made beside it and moved, so that a window that is open or a test that runs never meets half of one.
import { access, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeModules, pathWithTools, projectNode, root } from './paths.mjs'
import { run } from './run.mjs'
import { say, since } from './say.mjs'
import { fingerprint, readStamp, writeStamp } from './stamp.mjs'

const output = join(root, 'out')
const stampName = '.built-from'
const sources = ['electron', 'renderer', 'shared', 'resources', 'electron.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']

const wanted = () => fingerprint(root, sources.map((name) => join(root, name)))

/** @returns {Promise<'current' | 'stale' | 'missing'>} */
export const buildState = async () => {
  const built = await readStamp(join(output, stampName))
  const complete = await access(join(output, 'main', 'index.js')).then(() => true, () => false)
  if (!complete) return 'missing'
  return built === (await wanted()) ? 'current' : 'stale'
}

export const ensureBuild = async () => {
  if ((await buildState()) === 'current') return
  const startedAt = Date.now()
  const stamp = await wanted()
  const fresh = `${output}.${process.pid}`
  try {
    await run(projectNode, [join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--config', 'electron.config.ts'], {
      env: { ...process.env, PATH: pathWithTools(), CARDKEEP_OUT: fresh },
      hint: 'The app does not build: correct the error above and run the command again.',
    })
    await writeStamp(join(fresh, stampName), stamp)
    await rm(output, { recursive: true, force: true })
    await rename(fresh, output)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  say(`build: done in ${since(startedAt)}`)
}
