/** Files named on the command line, by a second start, or by "open with": kept until a window takes them. */
import { resolve } from 'node:path'
import { z } from 'zod'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { FileGrants } from './grants.ts'

/** What a second start hands to the first (Electron carries it as JSON). */
export const secondLaunch = z.object({ files: z.array(z.string().max(4_096)).max(1_000) })

/**
 * The arguments that name files, as absolute paths. Whether they exist is asked when they are taken.
 *
 * Switches are left out: Chromium mixes its own among them. An unpackaged app is started with its own folder first.
 */
export function fileArguments(argv: readonly string[], workingFolder: string, { skipAppFolder }: { readonly skipAppFolder: boolean }): readonly string[] {
  const named = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return named.slice(skipAppFolder ? 1 : 0).map((argument) => resolve(workingFolder, argument))
}

export interface LaunchFiles {
  add(paths: readonly string[]): void
  /** Grants for all that are waiting, once. */
  take(): Promise<FileGrant[]>
}

/** `arrived` is called when files come while a window may be open. */
export function createLaunchFiles(grants: Pick<FileGrants, 'read'>, arrived: () => void): LaunchFiles {
  const waiting: string[] = []
  return {
    add(paths) {
      if (paths.length === 0) return
      waiting.push(...paths)
      arrived()
    },
    take: () => grants.read(waiting.splice(0)),
  }
}
