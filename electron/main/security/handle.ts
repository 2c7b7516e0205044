/**
 * The only door from a page into main: who asks is checked first, then what is asked, then what is answered.
 *
 * Preload gets `{ ok, value }` or `{ ok, error }`; Electron's own error text, which would carry main's messages and
 * stacks into the page, never crosses.
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { bridgeCalls, fileGrant, type BridgeCallName, type BridgeCalls, type FileGrant } from '#shared/rpc/bridge.ts'
import { BRIDGE_CALL_NAMES, BRIDGE_CHANNELS } from '#shared/rpc/bridge-names.ts'
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'
import type { Log } from '../log.ts'
import { isOwnPage } from './sender.ts'

export type BridgeReply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppErrorWire }

export type BridgeHandlers = {
  readonly [N in BridgeCallName]: (input: z.output<BridgeCalls[N]['input']>, sender: IpcMainInvokeEvent) => Promise<z.output<BridgeCalls[N]['output']>>
} & {
  /** The dropped files' paths, as preload got them from the system. */
  readonly offerFiles: (paths: readonly string[]) => Promise<readonly FileGrant[]>
}

export interface DoorDeps {
  readonly isOwnWindow: (webContentsId: number) => boolean
  readonly log: Log
}

const offeredPaths = z.array(z.string().min(1).max(4_096)).max(1_000)

export function installBridge(handlers: BridgeHandlers, deps: DoorDeps): void {
  for (const name of BRIDGE_CALL_NAMES) {
    const { input, output } = bridgeCalls[name]
    handle(BRIDGE_CHANNELS.call(name), { name, input, output, run: handlers[name] as Run }, deps)
  }
  handle(BRIDGE_CHANNELS.offerFiles, { name: 'offerFiles', input: offeredPaths, output: z.array(fileGrant), run: handlers.offerFiles as Run }, deps)
}

type Run = (input: unknown, event: IpcMainInvokeEvent) => Promise<unknown>

interface Door {
  readonly name: BridgeCallName | 'offerFiles'
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly run: Run
}

function handle(channel: string, door: Door, { isOwnWindow, log }: DoorDeps): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<BridgeReply> => {
    try {
      if (!isOwnPage(event, isOwnWindow)) {
        log({ event: 'bridge-refused', why: 'sender' })
        throw new AppError('rpc.unknown-call', { name: door.name })
      }
      const parsed = door.input.safeParse(args[0])
      if (!parsed.success || args.length !== 1) {
        log({ event: 'bridge-refused', why: 'input' })
        throw new AppError('rpc.invalid-input', { issues: parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`) ?? ['arguments'] })
      }
      return { ok: true, value: door.output.parse(await door.run(parsed.data, event)) }
    } catch (error) {
      return { ok: false, error: asWire(error, door.name, log) }
    }
  })
}

function asWire(error: unknown, call: Door['name'], log: Log): AppErrorWire {
  if (error instanceof AppError) return error.toWire()
  const reference = randomUUID().slice(0, 8)
  log({ event: 'bridge-failed', call, reference })
  return new AppError('engine.internal', { reference }).toWire()
}
