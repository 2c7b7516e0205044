/** Which program the engine is, and which of the two ways starts it. */

import { chooseWay, type ProgramWay } from '../programs/child.ts'

export interface EngineChoice {
  readonly way: ProgramWay
  /** File name in the folder of the built programs. */
  readonly program: 'engine.js' | 'engine-selftest.js'
}

export interface ChoiceInput {
  readonly packaged: boolean
  /** Node-API version of this Electron (`process.versions.napi`). */
  readonly nodeApi: string | undefined
  /** CARDKEEP_ENGINE_ENTRY: `selftest` runs the engine without its database. Ignored in the packaged app. */
  readonly requested: string | undefined
}

export function chooseEngine({ packaged, nodeApi, requested }: ChoiceInput): EngineChoice {
  if (!packaged && requested === 'selftest') return { way: 'utility-process', program: 'engine-selftest.js' }
  return { way: chooseWay(packaged, nodeApi), program: 'engine.js' }
}
