/** Marks that are looked for where nothing may be readable: in files, in files that were deleted and are still open, in texts. */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Unlike anything else, and the same in every case of letters. */
export const marksOf = (count: number, seed = 'q'): readonly string[] => Array.from({ length: count }, (_, index) => `zq${seed}wm${String(index).padStart(4, '0')}xkvj`)

/** Raw, in UTF-16, in hex and in base 64 at each of its three offsets. */
export function encodingsOf(mark: string): readonly Buffer[] {
  const raw = Buffer.from(mark)
  const base64 = [0, 1, 2].map((offset) => Buffer.concat([Buffer.alloc(offset), raw]).toString('base64').slice(offset === 0 ? 0 : 4, -4))
  return [raw, Buffer.from(mark, 'utf16le'), Buffer.from(raw.toString('hex')), Buffer.from(raw.toString('hex').toUpperCase()), ...base64.map((text) => Buffer.from(text))]
}

export interface Found {
  readonly where: string
  readonly mark: string
}

const FAMILY_LENGTH = 5

/** What all marks begin with is looked for first: hundreds of marks in megabytes take minutes else. */
export function findIn(where: string, bytes: Buffer, marks: readonly string[]): readonly Found[] {
  const family = marks[0]?.slice(0, FAMILY_LENGTH) ?? ''
  if (marks.length > 1 && marks.every((mark) => mark.startsWith(family)) && !encodingsOf(family).some((encoded) => bytes.includes(encoded))) return []
  return marks.filter((mark) => encodingsOf(mark).some((encoded) => bytes.includes(encoded))).map((mark) => ({ where, mark }))
}

/** Every file under a folder; `skip` names folders that are left out. */
export function filesUnder(folder: string, skip: readonly string[] = []): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skip.some((part) => path.includes(part)))
}

/** Files that a process holds open though nobody can see them in a folder any more: where SQLite sorts. Linux only. */
export function unlinkedFilesOf(pid: number | 'self'): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((descriptor) => {
    try {
      const name = readlinkSync(join(folder, descriptor))
      // Shared memory has no place on a disk.
      if (!name.endsWith(' (deleted)') || /^\/(?:dev\/shm|memfd:)/.test(name) || !statSync(join(folder, descriptor)).isFile()) return []
      return [{ name, bytes: readFileSync(join(folder, descriptor)) }]
    } catch {
      return []
    }
  })
}
