/** Other books in the place of those that are there: an older copy, what can be read of them, a backup; or none at all. */
import { copyFile as copyBytes, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutputOf, ParsedInputOf } from '#shared/rpc/define.ts'
import type { Restored, RescueStatus, rescueContract, Salvaged } from '#shared/rpc/contract/rescue.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { readBundleHead, unpackBundle } from '../backups/bundle.ts'
import { copyFile, listCopies } from '../backups/copies.ts'
import { clearDamageMark, isMarkedDamaged } from '../backups/damage-mark.ts'
import type { FileWork } from '../backups/file-work.ts'
import { asStorageError } from '../backups/storage-error.ts'
import { databaseFile } from '../db/database-file.ts'
import type { EngineFiles } from '../files.ts'
import type { Opening, VaultSession } from '../session.ts'
import { ensurePrivateFolder } from '../vault/durable-file.ts'
import type { VaultKeeper } from '../vault/vault-keeper.ts'
import { isOnNetwork } from './network-drive.ts'
import type { RefitReport } from './refit.queries.ts'
import { exists, finishSwap, newDatabaseFile, setAsideStray, swapIn } from './swap.ts'
import { finishWipe, wipeVault } from './wipe.ts'

type Calls = typeof rescueContract

export interface RescueDeps {
  readonly folder: string
  readonly keeper: VaultKeeper
  readonly session: VaultSession
  readonly work: FileWork
  readonly files: Pick<EngineFiles, 'readable'>
  readonly now: () => number
  /** Ends everything that has the database open. */
  readonly closeBooks: () => Promise<void>
}

export class Rescue {
  readonly #deps: RescueDeps
  /** The key that a right passphrase gave. Gone with the process, like every other. */
  #key: Buffer | undefined
  #settled: Promise<void> | undefined
  /** Opening it failed in this run. */
  #damageSeen = false

  constructor(deps: RescueDeps) {
    this.#deps = deps
  }

  /** Finishes what was stopped in the middle. Before anything of the vault is read. */
  settle(): Promise<void> {
    const { folder, keeper } = this.#deps
    this.#settled ??= finishWipe({ folder, keeper })
      .then(() => finishSwap(folder))
      .catch((error: unknown) => {
        this.#settled = undefined
        throw asStorageError(error)
      })
    return this.#settled
  }

  /**
   * Opens the database for `open`, unless it is known not to read. A new vault finds none of another's.
   *
   * Throws `db.damaged`, after which the key is kept for what can be done about it.
   */
  async guard(opening: Pick<Opening, 'action' | 'key'>, open: () => Promise<void>): Promise<void> {
    const { folder, now } = this.#deps
    const key = Buffer.from(opening.key)
    try {
      if (opening.action === 'vault.create') await setAsideStray(folder, now())
      else if ((await isMarkedDamaged(folder)) || !(await exists(databaseFile(folder)))) throw new AppError('db.damaged', {})
      await open()
      this.#forget()
    } catch (error) {
      if (AppError.is(error, 'db.damaged')) {
        this.#key = Buffer.from(key)
        this.#damageSeen = true
      }
      throw error
    } finally {
      key.fill(0)
    }
  }

