import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The lines of main's log so far. */
export function logOf({ dataFolder }: { readonly dataFolder: string }): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(join(dataFolder, 'logs', 'main.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}
