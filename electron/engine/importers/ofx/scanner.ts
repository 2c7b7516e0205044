/**
 * One pass over the bytes of an OFX file, SGML or XML, well formed or not.
 *
 * The scanner knows tags and values, nothing of their meaning. It never goes back, never builds a tree, and hands out strings that are
 * made from the bytes they need (never slices of a larger string, which V8 would keep alive). It can stop anywhere and go on later.
 */
import { asAscii } from './ascii-buffer.ts'
import type { AsciiBuffer } from './ascii-buffer.ts'
import { ByteStrings, NAME_BYTES } from './byte-strings.ts'
import { decodeEntities } from './entities.ts'
import { TagTable } from './tags.ts'
import type { Tag } from './tags.ts'

export interface OfxHandler {
  /** `<TAG>` with no text of its own: an aggregate, or an empty leaf. */
  open(tag: Tag): void
  /** `<TAG>text`: read it with `scanner.value()`. */
  leaf(tag: Tag): void
  close(tag: Tag): void
}

const LT = 60
const GT = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const LF = 10
const CR = 13
const SPACE = 32
const AMPERSAND = 38
const LAST_ASCII = 126
/** Letters hash alike in both cases; digits and signs lose a bit too, which only makes them collide more. */
const LETTER_CASE = 0xdf
const MAX_NAME = 64
const MAX_ATTRIBUTES = 4096

export class OfxScanner {
  private readonly bytes: AsciiBuffer
  private readonly end: number
  private readonly tags = new TagTable()
  private readonly shared = new ByteStrings()
  private position = 0
  private scanLine = 1
  /** Line of the element that the handler is looking at. */
  line = 1
  // The value in hand: its trimmed range and what it contains.
  private valueStart = 0
  private valueEnd = 0
  private needsDecoding = false
  private literal = false
  // The tag in sight: where its name ends, and the hash of it.
  private measuredAt = -1
  private nameEnd = 0
  private nameHash = 0

  /** `bytes` are UTF-8. */
  constructor(bytes: Buffer) {
    this.bytes = asAscii(bytes)
    this.end = bytes.length
  }

  get offset(): number {
    return this.position
  }

  /** The line that the scanner has come to. */
  get currentLine(): number {
    return this.scanLine
  }

  /** Scans until at least `target`; true while there is more. */
  advance(handler: OfxHandler, target: number): boolean {
    const stop = Math.min(target, this.end)
    while (this.position < stop) this.element(handler)
    return this.position < this.end
  }

