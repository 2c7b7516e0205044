// A program of ours that drives the built app (tour, benchmarks), run in the session that the tests have.
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { withDesktop } from './desktop/desktop.mjs'
import { environmentOf } from './electron/resolve.mjs'
import { pathWithTools, projectNode, root } from './paths.mjs'
import { attempt } from './run.mjs'
import { setUpHeadless } from './setup.mjs'

/**
 * @param {string} file a TypeScript program, relative to the project; Node strips its types
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export const runProgram = async (file, args) => {
  const electron = await setUpHeadless()
  await ensureBuild()
  return withDesktop(['display', 'keyring'], async (env) => {
    const { code } = await attempt(projectNode, [join(root, file), ...args], {
      inherit: true,
      env: { ...env, ...environmentOf(electron), PATH: pathWithTools(env) },
    })
    return code
  })
}
