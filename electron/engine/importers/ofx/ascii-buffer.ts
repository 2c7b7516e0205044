/**
 * A Node buffer with the slice methods that `toString` itself calls.
 *
 * They are in every Node since 0.1 but not in its types. A file of 100,000 transactions makes 800,000 short strings, and the checks that
 * `toString` makes before each slice cost as much as the slices.
 */
export interface AsciiBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

export function asAscii(bytes: Buffer): AsciiBuffer {
  if (!hasSlice(bytes)) throw new TypeError('Buffers of this runtime have no slice methods')
  return bytes
}

function hasSlice(bytes: Buffer): bytes is AsciiBuffer {
  return 'latin1Slice' in bytes && typeof bytes.latin1Slice === 'function' && 'utf8Slice' in bytes && typeof bytes.utf8Slice === 'function'
}
