/**
 * Where wrong attempts are remembered: a file beside the envelope, mirrored into the keychain where the vault uses one.
 *
 * The count is on the disk before a passphrase is tried, so that ending the app in the middle of an attempt does
 * not give it back. A missing or unreadable file is treated as several failures: deleting it makes one wait, and closes the PIN.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { readIfPresent, writeDurably } from './durable-file.ts'
import { PIN_CLOSED_AFTER, stricter, type Attempts, type ClockReading } from './throttle.ts'

const FAILURES_OF_A_LOST_RECORD = 5
const LARGEST_COUNT = 1_000_000

const attemptsSchema = z.strictObject({
  version: z.literal(1),
  failures: z.number().int().nonnegative().max(LARGEST_COUNT),
  // Left out by the first version, which had no PIN.
  pinFailures: z.number().int().nonnegative().max(LARGEST_COUNT).default(0),
  wall: z.number().nonnegative(),
  uptime: z.number().nonnegative(),
})

/** The copy outside the folder: text in, text out. Absent where the vault works without the keychain. */
export interface AttemptsMirror {
  read(): Promise<string | null>
  write(text: string): Promise<void>
}

export interface AttemptsStore {
  readonly path: string
  /** The stricter of file and mirror. */
  load(mirror: AttemptsMirror | undefined): Promise<Attempts>
  /** Resolves when the record is on the disk (and in the mirror). */
  save(attempts: Attempts, mirror: AttemptsMirror | undefined): Promise<void>
}

export function createAttemptsStore(folder: string, clock: () => ClockReading): AttemptsStore {
  const path = join(folder, 'attempts.json')

  async function save(attempts: Attempts, mirror: AttemptsMirror | undefined): Promise<void> {
    const text = JSON.stringify({ version: 1, ...attempts })
    await writeDurably(path, `${text}\n`)
    await mirror?.write(Buffer.from(text, 'utf8').toString('base64'))
  }

  async function load(mirror: AttemptsMirror | undefined): Promise<Attempts> {
    const onDisk = parseAttempts((await readIfPresent(path))?.toString('utf8'))
    const mirrored = parseAttempts(Buffer.from((await mirror?.read()) ?? '', 'base64').toString('utf8'))
    if (onDisk) return mirrored ? stricter(onDisk, mirrored, clock()) : onDisk
    const found = mirrored ?? { failures: FAILURES_OF_A_LOST_RECORD, pinFailures: PIN_CLOSED_AFTER, ...clock() }
    await save(found, mirror)
    return found
  }

  return { path, load, save }
}

function parseAttempts(text: string | undefined): Attempts | undefined {
  try {
    const { failures, pinFailures, wall, uptime } = attemptsSchema.parse(JSON.parse(text ?? ''))
    return { failures, pinFailures, wall, uptime }
  } catch {
    return undefined
  }
}
