/**
 * What every request of a page goes through: who asks is checked first, then what is asked, then what is answered.
 *
 * Preload gets `{ ok, value }` or `{ ok, error }`. Electron's own error text, which would carry main's messages and
 * stacks into the page, never crosses.
 */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { BridgeCallName } from '#shared/rpc/bridge.ts'
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'
import type { Log } from '../log.ts'
import { isOwnPage, type SenderEvent } from './sender.ts'

export type BridgeReply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: AppErrorWire }

export interface Door<Event extends SenderEvent> {
  readonly name: BridgeCallName | 'offerFiles'
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly run: (input: unknown, event: Event) => Promise<unknown>
}

export interface DoorDeps {
  readonly isOwnWindow: (webContentsId: number) => boolean
  readonly log: Log
}

export function openDoor<Event extends SenderEvent>(door: Door<Event>, { isOwnWindow, log }: DoorDeps): (event: Event, ...args: readonly unknown[]) => Promise<BridgeReply> {
  return async (event, ...args) => {
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
  }
}

function asWire(error: unknown, call: Door<SenderEvent>['name'], log: Log): AppErrorWire {
  if (error instanceof AppError) return error.toWire()
  const reference = randomUUID().slice(0, 8)
  log({ event: 'bridge-failed', call, reference })
  return new AppError('engine.internal', { reference }).toWire()
}
