/** The only doors from a page into main, one a call of the bridge. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import { bridgeCalls, fileGrant, type BridgeCallName, type BridgeCalls, type FileGrant } from '#shared/rpc/bridge.ts'
import { BRIDGE_CALL_NAMES, BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'
import { openDoor, type Door, type DoorDeps } from './door.ts'

export type BridgeHandlers = {
  readonly [N in BridgeCallName]: (input: z.output<BridgeCalls[N]['input']>, event: IpcMainInvokeEvent) => Promise<z.output<BridgeCalls[N]['output']>>
} & {
  /** The dropped files' paths, as preload got them from the system. */
  readonly offerFiles: (paths: readonly string[]) => Promise<readonly FileGrant[]>
}

type PageDoor = Door<IpcMainInvokeEvent>

const offeredPaths = z.array(z.string().min(1).max(4_096)).max(1_000)

export function installBridge(handlers: BridgeHandlers, deps: DoorDeps): void {
  const handle = (channel: string, door: PageDoor) => ipcMain.handle(channel, openDoor(door, deps))
  for (const name of BRIDGE_CALL_NAMES) {
    const { input, output } = bridgeCalls[name]
    handle(BRIDGE_CHANNELS.call(name), { name, input, output, run: handlers[name] as PageDoor['run'] })
  }
  handle(BRIDGE_CHANNELS.offerFiles, { name: 'offerFiles', input: offeredPaths, output: z.array(fileGrant), run: handlers.offerFiles as PageDoor['run'] })
}
