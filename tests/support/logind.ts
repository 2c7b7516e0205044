/** Somebody on a bus who has logind's name and says what logind says. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { parseAddress } from '#main/locking/dbus/address.ts'
import { decodeMessage, encodeMessage, messageLength } from '#main/locking/dbus/message.ts'
import { sessionPath } from '#main/locking/lock-signals.ts'

export interface Logind {
  prepareForSleep(begins: boolean): Promise<void>
  lockSession(id: string): Promise<void>
  /** The screen saver of the desktop, which needs no name. */
  screenSaver(isActive: boolean): Promise<void>
  end(): void
}

const BUS = { type: 'call', destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' } as const

export async function startLogind(address: string): Promise<Logind> {
  const socket = connect(parseAddress(address) ?? '')
  await once(socket, 'connect')
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')}\r\n`)
  await once(socket, 'data')
  socket.write('BEGIN\r\n')
  const answered = new Promise<void>((resolve) => {
    let received = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      for (let length = messageLength(received); length !== undefined && received.length >= length; length = messageLength(received)) {
        if (decodeMessage(received.subarray(0, length)).replyTo === 2) resolve()
        received = received.subarray(length)
      }
    })
  })
  socket.write(encodeMessage({ ...BUS, serial: 1, member: 'Hello' }))
  socket.write(encodeMessage({ ...BUS, serial: 2, member: 'RequestName', args: ['org.freedesktop.login1', 4] }))
  await answered
  let serial = 2
  const signal = (message: { readonly path: string; readonly interface: string; readonly member: string; readonly args?: readonly boolean[] }) =>
    new Promise<void>((resolve) => void socket.write(encodeMessage({ type: 'signal', serial: ++serial, ...message }), () => resolve()))
  return {
    prepareForSleep: (begins) => signal({ path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager', member: 'PrepareForSleep', args: [begins] }),
    lockSession: (id) => signal({ path: sessionPath(id) ?? '/', interface: 'org.freedesktop.login1.Session', member: 'Lock' }),
    screenSaver: (isActive) => signal({ path: '/org/gnome/ScreenSaver', interface: 'org.gnome.ScreenSaver', member: 'ActiveChanged', args: [isActive] }),
    end: () => void socket.destroy(),
  }
}
