import { app } from 'electron'
import { join } from 'node:path'
import type { MessagePortMain } from 'electron'
import type { StartEngineProcess } from './engine-process.ts'
import type { EngineChoice } from './choose-engine.ts'
import { engineEnvironment } from './engine-environment.ts'
import { nodeBeside } from '../programs/start-program.ts'
import { startForkedNode } from './forked-node.ts'
import { startUtilityProcess } from './utility-process.ts'

export interface StartEngineOptions {
  readonly choice: EngineChoice
  /** Folder of the built programs. */
  readonly programs: string
  readonly vaultFolder: string
}

/** The function that starts one engine, each time anew. */
export function engineStarter({ choice, programs, vaultFolder }: StartEngineOptions): StartEngineProcess<MessagePortMain> {
  const program = {
    entry: join(programs, choice.program),
    env: engineEnvironment({ vaultFolder, packaged: app.isPackaged, from: process.env }),
    showOutput: !app.isPackaged,
  }
  if (choice.way === 'utility-process') return () => startUtilityProcess(program)
  return () => startForkedNode({ ...program, node: nodeBeside() })
}