  /**
   * Most digits in a row in the value in hand, counted across single separators: what tells cheaply that it holds no card number.
   * A numeric entity may stand for a digit, so a value with entities counts as all digits.
   */
  get digitCount(): number {
    const { bytes, valueEnd } = this
    if (this.needsDecoding) return valueEnd - this.valueStart
    let most = 0
    let digits = 0
    let gap = 0
    for (let at = this.valueStart; at < valueEnd; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= 48 && byte <= 57) {
        digits = gap > 1 ? 1 : digits + 1
        gap = 0
        if (digits > most) most = digits
      } else gap += byte === SPACE || byte === 45 || byte === 46 ? 1 : 2
    }
    return most
  }

  /** The text of the leaf in hand: entities decoded, whitespace at the ends gone, line breaks inside made spaces. */
  value(): string {
    if (!this.needsDecoding) return this.bytes.latin1Slice(this.valueStart, this.valueEnd)
    const text = this.bytes.utf8Slice(this.valueStart, this.valueEnd)
    return cleaned(this.literal ? text : decodeEntities(text))
  }

  /** `value()` for values that recur from row to row: one string for equal bytes, found without making it. */
  sharedValue(tag: Tag): string {
    return this.needsDecoding ? this.value() : this.shared.get(this.bytes, this.valueStart, this.valueEnd, tag)
  }

  private element(handler: OfxHandler): void {
    const { bytes, position } = this
    if (this.measuredAt !== position && (bytes[position] !== LT || !this.startsMarkup(position))) {
      this.skipText()
      return
    }
    const next = bytes[position + 1]
    if (next === BANG || next === QUESTION) {
      this.skipDeclaration()
      return
    }
    const closing = next === SLASH
    const tag = this.readTag(position + (closing ? 2 : 1))
    this.line = this.scanLine
    if (closing) {
      this.position = this.skipBlank()
      handler.close(tag)
      return
    }
    if (bytes[this.position - 2] === SLASH) {
      handler.open(tag)
      handler.close(tag)
      return
    }
    this.readValue()
    if (this.valueEnd > this.valueStart) handler.leaf(tag)
    else handler.open(tag)
  }

  /** The tag whose name starts at `start`, as `startsMarkup` has just measured it; leaves the position after its ">". */
  private readTag(start: number): Tag {
    const { bytes, nameEnd } = this
    const tag = this.tags.find(bytes, start, nameEnd, this.nameHash)
    const close = bytes[nameEnd] === GT ? nameEnd : bytes.indexOf(GT, nameEnd)
    if (close > nameEnd) this.countLines(nameEnd, close)
    this.position = close + 1
    return tag
  }

  /** `<?…?>`, `<!-- … -->`, `<!DOCTYPE …>` and CDATA outside a value carry nothing. */
  private skipDeclaration(): void {
    const from = this.position
    const comment = this.bytes[from + 2] === 45 && this.bytes[from + 3] === 45
    const close = this.bytes.indexOf(comment ? '-->' : '>', from + 2, 'latin1')
    this.position = close === -1 ? this.end : close + (comment ? 3 : 1)
    this.countLines(from, this.position)
  }

  private skipText(): void {
    const from = this.position
    const next = this.bytes.indexOf(LT, from + 1)
    this.position = next === -1 ? this.end : next
    this.countLines(from, this.position)
  }

  private countLines(from: number, to: number): void {
    for (let at = from; at < to; at++) this.countLine(at)
  }

  private countLine(at: number): void {
    const byte = this.bytes[at]
    if (byte === CR || (byte === LF && this.bytes[at - 1] !== CR)) this.scanLine++
  }

  /** Everything up to the next tag, looked at once: the hot loop, in which letters cost one comparison. */
  private readValue(): void {
    const { bytes, end } = this
    const start = this.skipBlank()
    let at = start
    let firstControl = end
    let decode = false
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte > LT) {
        if (byte > LAST_ASCII) decode = true
      } else if (byte === LT) {
        if (this.startsMarkup(at)) break
      } else if (byte < SPACE) {
        this.countLine(at)
        if (firstControl === end) firstControl = at
      } else if (byte === AMPERSAND) decode = true
    }
    this.position = at
    this.endValue(start, at)
    this.needsDecoding = decode || this.literal || firstControl < this.valueEnd
  }

  /** The value lies between `start` and the markup at `end`, without the blanks before that. */
  private endValue(start: number, end: number): void {
    let last = end
    while (last > start && (this.bytes[last - 1] ?? 0) <= SPACE) last--
    this.valueStart = start
    this.valueEnd = last
    this.literal = false
    if (last === start && this.bytes[end + 1] === BANG) this.readCdata(end)
  }

  private skipBlank(): number {
    const { bytes, end } = this
    let at = this.position
    for (let byte = bytes[at] ?? 0; at < end && byte <= SPACE; byte = bytes[++at] ?? 0) if (byte < SPACE) this.countLine(at)
    return at
  }

  /** `<![CDATA[ … ]]>` as the whole value. */
  private readCdata(at: number): void {
    if (this.bytes.toString('latin1', at, at + 9).toUpperCase() !== '<![CDATA[') return
    const close = this.bytes.indexOf(']]>', at + 9, 'latin1')
    if (close === -1) return
    this.countLines(at, close)
    this.valueStart = at + 9
    this.valueEnd = close
    this.position = close + 3
    this.literal = true
  }

  /** A "<" that begins markup; "A < B", "<3", "<<" and "A<B" without a ">" are text. Remembers where the tag's name ends. */
  private startsMarkup(at: number): boolean {
    const { bytes } = this
    const next = bytes[at + 1] ?? 0
    this.measuredAt = -1
    if (next === BANG || next === QUESTION) return isLetter(bytes[at + 2] ?? 0) || bytes[at + 2] === 45 || bytes[at + 2] === 91
    const start = at + (next === SLASH ? 2 : 1)
    if (!isLetter(bytes[start] ?? 0)) return false
    const end = this.measureName(start)
    const tag = end - start <= MAX_NAME && (bytes[end] === GT || this.tagCloses(end, bytes[end] ?? 0))
    if (tag) this.measuredAt = at
    return tag
  }

  private measureName(start: number): number {
    const { bytes } = this
    let end = start
    let hash = 7
    for (let byte = bytes[end] ?? 0; NAME_BYTES[byte] === 1; byte = bytes[++end] ?? 0) {
      hash = (Math.imul(hash, 31) + (byte & LETTER_CASE)) | 0
    }
    this.nameEnd = end
    this.nameHash = hash
    return end
  }

  /** After a tag's name come attributes or a slash, and then ">" before the next "<". */
  private tagCloses(from: number, first: number): boolean {
    if (first > SPACE && first !== SLASH) return false
    const limit = Math.min(this.end, from + MAX_ATTRIBUTES)
    for (let at = from; at < limit; at++) {
      const byte = this.bytes[at]
      if (byte === GT) return true
      if (byte === LT) return false
    }
    return false
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

/** Line breaks, control characters and text-direction overrides (which can make a line read as something else) are not text. */
function cleaned(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}
