/**
 * The one gate for what a window sends: size, depth, lengths and shape of the message are judged here, before anybody reads its name or input.
 *
 * What does not fit goes no further. A call among it is answered with `rpc.invalid-input`, which names the reason and nothing of the content.
 */
import { largestMessage, misfitOf } from '#shared/rpc/bounds.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ClientMessage, EngineMessage, Wire } from '#shared/rpc/protocol.ts'
import type { NoteRefusal, RefusalReason } from './refusals.ts'

const LONGEST_NAME = 80
const KEYS = { call: ['t', 'id', 'name', 'input'], cancel: ['t', 'id'] } as const

/** The same wire, of which only fitting messages are heard. */
export function gated(wire: Wire, note: NoteRefusal): Wire {
  return {
    send: (message) => wire.send(message),
    onClose: (listener) => wire.onClose(listener),
    close: () => wire.close(),
    onMessage: (listener) =>
      wire.onMessage((message) => {
        const reason = refusalOf(message)
        if (reason === undefined) return listener(message)
        const { id, name } = askedBy(message)
        note(reason, name)
        if (id !== undefined) wire.send({ t: 'fail', id, error: new AppError('rpc.invalid-input', { issues: [`message: ${reason}`] }).toWire() } satisfies EngineMessage)
      }),
  }
}

/** Undefined for a message that may go on. */
export function refusalOf(message: unknown): RefusalReason | undefined {
  if (!isClientMessage(message)) return 'not-a-message'
  if (message.t === 'call' && message.name.length > LONGEST_NAME) return 'not-a-message'
  const keys: readonly string[] = KEYS[message.t]
  if (!Object.keys(message).every((key) => keys.includes(key))) return 'not-a-message'
  return misfitOf(message, message.t === 'call' ? largestMessage(message.name) : 0x100)
}

export function isClientMessage(message: unknown): message is ClientMessage {
  if (typeof message !== 'object' || message === null) return false
  const { t, id, name } = message as Record<string, unknown>
  return Number.isSafeInteger(id) && (t === 'cancel' || (t === 'call' && typeof name === 'string'))
}

/** Whom to answer, and which call it says that it is. */
function askedBy(message: unknown): { readonly id?: number; readonly name?: string } {
  return isClientMessage(message) && message.t === 'call' ? { id: message.id, name: message.name } : {}
}
