/** The chunks of a PNG (ISO/IEC 15948). */
import { crc32 } from 'node:zlib'
import { ByteReader } from './byte-reader.ts'

export interface PngChunk {
  readonly type: string
  /** The whole chunk: length, type, data and checksum. */
  readonly start: number
  readonly end: number
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.equals(bytes.subarray(0, SIGNATURE.byteLength))
export const pngSignature = (): Uint8Array => Uint8Array.from(SIGNATURE)

/** Every chunk up to the last; what lies behind it is no part of it. undefined: cut off, a checksum is wrong, or it has no picture. */
export function pngChunks(bytes: Uint8Array): readonly PngChunk[] | undefined {
  const reader = new ByteReader(bytes)
  const chunks: PngChunk[] = []
  for (let at = SIGNATURE.byteLength; at + 12 <= reader.length; ) {
    const end = at + 12 + reader.u32(at)
    if (end > reader.length) return undefined
    if (crc32(bytes.subarray(at + 4, end - 4)) !== reader.u32(end - 4)) return undefined
    const type = reader.text(at + 4, 4)
    chunks.push({ type, start: at, end })
    if (type === 'IEND') return isPicture(reader, chunks) ? chunks : undefined
    at = end
  }
  return undefined
}

function isPicture(reader: ByteReader, chunks: readonly PngChunk[]): boolean {
  const head = chunks[0]
  if (head?.type !== 'IHDR' || head.end - head.start !== 25) return false
  return reader.u32(head.start + 8) > 0 && reader.u32(head.start + 12) > 0 && chunks.some(({ type }) => type === 'IDAT')
}

/** Width and height of a PNG that has passed `pngChunks`. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const reader = new ByteReader(bytes)
  return { width: reader.u32(16), height: reader.u32(20) }
}

export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