  async status(): Promise<RescueStatus> {
    const { folder, session } = this.#deps
    return {
      isDamaged: !session.unlocked && (await this.#isDamaged()),
      isProven: this.#key !== undefined,
      copies: [...(await listCopies(folder))],
      isOnNetwork: await isOnNetwork(folder),
    }
  }

  async prove({ passphrase }: ParsedInputOf<Calls['prove']>): Promise<Record<string, never>> {
    this.#insistOnLocked()
    const key = await this.#deps.keeper.unlock({ passphrase })
    this.#forget()
    this.#key = key
    return {}
  }

  async fromCopy({ copy }: ParsedInputOf<Calls['fromCopy']>): Promise<Restored> {
    this.#insistOnLocked()
    const { folder } = this.#deps
    const key = this.#proven()
    const from = await copyFile(folder, copy)
    const madeAt = (await listCopies(folder)).find(({ id }) => id === copy)?.madeAt ?? 0
    await this.#clearNew()
    await copyBytes(from, newDatabaseFile(folder)).catch((error: unknown) => {
      throw asStorageError(error)
    })
    return this.#replace('rescue.fromCopy', key, madeAt)
  }

  async salvage(): Promise<Salvaged> {
    this.#insistOnLocked()
    const { folder, work, now, session } = this.#deps
    const key = this.#proven()
    await this.#clearNew()
    const [newest] = await listCopies(folder)
    const copy = newest === undefined ? null : await copyFile(folder, newest.id)
    const report = await work.salvage({ file: databaseFile(folder), to: newDatabaseFile(folder), key, copy, now: now() })
    await this.#swap('damaged')
    await session.open({ key: Uint8Array.from(key), action: 'rescue.salvage', details: { ...report.kept, incomplete: report.unreadable.length, fromCopy: report.fromCopy } })
    this.#forget()
    return { kept: report.kept, isIncomplete: report.unreadable.length > 0, fromCopy: report.fromCopy }
  }

  async inspect({ file }: ParsedInputOf<Calls['inspect']>): Promise<OutputOf<Calls['inspect']>> {
    const { businessName, madeAt, bytes } = await readBundleHead(this.#deps.files.readable(file))
    return { businessName, madeAt, bytes }
  }

  async fromFile({ file, with: way }: ParsedInputOf<Calls['fromFile']>): Promise<Restored> {
    this.#insistOnLocked()
    const { folder, keeper, files } = this.#deps
    const source = files.readable(file)
    const { envelope, madeAt, businessName } = await readBundleHead(source)
    const key = await keeper.openPortable(envelope, 'passphrase' in way ? { passphrase: way.passphrase } : { recoveryKey: way.recoveryKey })
    const status = await keeper.status()
    const isNew = !status.exists || status.protection === null
    if (!isNew && this.#key?.equals(key) !== true) throw new AppError('backup.other-books', {})
    if ('newPassphrase' in way) await this.#insistOnStrength(way.newPassphrase, status.businessName ?? businessName)
    await ensurePrivateFolder(folder)
    await this.#clearNew()
    await unpackBundle(source, newDatabaseFile(folder))
    if (!isNew) return this.#replace('rescue.fromFile', key, madeAt)
    return this.#settleIn({ envelope, way, key, madeAt })
  }

  async wipe({ businessName, passphrase }: ParsedInputOf<Calls['wipe']>): Promise<Record<string, never>> {
    const { folder, keeper, session, closeBooks } = this.#deps
    if (!session.unlocked) throw new AppError('vault.locked', {})
    const { businessName: own } = await keeper.status()
    if (own === null || businessName.trim() !== own) throw new AppError('validation.failed', { field: 'businessName', reason: 'It is not the name of these books.' })
    await keeper.prove({ passphrase })
    await closeBooks()
    await wipeVault({ folder, keeper })
    this.#forget()
    return {}
  }

  /** The new database, made from an older state, takes the place of the one there. */
  async #replace(action: 'rescue.fromCopy' | 'rescue.fromFile', key: Buffer, madeAt: number): Promise<Restored> {
    const { session } = this.#deps
    const isDamaged = await this.#isDamaged()
    const report = await this.#refit(key, { isElsewhere: false, newer: isDamaged ? null : databaseFile(this.#deps.folder) })
    await this.#swap(isDamaged ? 'damaged' : 'before-restore')
    await session.open({ key: Uint8Array.from(key), action, details: { madeAt, ...report } })
    this.#forget()
    return { madeAt, ...report }
  }

  /** The vault of a computer that has none. Its envelope comes last: before that, this never happened. */
  async #settleIn({ envelope, way, key, madeAt }: { readonly envelope: string; readonly way: ParsedInputOf<Calls['fromFile']>['with']; readonly key: Buffer; readonly madeAt: number }): Promise<Restored> {
    const { folder, keeper, session, now } = this.#deps
    const report = await this.#refit(key, { isElsewhere: true, newer: null })
    key.fill(0)
    for (const name of ['vault.json', 'vault.json.bak', 'attempts.json']) await moveAside(join(folder, name), now())
    await setAsideStray(folder, now())
    await this.#swap('before-restore')
    const own = await keeper.adopt({ envelope, with: way })
    await session.open({ key: own, action: 'rescue.fromFile', details: { madeAt, ...report } })
    this.#forget()
    return { madeAt, ...report }
  }

  /** Before anything is moved. */
  async #insistOnStrength(passphrase: string, businessName: string): Promise<void> {
    const { problem, minLength } = await this.#deps.keeper.rate({ passphrase, businessName })
    if (problem) throw new AppError('vault.weak-passphrase', { reason: problem, minLength })
  }

  async #refit(key: Buffer, how: { readonly isElsewhere: boolean; readonly newer: string | null }): Promise<RefitReport> {
    const { folder, work, now } = this.#deps
    try {
      return await work.refit({ file: newDatabaseFile(folder), key, now: now(), ...how })
    } catch (error) {
      await this.#clearNew()
      throw AppError.is(error, 'db.damaged') ? new AppError('backup.other-books', {}) : error
    }
  }

  async #swap(aside: 'damaged' | 'before-restore'): Promise<void> {
    const { folder, now } = this.#deps
    await swapIn(folder, aside, now())
    this.#damageSeen = false
    await clearDamageMark(folder)
  }

  async #clearNew(): Promise<void> {
    for (const part of ['', '-wal', '-shm', '-journal']) await rm(`${newDatabaseFile(this.#deps.folder)}${part}`, { force: true })
  }

  async #isDamaged(): Promise<boolean> {
    const { folder, keeper } = this.#deps
    if (await isMarkedDamaged(folder)) return true
    return this.#damageSeen || ((await keeper.status()).exists && !(await exists(databaseFile(folder))))
  }

  #insistOnLocked(): void {
    if (this.#deps.session.unlocked) throw new AppError('vault.exists', {})
  }

  #proven(): Buffer {
    if (this.#key === undefined) throw new AppError('vault.locked', {})
    return this.#key
  }

  #forget(): void {
    this.#key?.fill(0)
    this.#key = undefined
  }
}

async function moveAside(path: string, now: number): Promise<void> {
  if (await exists(path)) await rename(path, `${path}.damaged-${now}`)
}
