/** Which program the engine is, and which of the two ways starts it. */

export type EngineWay = 'utility-process' | 'forked-node'

export interface EngineChoice {
  readonly way: EngineWay
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

/** The SQLite addon is built for this version of Node-API; an older one crashes on loading it. */
const NEEDED_NODE_API = 10

export function chooseEngine({ packaged, nodeApi, requested }: ChoiceInput): EngineChoice {
  if (packaged) return { way: 'utility-process', program: 'engine.js' }
  if (requested === 'selftest') return { way: 'utility-process', program: 'engine-selftest.js' }
  return { way: Number(nodeApi) >= NEEDED_NODE_API ? 'utility-process' : 'forked-node', program: 'engine.js' }
}
