/**
 * A vault goes for good. What opens it goes first, so that a wipe that is stopped at any point has done what matters; the rest goes at the next start.
 *
 * Files are removed, not overwritten: on today's disks that would prove nothing. That nobody has the key any more is the promise.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfPresent, syncFolder, writeDurably } from '../vault/durable-file.ts'
import type { VaultKeeper } from '../vault/vault-keeper.ts'

const INTENT = 'wipe.json'

export interface WipeOptions {
  readonly folder: string
  readonly keeper: Pick<VaultKeeper, 'erase'>
}

/** Nothing may have anything of the folder open. */
export async function wipeVault(options: WipeOptions): Promise<void> {
  await writeDurably(join(options.folder, INTENT), '{}\n')
  await finishWipe(options)
}

/** Finishes one that was stopped. To be called before anything of the vault is read. */
export async function finishWipe({ folder, keeper }: WipeOptions): Promise<void> {
  if ((await readIfPresent(join(folder, INTENT))) === undefined) return
  await keeper.erase()
  for (const name of await readdir(folder)) if (name !== INTENT) await rm(join(folder, name), { recursive: true, force: true })
  await syncFolder(folder)
  await rm(join(folder, INTENT), { force: true })
  await syncFolder(folder)
}
