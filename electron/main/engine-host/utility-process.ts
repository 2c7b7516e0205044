/** The engine as Electron's utilityProcess gets each window's port itself, so that main sees no message. */
import type { MessagePortMain } from 'electron'
import type { EngineToMain, MainToEngine } from '#shared/rpc/control.ts'
import type { Program } from '../programs/child.ts'
import { forkUtility } from '../programs/utility-process.ts'
import type { EngineProcess } from './engine-process.ts'

export function startUtilityProcess(program: Program): EngineProcess<MessagePortMain> {
  const child = forkUtility<MainToEngine, EngineToMain>({ ...program, name: 'Cardkeep engine' })
  return {
    get pid() {
      return child.pid
    },
    send: child.send,
    attach: (portId, port) => child.sendPort({ t: 'attach', portId }, port),
    onMessage: child.onMessage,
    onExit: child.onExit,
    kill: child.kill,
  }
}
