/** How much a PDF becomes when it is read: a small file can unpack into gigabytes, and the library unpacks what it needs to find the pages. */
import { constants, inflateSync } from 'node:zlib'

/** Unpacked lists of objects; those of the largest real documents of 10 MB take a third of it. */
const MOST_BYTES = 64 * 1_048_576
const LONGEST_HEAD = 4_096

/** False: its lists of objects unpack into too much, or are packed in a way that no program writes. */
export function isLightPdf(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = MOST_BYTES
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at + 6)) {
    const head = headBefore(file, at)
    if (!isUnpackedAtOnce(head) || !head.includes('/Filter')) continue
    if (!/\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(head)) return false
    const size = unpackedSize(file, startOf(file, at), left)
    if (size === undefined) return false
    left -= size
  }
  return true
}

/** The object's dictionary as it is read: names can be written in hexadecimal. */
function headBefore(file: Buffer, at: number): string {
  const before = file.toString('latin1', Math.max(0, at - LONGEST_HEAD), at)
  return before.slice(Math.max(0, before.lastIndexOf(' obj'))).replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** All others are unpacked by whoever shows the pages. A type that stands elsewhere can be any. */
const isUnpackedAtOnce = (head: string): boolean => /ObjStm|XRef|\/Type\s+\d+\s+\d+\s+R/.test(head)

/** After the keyword and its line end. */
function startOf(file: Buffer, at: number): number {
  const next = at + 6
  if (file[next] === 0x0d && file[next + 1] === 0x0a) return next + 2
  return file[next] === 0x0a || file[next] === 0x0d ? next + 1 : next
}

/** undefined: more than `most`. What is damaged or encrypted unpacks into nothing here, as far as can be told. */
function unpackedSize(file: Buffer, start: number, most: number): number | undefined {
  if (most <= 0) return undefined
  try {
    return inflateSync(file.subarray(start), { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }).byteLength
  } catch (error) {
    return error instanceof RangeError ? undefined : 0
  }
}
