/** Bytes of names and values, and strings for them that are made once. */
import type { AsciiBuffer } from './ascii-buffer.ts'

/** Letters, digits, ".", "-", "_", ":" as in INTU.BID and vendor name spaces: 1; all else: 0. */
export const NAME_BYTES: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 128 && /[\w.:-]/.test(String.fromCharCode(byte)) ? 1 : 0))

/** Power of two. A statement of 100,000 rows has a few thousand merchants and a few hundred days. */
const SLOTS = 8192
const MAX_LENGTH = 64

/**
 * One string for equal ASCII bytes of one file, without making a string to look it up by.
 *
 * Where two values fall into one slot the later one takes it: that costs a string, never a wrong one.
 */
export class ByteStrings {
  private readonly starts = new Int32Array(SLOTS)
  private readonly ends = new Int32Array(SLOTS)
  private readonly strings: string[] = Array.from({ length: SLOTS }, () => '')

  /** `hint.lastSlot` is looked at first and then says where the string was found. */
  get(bytes: AsciiBuffer, start: number, end: number, hint: { lastSlot: number }): string {
    if (this.holds(bytes, hint.lastSlot, start, end)) return this.strings[hint.lastSlot] ?? ''
    if (end - start > MAX_LENGTH) return bytes.latin1Slice(start, end)
    let hash = end - start
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    hint.lastSlot = slot
    if (this.holds(bytes, slot, start, end)) return this.strings[slot] ?? ''
    const text = bytes.latin1Slice(start, end)
    this.starts[slot] = start
    this.ends[slot] = end
    this.strings[slot] = text
    return text
  }

  private holds(bytes: AsciiBuffer, slot: number, start: number, end: number): boolean {
    const known = this.starts[slot] ?? 0
    const length = end - start
    if ((this.ends[slot] ?? 0) - known !== length) return false
    for (let at = 0; at < length; at++) if (bytes[known + at] !== bytes[start + at]) return false
    return true
  }
}
