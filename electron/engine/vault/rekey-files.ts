/**
 * How a vault gets from its old database key to a new one without ever being between the two.
 *
 * The database under the new key is made beside the old one. When it is whole and on the disk, `rekey.json` (the new envelope) is written: from that
 * instant the vault is the new one. What is left, putting both in their places, is done at the next start, by the same few steps whether the app was
 * closed in an orderly way or stopped by a lost power supply. Each step can be done twice.
 */
import { join } from 'node:path'
import { AppError } from '#shared/rpc/errors.ts'
import { dropCopies } from '../backups/copies.ts'
import { databaseFile } from '../db/database-file.ts'
import { readIfPresent, removeDurably, renameDurably, syncFile, writeDurably } from './durable-file.ts'
import { parseEnvelope } from './envelope.ts'
import type { Envelope } from './envelope-shape.ts'
import { createVaultFiles } from './vault-files.ts'

/** What SQLite keeps beside a database: it belongs to this one file and would spoil another of the same name. */
const COMPANIONS = ['-wal', '-shm', '-journal'] as const

const intentFile = (folder: string): string => join(folder, 'rekey.json')
/** The database under its new key, until it takes the place of the old one. */
export const rekeyedFile = (folder: string): string => `${databaseFile(folder)}.rekeyed`

/** The vault is the new one from here on: nothing may be written to the old database any more. `envelope` is the file's text. */
export async function commitRekey(folder: string, envelope: string): Promise<void> {
  await syncFile(rekeyedFile(folder))
  await writeDurably(intentFile(folder), envelope)
}

/** Removes what a re-key that was stopped before it was committed has left. */
export async function dropRekey(folder: string): Promise<void> {
  await removeDurably(intentFile(folder))
  await removeDatabase(rekeyedFile(folder))
}

/** Finishes a re-key that was committed, drops one that was not. To be called before anything of the vault is opened. */
export async function finishRekey(folder: string): Promise<void> {
  const committed = await readIfPresent(intentFile(folder))
  if (committed === undefined) return removeDatabase(rekeyedFile(folder))
  const envelope = intact(committed)
  // Nothing but a failing disk does this. Both databases stay for somebody to look at.
  if (!envelope) return setAside(folder)
  for (const companion of COMPANIONS) await removeDurably(`${databaseFile(folder)}${companion}`)
  await renameDurably(rekeyedFile(folder), databaseFile(folder))
  await createVaultFiles(folder).write(envelope)
  // Made with the old key: nobody's to open any more but whom the new key is to keep out.
  await dropCopies(folder)
  await removeDurably(intentFile(folder))
}

async function setAside(folder: string): Promise<void> {
  for (const file of [rekeyedFile(folder), intentFile(folder)]) await renameDurably(file, `${file}.damaged`)
}

/** With the half of it that a copy in the making is. */
async function removeDatabase(file: string): Promise<void> {
  for (const part of ['', '.part']) for (const companion of ['', ...COMPANIONS]) await removeDurably(`${file}${part}${companion}`)
}

function intact(bytes: Buffer): Envelope | undefined {
  try {
    return parseEnvelope(bytes)
  } catch (error) {
    if (AppError.is(error, 'vault.damaged')) return undefined
    throw error
  }
}
