/**
 * Puts a new database in the place of the old one, which is set aside under another name: never deleted, never half of each.
 *
 * The intent is on the disk before anything is moved, and what is found half done is finished the next time: `cardkeep.db.new` is there for as
 * long as the old one is still to be moved. The log beside the old database goes with it, because SQLite would play it into the new one.
 */
import { access, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseFile } from '../db/database-file.ts'
import { readIfPresent, syncFolder, writeDurably } from '../vault/durable-file.ts'
import { z } from 'zod'

const PARTS = ['', '-wal', '-shm', '-journal'] as const

const intentSchema = z.strictObject({ aside: z.string().regex(/^(damaged|before-restore)-\d{1,16}$/) })
export type Aside = 'damaged' | 'before-restore'

const intentFile = (folder: string): string => join(folder, 'swap.json')
/** Where the new database is made. What lies there without an intent is what a crash left. */
export const newDatabaseFile = (folder: string): string => join(folder, 'cardkeep.db.new')

/** The file at `newDatabaseFile` must be whole and closed. Resolves when it is the database, also after a power cut. */
export async function swapIn(folder: string, aside: Aside, now: number): Promise<void> {
  await sync(newDatabaseFile(folder))
  await writeDurably(intentFile(folder), `${JSON.stringify({ aside: `${aside}-${now}` })}\n`)
  await finishSwap(folder)
}

/** To be called before the database is opened. */
export async function finishSwap(folder: string): Promise<void> {
  const text = await readIfPresent(intentFile(folder))
  if (text === undefined) return
  const intent = intentSchema.safeParse(parsed(text.toString('utf8')))
  const file = databaseFile(folder)
  if (intent.success && (await exists(newDatabaseFile(folder)))) {
    for (const part of PARTS.toReversed()) await moveIfThere(`${file}${part}`, `${file}.${intent.data.aside}${part}`)
    await rename(newDatabaseFile(folder), file)
    await syncFolder(folder)
  }
  await rm(intentFile(folder), { force: true })
  await syncFolder(folder)
}

/** A database without a vault that could open it: what is left where setting up or restoring was cut off. */
export async function setAsideStray(folder: string, now: number): Promise<void> {
  const file = databaseFile(folder)
  for (const part of PARTS.toReversed()) await moveIfThere(`${file}${part}`, `${file}.before-restore-${now}${part}`)
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (await exists(from)) await rename(from, to)
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false)
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
