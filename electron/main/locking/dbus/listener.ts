/**
 * Listens on one bus: says hello, asks for the signals it is given rules for, hands each one on.
 *
 * A client of our own instead of a helper program: it needs nothing installed, starts no process, and reads nothing but
 * headers. A bus that is not there, or goes away, is tried again after a while.
 */
import { connect as connectSocket, type Socket } from 'node:net'
import { decodeMessage, encodeMessage, messageLength, type IncomingMessage } from './message.ts'

export interface ListenerOptions {
  /** Path of the bus's socket. */
  readonly socket: string
  /** Match rules (D-Bus specification, "Match Rules"). */
  readonly rules: readonly string[]
  readonly uid: number
  readonly onSignal: (signal: IncomingMessage) => void
  /** Whether every rule is in force. */
  readonly onListening: (isListening: boolean) => void
}

const RETRY_AFTER_MS = [1_000, 5_000, 30_000] as const
const LONGEST_GREETING = 4_096

/** Returns the function that ends it. */
export function listenOnBus(options: ListenerOptions): () => void {
  const state: { socket?: Socket; timer?: ReturnType<typeof setTimeout>; stopped: boolean; failures: number } = { stopped: false, failures: 0 }
  const begin = () => {
    const socket = openBus(options, () => {
      state.failures = 0
      options.onListening(true)
    })
    state.socket = socket
    socket.once('close', () => {
      options.onListening(false)
      if (state.stopped) return
      const wait = RETRY_AFTER_MS[Math.min(state.failures, RETRY_AFTER_MS.length - 1)]
      state.failures += 1
      state.timer = setTimeout(begin, wait)
      state.timer.unref()
    })
  }
  begin()
  return () => {
    state.stopped = true
    clearTimeout(state.timer)
    state.socket?.destroy()
  }
}

/** One connection, from the greeting on. It closes by itself when the other end does not speak as a bus does. */
function openBus({ socket: path, rules, uid, onSignal }: ListenerOptions, onReady: () => void): Socket {
  const socket = connectSocket(path)
  // Every error is followed by the close, which is what counts.
  socket.on('error', () => undefined)
  let received: Buffer = Buffer.alloc(0)
  let isGreeted = false
  const lastSerial = rules.length + 1
  socket.once('connect', () => socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`))
  const greet = () => {
    const end = received.indexOf('\r\n')
    if (end < 0) return received.length < LONGEST_GREETING
    if (!received.subarray(0, end).toString('latin1').startsWith('OK ')) return false
    received = received.subarray(end + 2)
    isGreeted = true
    socket.write('BEGIN\r\n')
    socket.write(Buffer.concat(openingCalls(rules)))
    return true
  }
  const take = (message: IncomingMessage) => {
    if (message.type === 'signal') onSignal(message)
    if (message.type === 'error' && message.replyTo !== undefined) socket.destroy()
    if (message.type === 'reply' && message.replyTo === lastSerial) onReady()
  }
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    try {
      if (!isGreeted && !greet()) return void socket.destroy()
      for (let length = isGreeted ? messageLength(received) : undefined; length !== undefined && received.length >= length; length = messageLength(received)) {
        const message = decodeMessage(received.subarray(0, length))
        received = received.subarray(length)
        take(message)
      }
    } catch {
      socket.destroy()
    }
  })
  return socket
}

const BUS = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', type: 'call' } as const

function openingCalls(rules: readonly string[]): Buffer[] {
  return [encodeMessage({ ...BUS, serial: 1, member: 'Hello' }), ...rules.map((rule, index) => encodeMessage({ ...BUS, serial: index + 2, member: 'AddMatch', args: [rule] }))]
}
