/** Looks after the books while they are open: a check soon after the unlocking, and a copy a day. Both beside whatever else is done. */
import type { AutomaticCopy, BackupsStatus, BooksCheck } from '#shared/rpc/contract/backups.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { databaseFile } from '../db/database-file.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { keptErrorOf } from '../sync/failed-attempt.ts'
import type { Timing } from '../sync/timing.ts'
import { listCopies, makeCopy, usingCopy } from './copies.ts'
import { markDamaged } from './damage-mark.ts'
import type { FileWork } from './file-work.ts'

/** After this long the first window has what it shows. */
const CHECK_AFTER_MS = 15_000
/** Short sessions leave no copy behind that nobody needs. */
const COPY_AFTER_MS = 60_000
const LOOK_EVERY_MS = 3_600_000
/** A little less than a day, so that one who opens the books each morning has one each morning. */
const COPY_WHEN_OLDER_MS = 20 * 3_600_000

export interface GuardianDeps {
  readonly vaultFolder: string
  readonly work: FileWork
  readonly write: WriteAs
  readonly now: () => number
  readonly setTimer: Timing['setTimer']
  /** There is something new to tell. */
  readonly emit: () => void
  readonly log: (line: string) => void
}

export class Guardian {
  readonly #deps: GuardianDeps
  #key: Buffer | undefined
  #cancels: (() => void)[] = []
  /** One at a time: two copies of a large database at once would fill the disk. */
  #turn: Promise<unknown> = Promise.resolve()
  #failure: BackupsStatus['failure'] = null
  #check: BooksCheck | null = null
  #ended = false

  constructor(deps: GuardianDeps) {
    this.#deps = deps
  }

  /** The vault is open. Keeps a copy of the key until `stop`. */
  begin(key: Uint8Array): void {
    const { setTimer } = this.#deps
    this.#key = Buffer.from(key)
    this.#cancels.push(setTimer(CHECK_AFTER_MS, () => void this.check('quick').catch((error: unknown) => this.#note('the books were not checked', error))))
    this.#cancels.push(setTimer(COPY_AFTER_MS, () => void this.#look()))
  }

  async stop(): Promise<void> {
    this.#ended = true
    for (const cancel of this.#cancels) cancel()
    this.#key?.fill(0)
    this.#key = undefined
  }

  async status(): Promise<BackupsStatus> {
    return { copies: [...(await listCopies(this.#deps.vaultFolder))], failure: this.#failure, check: this.#check }
  }

  /** Throws what `makeCopy` throws. */
  copy(reason: AutomaticCopy['reason']): Promise<AutomaticCopy> {
    const { vaultFolder, work, now, write, emit } = this.#deps
    return this.#inTurn(async () => {
      try {
        const made = await makeCopy({ vaultFolder, key: this.#ownKey(), reason, now: now(), work })
        this.#failure = null
        await write('backups.copied', async ({ audit }) => audit({ reason, bytes: made.bytes }))
        return made
      } catch (error) {
        this.#failure = keptErrorOf(error)
        throw error
      } finally {
        if (!this.#ended) emit()
      }
    })
  }

  /** A copy for `withIt` alone: it is gone when that is over. Throws what `makeCopy` throws. */
  withCopy<T>(withIt: (file: string) => Promise<T>): Promise<T> {
    const { vaultFolder, work } = this.#deps
    return this.#inTurn(() => usingCopy({ vaultFolder, key: this.#ownKey(), work }, withIt))
  }

  /** What is found is remembered beside the database. */
  check(depth: BooksCheck['depth']): Promise<BooksCheck> {
    const { vaultFolder, work, now, emit } = this.#deps
    return this.#inTurn(async () => {
      const isSound = await work.check({ file: databaseFile(vaultFolder), key: this.#ownKey(), depth })
      if (!isSound) await markDamaged(vaultFolder, now())
      this.#check = { at: now(), depth, isSound }
      if (!this.#ended) emit()
      return this.#check
    })
  }

  async #look(): Promise<void> {
    const { vaultFolder, now, setTimer } = this.#deps
    try {
      const newest = (await listCopies(vaultFolder))[0]?.madeAt
      // A copy from the future was made by a clock that has been set right since.
      if (newest === undefined || Math.abs(now() - newest) >= COPY_WHEN_OLDER_MS) await this.copy('daily')
    } catch (error) {
      this.#note('no copy was made', error)
    }
    if (!this.#ended) this.#cancels = [setTimer(LOOK_EVERY_MS, () => void this.#look())]
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  #ownKey(): Buffer {
    if (this.#key === undefined) throw new AppError('vault.locked', {})
    return this.#key
  }

  #note(what: string, error: unknown): void {
    if (!this.#ended) this.#deps.log(`${what}: ${error instanceof Error ? error.name : typeof error}`)
  }
}
