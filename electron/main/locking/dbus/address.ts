/** Where the buses of this machine are. */
import type { Environment } from '../../programs/environment.ts'

export type BusName = 'session' | 'system'

const SYSTEM_SOCKET = '/run/dbus/system_bus_socket'

/** Path of the bus's socket as Node takes it; an abstract one begins with NUL. Undefined where there is none that we could use. */
export function busSocket(bus: BusName, env: Environment): string | undefined {
  const runtime = env['XDG_RUNTIME_DIR']
  const address = bus === 'session' ? (env['DBUS_SESSION_BUS_ADDRESS'] ?? (runtime ? `unix:path=${runtime}/bus` : undefined)) : (env['DBUS_SYSTEM_BUS_ADDRESS'] ?? `unix:path=${SYSTEM_SOCKET}`)
  return address === undefined ? undefined : parseAddress(address)
}

/** The first of an address's ways that is a socket of this machine (D-Bus specification, "Server Addresses"). */
export function parseAddress(address: string): string | undefined {
  for (const way of address.split(';')) {
    if (!way.startsWith('unix:')) continue
    const facts = new Map(way.slice('unix:'.length).split(',').map((fact) => [fact.slice(0, fact.indexOf('=')), fact.slice(fact.indexOf('=') + 1)] as const))
    const [path, abstract] = [facts.get('path'), facts.get('abstract')].map((text) => (text === undefined ? undefined : unescape(text)))
    if (path) return path
    if (abstract) return `\0${abstract}`
  }
  return undefined
}

function unescape(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
