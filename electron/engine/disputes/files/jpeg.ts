/** The segments of a JPEG (ISO/IEC 10918-1 annex B; EXIF 2.32 for the orientation). */
import { ByteReader } from './byte-reader.ts'

export interface JpegSegment {
  readonly marker: number
  /** From the marker's first byte to the byte after the segment; for a scan with its compressed data. */
  readonly start: number
  readonly end: number
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
export const APP0 = 0xe0
export const APP1 = 0xe1
const EXIF = 'Exif\0\0'
/** A frame's header, whatever the coding: C0 to CF without the tables among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Every segment from the first to the end of the picture; what lies behind it is no part of it. undefined: cut off, or not a picture. */
export function jpegSegments(bytes: Uint8Array): readonly JpegSegment[] | undefined {
  const reader = new ByteReader(bytes)
  const segments: JpegSegment[] = []
  try {
    if (reader.u16(0) !== 0xff00 + SOI) return undefined
    segments.push({ marker: SOI, start: 0, end: 2 })
    for (let at = 2; at !== -1; ) {
      const segment = segmentAt(reader, at)
      if (segment === undefined) return undefined
      segments.push(segment)
      at = segment.marker === EOI ? -1 : segment.end
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  const isPicture = segments.some(({ marker }) => marker === SOS) && segments.some(({ marker, start }) => isFrame(marker) && reader.u16(start + 7) > 0)
  return isPicture ? segments : undefined
}

/** undefined: no marker stands there, or its length is none. Throws a RangeError past the end. */
function segmentAt(reader: ByteReader, start: number): JpegSegment | undefined {
  if (reader.u8(start) !== 0xff) return undefined
  let at = start + 1
  while (reader.u8(at) === 0xff) at += 1
  const marker = reader.u8(at)
  at += 1
  if (marker === EOI || isAlone(marker)) return { marker, start, end: at }
  const size = reader.u16(at)
  const end = at + size
  if (size < 2 || end > reader.length) return undefined
  return { marker, start, end: marker === SOS ? scanEnd(reader.bytes, end) : end }
}

/** Compressed data ends at the first marker in it that is no restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

export function isExif(bytes: Uint8Array, { marker, start, end }: JpegSegment): boolean {
  return marker === APP1 && end - start >= 4 + EXIF.length && new ByteReader(bytes).text(start + 4, EXIF.length) === EXIF
}

/** EXIF's orientation, 1 to 8; 1 (upright) where there is none. */
export function jpegOrientation(bytes: Uint8Array): number {
  const segment = jpegSegments(bytes)?.find((candidate) => isExif(bytes, candidate))
  return segment === undefined ? 1 : tiffOrientation(bytes.subarray(segment.start + 4 + EXIF.length, segment.end))
}

const ORIENTATION_TAG = 0x0112

/** Of a TIFF block as EXIF has it; 1 where it says nothing that can be. */
export function tiffOrientation(tiff: Uint8Array): number {
  try {
    const reader = new ByteReader(tiff)
    const isLittle = reader.text(0, 2) === 'II'
    if (reader.u16(2, isLittle) !== 42) return 1
    const directory = reader.u32(4, isLittle)
    const count = reader.u16(directory, isLittle)
    for (let index = 0; index < count; index += 1) {
      const entry = directory + 2 + index * 12
      if (reader.u16(entry, isLittle) !== ORIENTATION_TAG) continue
      const value = reader.u16(entry + 8, isLittle)
      return value >= 1 && value <= 8 ? value : 1
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

/** A TIFF block that says the orientation and nothing else. */
export function orientationTiff(orientation: number): Uint8Array {
  return Buffer.from(['4d4d002a00000008', '0001', '0112', '0003', '00000001', orientation.toString(16).padStart(4, '0'), '0000', '00000000'].join(''), 'hex')
}

export function orientationSegment(orientation: number): Uint8Array {
  const content = Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationTiff(orientation)])
  const head = Buffer.alloc(4)
  head.writeUInt16BE(0xff00 + APP1, 0)
  head.writeUInt16BE(content.byteLength + 2, 2)
  return Buffer.concat([head, content])
}
