// The stages with a window: the real Electron in a session of its own, with a real Secret Service.
import { ensureBuild } from './build.mjs'
import { withDesktop } from './desktop/desktop.mjs'
import { environmentOf } from './electron/resolve.mjs'
import { StepError } from './say.mjs'
import { vitestStage } from './stages.mjs'

/**
 * @param {import('./electron/runtime.mjs').ElectronRuntime} electron
 * @param {{ name?: string, projects?: readonly string[], args?: readonly string[], build?: boolean }} [options]
 * @returns {Promise<import('./stages.mjs').StageResult>} a build that fails is one failure
 */
export const endToEndStage = async (electron, { name = 'e2e', projects = ['e2e'], args = [], build = true } = {}) => {
  try {
    if (build) await ensureBuild()
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    process.stdout.write(`${error.message}\n${error.hint}\n`)
    return { name, passed: 0, failed: 1, skipped: 0 }
  }
  return withDesktop(['display', 'keyring'], (env) =>
    vitestStage({ name, projects, args, env: { ...env, ...environmentOf(electron) } }),
  )
}
