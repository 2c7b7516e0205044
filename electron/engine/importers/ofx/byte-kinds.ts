/** What each byte means to the OFX scanner, as a table: one look-up a byte instead of a row of comparisons. */

export const BLANK = 0
export const CONTROL = 1
export const MARKUP = 2
/** From here on: visible text. The values are bits, so that a whole value's kinds can be OR-ed together. */
export const VISIBLE = 4
export const DIGIT = 8
export const AMPERSAND = 16
/** Not ASCII (or DEL): needs decoding. */
export const WIDE = 32

function kindOf(byte: number): number {
  if (byte === 32) return BLANK
  if (byte < 32) return CONTROL
  if (byte === 60) return MARKUP
  if (byte === 38) return AMPERSAND
  if (byte >= 48 && byte <= 57) return DIGIT
  return byte >= 127 ? WIDE : VISIBLE
}

export const BYTE_KINDS: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte))

/** Letters, digits, ".", "-", "_", ":" as in INTU.BID and vendor name spaces: 1; all else: 0. */
export const NAME_BYTES: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.:-]/.test(String.fromCharCode(byte)) && byte < 128 ? 1 : 0))
