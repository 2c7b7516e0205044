import { join } from 'node:path'

/** The database in the vault's folder. */
export const databaseFile = (folder: string): string => join(folder, 'cardkeep.db')
