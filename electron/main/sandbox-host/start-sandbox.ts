import { app } from 'electron'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ProgramWay } from '../programs/child.ts'
import { startProgram } from '../programs/start-program.ts'
import { sandboxEnvironment } from './sandbox-environment.ts'
import type { SandboxProcess } from './sandbox-host.ts'

export interface StartSandboxOptions {
  readonly way: ProgramWay
  /** Folder of the built programs. */
  readonly programs: string
  /** Made when it is not there, for its owner only. */
  readonly folder: string
}

/** The function that starts one sandbox issuer, each time anew. */
export function sandboxStarter({ way, programs, folder }: StartSandboxOptions): (port: number) => SandboxProcess {
  return (port) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    return startProgram(way, {
      entry: join(programs, 'sandbox.js'),
      env: sandboxEnvironment({ folder, port, from: process.env }),
      showOutput: !app.isPackaged,
      name: 'Cardkeep sandbox issuer',
    })
  }
}
