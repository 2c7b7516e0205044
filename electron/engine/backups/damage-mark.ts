/** Remembers beside the database that it does not read as it should, so that nobody opens it again before something was done about it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfPresent, writeDurably } from '../vault/durable-file.ts'

const markOf = (vaultFolder: string): string => join(vaultFolder, 'damaged.json')

export const markDamaged = (vaultFolder: string, now: number): Promise<void> => writeDurably(markOf(vaultFolder), `${JSON.stringify({ foundAt: now })}\n`)

/** Its being there says it all. */
export const isMarkedDamaged = async (vaultFolder: string): Promise<boolean> => (await readIfPresent(markOf(vaultFolder))) !== undefined

export const clearDamageMark = (vaultFolder: string): Promise<void> => rm(markOf(vaultFolder), { force: true })
