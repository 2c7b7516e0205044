// Unpacks a zip archive with what Node has: the central directory is read first, then each wanted entry is streamed
// through zlib to its file, so that memory does not grow with the archive. Source: PKWARE APPNOTE 6.3, sections 4.3-4.4.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, symlink } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50
const longestEnd = 22 + 0xffff
const method = /** @type {const} */ ({ stored: 0, deflated: 8 })
const unixLink = 0o120000

/**
 * @typedef {object} ZipEntry
 * @property {string} name as in the archive, folders end in a slash
 * @property {number} method
 * @property {number} packedSize bytes
 * @property {number} size bytes
 * @property {number} mode Unix permissions and type, 0 when the archive was not made on Unix
 * @property {number} offset of its local header
 */

/** @typedef {import('node:fs/promises').FileHandle} FileHandle */

/** @param {FileHandle} file @param {number} position @param {number} length */
const readAt = async (file, position, length) => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new Error('the archive is cut short')
  return buffer
}

/** @param {FileHandle} file @returns {Promise<{ count: number, position: number, length: number }>} */
const findDirectory = async (file) => {
  const { size } = await file.stat()
  const length = Math.min(size, longestEnd)
  const tail = await readAt(file, size - length, length)
  for (let at = length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endOfDirectory) {
      return { count: tail.readUInt16LE(at + 10), length: tail.readUInt32LE(at + 12), position: tail.readUInt32LE(at + 16) }
    }
  }
  throw new Error('not a zip archive')
}

/** @param {FileHandle} file @returns {Promise<readonly ZipEntry[]>} */
const readDirectory = async (file) => {
  const directory = await findDirectory(file)
  const bytes = await readAt(file, directory.position, directory.length)
  /** @type {ZipEntry[]} */
  const entries = []
  let at = 0
  for (let index = 0; index < directory.count; index += 1) {
    if (bytes.readUInt32LE(at) !== directoryEntry) throw new Error('the archive\'s directory is damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** @typedef {{ readonly path: string, readonly file: FileHandle }} Archive */

/** @param {Archive} archive @param {ZipEntry} entry */
const openEntry = async ({ path, file }, entry) => {
  const header = await readAt(file, entry.offset, 30)
  if (header.readUInt32LE(0) !== localHeader) throw new Error(`${entry.name}: damaged`)
  if (entry.method !== method.stored && entry.method !== method.deflated) throw new Error(`${entry.name}: packed in an unknown way`)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  return createReadStream(path, { start, end: start + entry.packedSize - 1, highWaterMark: 1 << 20 })
}

/** @param {Archive} archive @param {ZipEntry} entry @param {string} target */
const writeEntry = async (archive, entry, target) => {
  const sink = createWriteStream(target, { mode: (entry.mode & 0o777) || 0o644 })
  if (entry.packedSize === 0) {
    sink.end()
    await finished(sink)
  } else {
    const source = await openEntry(archive, entry)
    if (entry.method === method.deflated) await pipeline(source, createInflateRaw({ chunkSize: 1 << 20 }), sink)
    else await pipeline(source, sink)
  }
  if (sink.bytesWritten !== entry.size) throw new Error(`${entry.name}: expected ${entry.size} bytes, got ${sink.bytesWritten}`)
}

/** @param {Archive} archive @param {ZipEntry} entry @param {string} target */
const writeLink = async (archive, entry, target) => {
  /** @type {Buffer[]} */
  const parts = []
  const source = await openEntry(archive, entry)
  for await (const part of entry.method === method.deflated ? source.pipe(createInflateRaw()) : source) parts.push(part)
  await symlink(Buffer.concat(parts).toString('utf8'), target)
}

/**
 * Unpacks an archive of less than 4 GB.
 * @param {string} archive
 * @param {string} folder made when missing
 * @param {(name: string) => string | undefined} place where an entry goes inside the folder; undefined leaves it out
 * @returns {Promise<number>} how many files were written
 * @throws {Error} when the archive is damaged, or an entry would land outside the folder
 */
export const unzip = async (archive, folder, place) => {
  const base = resolve(folder)
  const file = await open(archive)
  try {
    let written = 0
    for (const entry of await readDirectory(file)) {
      const name = place(entry.name)
      if (name === undefined || name === '') continue
      const target = resolve(join(base, name))
      if (target !== base && !target.startsWith(base + sep)) throw new Error(`${entry.name}: would be written outside its folder`)
      if (entry.name.endsWith('/')) {
        await mkdir(target, { recursive: true })
        continue
      }
      await mkdir(dirname(target), { recursive: true })
      if ((entry.mode & 0o170000) === unixLink) await writeLink({ path: archive, file }, entry, target)
      else await writeEntry({ path: archive, file }, entry, target)
      written += 1
    }
    return written
  } finally {
    await file.close()
  }
}
