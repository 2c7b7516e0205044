/** Lets attempts at passphrase and PIN through, counted before they are made, and none that comes too early or too late. */
import { AppError } from '#shared/rpc/errors.ts'
import type { AttemptsMirror, AttemptsStore } from './attempts-store.ts'
import type { Envelope } from './envelope-shape.ts'
import { CLOSED_AFTER, PIN_CLOSED_AFTER, remainingWait, waitAfter, type Attempts, type ClockReading } from './throttle.ts'
import type { DerivedName } from './ways.ts'

export interface GateStatus {
  readonly failedAttempts: number
  readonly waitMs: number
  readonly isClosed: boolean
  readonly pin: 'none' | 'set' | 'closed'
}

export interface Gate {
  status(envelope: Envelope, mirror: AttemptsMirror | undefined): Promise<GateStatus>
  /**
   * Counts the attempt as a failure, makes it, and forgets all failures where it opened (gave a key).
   *
   * Throws `vault.closed`, `vault.pin-closed`, `vault.throttled` without making it, and `vault.wrong-passphrase` or `vault.wrong-pin` after it.
   */
  attempt(name: DerivedName, envelope: Envelope, mirror: AttemptsMirror | undefined, make: () => Promise<Buffer | undefined>): Promise<Buffer>
  forget(mirror: AttemptsMirror | undefined): Promise<void>
}

export function createGate(store: AttemptsStore, clock: () => ClockReading): Gate {
  const forget = (mirror: AttemptsMirror | undefined) => store.save({ failures: 0, pinFailures: 0, ...clock() }, mirror)

  async function status(envelope: Envelope, mirror: AttemptsMirror | undefined): Promise<GateStatus> {
    const attempts = await store.load(mirror)
    const isClosed = isVaultClosed(envelope, attempts)
    return {
      failedAttempts: attempts.failures,
      waitMs: remainingWait(attempts, clock()),
      isClosed,
      pin: envelope.ways.pin === null ? 'none' : isClosed || attempts.pinFailures >= PIN_CLOSED_AFTER ? 'closed' : 'set',
    }
  }

  async function attempt(name: DerivedName, envelope: Envelope, mirror: AttemptsMirror | undefined, make: () => Promise<Buffer | undefined>): Promise<Buffer> {
    const counted = await count(name, envelope, mirror)
    const key = await make()
    if (!key) throw wrong(name, counted)
    await forget(mirror)
    return key
  }

  async function count(name: DerivedName, envelope: Envelope, mirror: AttemptsMirror | undefined): Promise<Attempts> {
    const attempts = await store.load(mirror)
    if (isVaultClosed(envelope, attempts)) throw new AppError('vault.closed', {})
    if (name === 'pin' && (envelope.ways.pin === null || attempts.pinFailures >= PIN_CLOSED_AFTER)) throw new AppError('vault.pin-closed', {})
    const waitMs = remainingWait(attempts, clock())
    if (waitMs > 0) throw new AppError('vault.throttled', { waitMs, failedAttempts: attempts.failures })
    const counted = { failures: attempts.failures + 1, pinFailures: attempts.pinFailures + (name === 'pin' ? 1 : 0), ...clock() }
    await store.save(counted, mirror)
    return counted
  }

  return { status, attempt, forget }
}

/** Without a recovery key nothing could open it again, and ten wrong passphrases by anybody would destroy it: there one waits instead. */
function isVaultClosed(envelope: Envelope, { failures }: Attempts): boolean {
  return envelope.ways.recovery !== null && failures >= CLOSED_AFTER
}

function wrong(name: DerivedName, { failures, pinFailures }: Attempts): AppError {
  const details = { failedAttempts: failures, waitMs: waitAfter(failures) }
  return name === 'pin' ? new AppError('vault.wrong-pin', { ...details, triesLeft: Math.max(0, PIN_CLOSED_AFTER - pinFailures) }) : new AppError('vault.wrong-passphrase', details)
}
