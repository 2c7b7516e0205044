/**
 * One pass over the bytes of an OFX file, SGML or XML, well formed or not.
 *
 * The scanner knows tags and values, nothing of their meaning. It never goes back, never builds a tree, and hands out strings that are
 * made from the bytes they need (never slices of a larger string, which V8 would keep alive). It can stop anywhere and go on later.
 */
import { asAscii } from './ascii-buffer.ts'
import type { AsciiBuffer } from './ascii-buffer.ts'
import { AMPERSAND, BYTE_KINDS, CONTROL, DIGIT, MARKUP, NAME_BYTES, VISIBLE, WIDE } from './byte-kinds.ts'
import { decodeEntities } from './entities.ts'
import { TagTable } from './tags.ts'
import type { LastValue, Tag } from './tags.ts'

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
/** Letters hash alike in both cases; digits and signs lose a bit too, which only makes them collide more. */
const LETTER_CASE = 0xdf
const MAX_NAME = 64
const MAX_ATTRIBUTES = 4096

export class OfxScanner {
  private readonly bytes: AsciiBuffer
  private readonly end: number
  private readonly tags = new TagTable()
  private position = 0
  private scanLine = 1
  /** Line of the element that the handler is looking at. */
  line = 1
  // The value in hand: its trimmed range and what it contains.
  private valueStart = 0
  private valueEnd = 0
  private digits = 0
  private needsDecoding = false
  private literal = false
  // The tag in sight: where its name ends, and the hash of it.
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

  /** Digits in the value in hand, to tell cheaply that it holds no card number. */
  get digitCount(): number {
    return this.digits
  }

  /** The text of the leaf in hand: entities decoded, whitespace at the ends gone, line breaks inside made spaces. */
  value(): string {
    if (!this.needsDecoding) return this.bytes.latin1Slice(this.valueStart, this.valueEnd)
    const text = this.bytes.toString('utf8', this.valueStart, this.valueEnd)
    return cleaned(this.literal ? text : decodeEntities(text))
  }

  /** `value()` for a tag whose last value is kept: the same string where the bytes are the same. */
  valueLike(last: LastValue): string {
    const { bytes, valueStart } = this
    const length = this.valueEnd - valueStart
    let same = last.end - last.start === length ? 0 : length + 1
    while (same < length && bytes[last.start + same] === bytes[valueStart + same]) same++
    if (same === length) return last.text
    last.text = this.value()
    last.start = valueStart
    last.end = this.valueEnd
    return last.text
  }

  private element(handler: OfxHandler): void {
    const { bytes, position } = this
    if (bytes[position] !== LT || !this.startsMarkup(position)) {
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

  /** Everything up to the next tag, looked at once: the hot loop. */
  private readValue(): void {
    const { bytes, end } = this
    const start = this.skipBlank()
    let at = start
    let last = at
    let digits = 0
    let firstControl = end
    let kinds = 0
    for (; at < end; at++) {
      const kind = BYTE_KINDS[bytes[at] ?? 0] ?? 0
      if (kind >= VISIBLE) {
        last = at + 1
        kinds |= kind
        if (kind === DIGIT) digits++
      } else if (kind === MARKUP) {
        if (this.startsMarkup(at)) break
        last = at + 1
      } else if (kind === CONTROL) {
        this.countLine(at)
        if (firstControl === end) firstControl = at
      }
    }
    this.position = at
    this.valueStart = start
    this.valueEnd = last
    this.digits = digits
    this.needsDecoding = (kinds & (AMPERSAND | WIDE)) !== 0 || firstControl < last
    this.literal = false
    if (last === start && bytes[at + 1] === BANG) this.readCdata(at)
  }

  private skipBlank(): number {
    const { bytes, end } = this
    let at = this.position
    for (; at < end; at++) {
      const kind = BYTE_KINDS[bytes[at] ?? 0] ?? 0
      if (kind > CONTROL) break
      if (kind === CONTROL) this.countLine(at)
    }
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
    this.needsDecoding = true
    this.literal = true
    this.digits = close - at
  }

  /** A "<" that begins markup; "A < B", "<3", "<<" and "A<B" without a ">" are text. Remembers where the tag's name ends. */
  private startsMarkup(at: number): boolean {
    const { bytes } = this
    const next = bytes[at + 1] ?? 0
    if (next === BANG || next === QUESTION) return isLetter(bytes[at + 2] ?? 0) || bytes[at + 2] === 45 || bytes[at + 2] === 91
    const start = at + (next === SLASH ? 2 : 1)
    if (!isLetter(bytes[start] ?? 0)) return false
    const end = this.measureName(start)
    return end - start <= MAX_NAME && (bytes[end] === GT || this.tagCloses(end, bytes[end] ?? 0))
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
