/**
 * Files that a person chose, each under a random token. The page holds tokens and names; paths stay here and in the engine.
 */
import { randomBytes } from 'node:crypto'
import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { FileGrant } from '#shared/rpc/bridge.ts'
import type { GrantedFile } from '#shared/rpc/control.ts'

export interface FileGrants {
  /** Grants for those of these paths that are existing regular files; the others are left out. */
  read(paths: readonly string[]): Promise<FileGrant[]>
  /** A grant to write the file that a save dialog returned. */
  write(path: string): FileGrant
  /** The path behind a token to write, for showing the file; undefined for any other token. */
  written(token: string): string | undefined
  all(): readonly GrantedFile[]
  clear(): void
}

const LONGEST_NAME = 255

/** `announce` tells the engine of each new grant. */
export function createFileGrants(announce: (file: GrantedFile) => void): FileGrants {
  const files = new Map<string, GrantedFile>()

  function add(path: string, mode: GrantedFile['mode'], size: number): FileGrant {
    const file: GrantedFile = { token: randomBytes(24).toString('base64url'), path, name: basename(path).slice(-LONGEST_NAME), mode }
    files.set(file.token, file)
    announce(file)
    return { token: file.token, name: file.name, size }
  }

  return {
    async read(paths) {
      const found = await Promise.all(paths.map(regularFile))
      return found.flatMap((file) => (file ? [add(file.path, 'read', file.size)] : []))
    },
    write: (path) => add(path, 'write', 0),
    written(token) {
      const file = files.get(token)
      return file?.mode === 'write' ? file.path : undefined
    },
    all: () => [...files.values()],
    clear: () => files.clear(),
  }
}

/** The file behind the path, links followed; undefined for a folder, a device, a pipe, a relative path or nothing at all. */
async function regularFile(path: string): Promise<{ readonly path: string; readonly size: number } | undefined> {
  if (!isAbsolute(path) || path.includes('\0')) return undefined
  try {
    const real = await realpath(path)
    const facts = await stat(real)
    return facts.isFile() ? { path: real, size: facts.size } : undefined
  } catch {
    return undefined
  }
}
