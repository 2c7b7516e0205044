/** The boxes of a HEIC photo (ISO/IEC 14496-12, 23008-12). */
import { ByteReader } from './byte-reader.ts'

export interface Box {
  readonly type: string
  /** Of its content. */
  readonly start: number
  readonly end: number
}

const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'])

/** The boxes that fill a range exactly; undefined where they do not. */
export function boxesIn(reader: ByteReader, from: number, to: number): readonly Box[] | undefined {
  const boxes: Box[] = []
  let at = from
  while (at < to) {
    if (at + 8 > to) return undefined
    const [size, type] = [reader.u32(at), reader.text(at + 4, 4)]
    if (size === 1 && at + 16 > to) return undefined
    const head = size === 1 ? 16 : 8
    const end = size === 0 ? to : at + (size === 1 ? reader.uint(at + 8, 8) : size)
    if (end < at + head || end > to) return undefined
    boxes.push({ type, start: at + head, end })
    at = end
  }
  return boxes
}

/** All brands of a file that starts as such files do; undefined for every other. */
export function brandsOf(bytes: Uint8Array): readonly string[] | undefined {
  const reader = new ByteReader(bytes)
  if (reader.length < 16 || reader.text(4, 4) !== 'ftyp') return undefined
  const end = Math.min(reader.u32(0), reader.length, 256)
  const brands = [reader.text(8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(reader.text(at, 4))
  return brands
}

export const isHeicBrand = (brands: readonly string[]): boolean => brands.some((brand) => HEIC_BRANDS.has(brand))

/** A photo whose boxes are all there. */
export function isWholeHeic(bytes: Uint8Array): boolean {
  const boxes = boxesIn(new ByteReader(bytes), 0, bytes.byteLength)
  return boxes !== undefined && boxes.some(({ type }) => type === 'meta') && boxes.some(({ type, end, start }) => type === 'mdat' && end > start)
}

export interface ByteRange {
  readonly start: number
  readonly end: number
}

interface Item {
  readonly type: string
  readonly ranges: readonly ByteRange[]
}

/** Where its EXIF and XMP lie. undefined: its tables cannot be read, so nobody can tell. */
export function heicMetadata(bytes: Uint8Array): readonly Item[] | undefined {
  try {
    const reader = new ByteReader(bytes)
    const meta = boxesIn(reader, 0, reader.length)?.find(({ type }) => type === 'meta')
    const inner = meta && boxesIn(reader, meta.start + 4, meta.end)
    const [info, places, idat] = ['iinf', 'iloc', 'idat'].map((type) => inner?.find((box) => box.type === type))
    if (!info || !places) return undefined
    const types = itemTypes(reader, info)
    if (types === undefined) return undefined
    const found = [...itemRanges(reader, places, idat)].filter(([item]) => types.has(item)).map(([item, ranges]) => ({ type: types.get(item) ?? '', ranges }))
    const isInside = found.length === types.size && found.every(({ ranges }) => ranges.length > 0 && ranges.every(({ start, end }) => start < end && end <= bytes.byteLength))
    return isInside ? found : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Number → type, of the items that say where, when and with what a photo was taken. */
function itemTypes(reader: ByteReader, { start, end }: Box): ReadonlyMap<number, string> | undefined {
  const isShort = reader.u8(start) === 0
  const entries = boxesIn(reader, start + 4 + (isShort ? 2 : 4), end)
  if (entries === undefined) return undefined
  const types = new Map<number, string>()
  for (const entry of entries) {
    const version = reader.u8(entry.start)
    // Versions 0 and 1 are of another kind of file and name no types.
    if (entry.type !== 'infe' || version < 2) return undefined
    const wide = version === 2 ? 2 : 4
    const type = reader.text(entry.start + 4 + wide + 2, 4)
    if (type === 'Exif' || type === 'mime') types.set(reader.uint(entry.start + 4, wide), type)
  }
  return types
}

function itemRanges(reader: ByteReader, { start }: Box, idat: Box | undefined): ReadonlyMap<number, readonly ByteRange[]> {
  const version = reader.u8(start)
  const sizes = reader.u16(start + 4)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version === 0 ? 0 : sizes & 15]
  const wide = version < 2 ? 2 : 4
  let at = start + 6
  const next = (size: number) => {
    at += size
    return reader.uint(at - size, size)
  }
  const ranges = new Map<number, readonly ByteRange[]>()
  const count = next(wide)
  for (let index = 0; index < count; index += 1) {
    const item = next(wide)
    const method = version === 0 ? 0 : next(2) & 15
    next(2)
    const base = next(baseSize)
    const extents = next(2)
    const own: ByteRange[] = []
    for (let extent = 0; extent < extents; extent += 1) {
      next(indexSize)
      const from = base + next(offsetSize) + (method === 1 ? (idat?.start ?? Number.POSITIVE_INFINITY) : 0)
      const length = next(lengthSize)
      // Made of other items: then its bytes cannot be named.
      own.push(method > 1 ? { start: 0, end: 0 } : { start: from, end: from + length })
    }
    ranges.set(item, own)
  }
  return ranges
}
