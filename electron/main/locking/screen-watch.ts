/** Follows a Linux desktop's screen lock and sleep through its two buses. */
import { busSocket, type BusName } from './dbus/address.ts'
import { listenOnBus } from './dbus/listener.ts'
import { LOCK_RULES, meaningOf, sessionPath } from './lock-signals.ts'
import type { Environment } from '../programs/environment.ts'
import type { LockReason } from './locker.ts'

export interface ScreenWatchOptions {
  readonly env: Environment
  readonly uid: number
  readonly lock: (reason: LockReason) => void
  readonly onListening: (bus: BusName, isListening: boolean) => void
}

export interface ScreenWatch {
  /** Whether a lock of the screen would be heard. */
  readonly followsScreen: boolean
  stop(): void
}

export function watchScreen({ env, uid, lock, onListening }: ScreenWatchOptions): ScreenWatch {
  const ownSession = sessionPath(env['XDG_SESSION_ID'])
  const listening = new Set<BusName>()
  const stops = (['session', 'system'] as const).flatMap((bus) => {
    const socket = busSocket(bus, env)
    if (socket === undefined) return []
    return [
      listenOnBus({
        socket,
        uid,
        rules: LOCK_RULES[bus],
        onSignal: (signal) => {
          const reason = meaningOf(signal, ownSession)
          if (reason) lock(reason)
        },
        onListening: (isListening) => {
          if (listening.has(bus) === isListening) return
          if (isListening) listening.add(bus)
          else listening.delete(bus)
          onListening(bus, isListening)
        },
      }),
    ]
  })
  return {
    get followsScreen() {
      return listening.size > 0
    },
    stop: () => stops.forEach((stop) => stop()),
  }
}
