/** The locker with all that tells it to: time, sleep, the screen. */
import { app, powerMonitor, type BrowserWindow } from 'electron'
import { uptime } from 'node:os'
import type { Log } from '../log.ts'
import { IdleWatch } from './idle-watch.ts'
import { createLocker, type Locker, type LockerDeps, type LockReason } from './locker.ts'
import { watchScreen, type ScreenWatch } from './screen-watch.ts'

export interface Locking extends Pick<Locker, 'lock'> {
  /** The vault is open, or another time was chosen. */
  lockAfter(minutes: number): void
  /** Whether a lock of the system's screen would be heard. */
  readonly followsScreen: boolean
  /** When Electron is ready. */
  start(window: BrowserWindow): void
  stop(): void
}

export function createLocking({ lockEverything, log }: Pick<LockerDeps, 'lockEverything'> & { readonly log: Log }): Locking {
  // Sleep counts as time without anybody.
  const now = () => uptime() * 1_000
  const minuteMs = lockMinuteMs()
  const screen: { watch?: ScreenWatch } = {}
  const lock = (reason: LockReason) => void locker.lock(reason)
  // Electron announces a locked screen on macOS and Windows.
  const followsScreen = () => process.platform !== 'linux' || screen.watch?.followsScreen === true
  const idle = new IdleWatch({
    now,
    systemIdleSeconds: () => powerMonitor.getSystemIdleTime(),
    isScreenLocked: () => !followsScreen() && powerMonitor.getSystemIdleState(1) === 'locked',
    lock,
  })
  const locker = createLocker({ lockEverything, watch: idle, now, log })
  return {
    lock: (reason) => locker.lock(reason),
    lockAfter: (minutes) => locker.lockAfter(minutes * minuteMs),
    get followsScreen() {
      return followsScreen()
    },
    start(window) {
      window.webContents.on('input-event', () => idle.input())
      powerMonitor.on('suspend', () => lock('sleep'))
      powerMonitor.on('lock-screen', () => lock('screen'))
      if (process.platform !== 'linux') return
      screen.watch = watchScreen({ env: process.env, uid: process.getuid?.() ?? 0, lock, onListening: (bus, listening) => log({ event: 'screen-lock-followed', bus, listening }) })
    },
    stop() {
      idle.stop()
      screen.watch?.stop()
    },
  }
}

/** A minute; tests of an unpackaged app let it pass faster. */
function lockMinuteMs(): number {
  const own = app.isPackaged ? 0 : Number(process.env['CARDKEEP_LOCK_MINUTE_MS'])
  return own > 0 ? own : 60_000
}
