/**
 * RFC 4180 and what banks make of it: CR, LF and CR LF in one file, line breaks and doubled quotes inside quoted cells, text after a
 * closing quote, blanks before an opening one. Lines are physical lines, so that a problem names the line that an editor shows.
 */

export interface CsvRecord {
  /** Physical line on which the record starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvFault {
  readonly code: 'csv-quote' | 'line-too-long'
  readonly line: number
}

const QUOTE = 34
const LF = 10
const CR = 13
const SPACE = 32

export class CsvReader {
  private readonly bytes: Buffer
  private readonly delimiter: number
  private readonly maxRecordBytes: number
  private position = 0
  private line = 1
  private recordStart = 0
  /** Why reading ended early, if it did. */
  fault: CsvFault | null = null

  /** `bytes` are UTF-8, `delimiter` is one ASCII character. */
  constructor(bytes: Buffer, delimiter: string, maxRecordBytes: number) {
    this.bytes = bytes
    this.delimiter = delimiter.charCodeAt(0)
    this.maxRecordBytes = maxRecordBytes
  }

  get offset(): number {
    return this.position
  }

  /** True when the last record read had a line end after it (a file that is cut off usually has not). */
  get endedWithLineBreak(): boolean {
    const last = this.bytes[this.position - 1]
    return last === LF || last === CR
  }

  /** The next record; null at the end of the file and at a fault. */
  next(): CsvRecord | null {
    if (this.position >= this.bytes.length || this.fault) return null
    const line = this.line
    this.recordStart = this.position
    const cells: string[] = []
    do cells.push(this.cell())
    while (!this.fault && this.afterCell())
    return this.fault ? null : { line, cells }
  }

  /** Consumes a delimiter (true: another cell follows) or a line end or nothing (false). */
  private afterCell(): boolean {
    const byte = this.bytes[this.position]
    if (byte === undefined) return false
    if (byte === this.delimiter) {
      this.position++
      return true
    }
    this.position += byte === CR && this.bytes[this.position + 1] === LF ? 2 : 1
    this.line++
    return false
  }

  private cell(): string {
    let at = this.position
    while (this.bytes[at] === SPACE) at++
    if (this.bytes[at] === QUOTE) return this.quoted(at)
    return this.plain(this.position)
  }

  private plain(start: number): string {
    const { bytes, delimiter } = this
    let at = start
    let wide = false
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte === delimiter || byte === LF || byte === CR) break
      if (byte >= 128) wide = true
    }
    this.position = at
    this.checkLength()
    return bytes.toString(wide ? 'utf8' : 'latin1', start, at)
  }

  private quoted(open: number): string {
    const { bytes } = this
    const openLine = this.line
    let text = ''
    let from = open + 1
    for (let at = from; ; at++) {
      const byte = bytes[at]
      if (byte === undefined || at - this.recordStart > this.maxRecordBytes) {
        this.fault = byte === undefined ? { code: 'csv-quote', line: openLine } : { code: 'line-too-long', line: openLine }
        return ''
      }
      if (byte === CR || (byte === LF && bytes[at - 1] !== CR)) this.line++
      if (byte !== QUOTE) continue
      text += bytes.toString('utf8', from, at)
      if (bytes[at + 1] !== QUOTE) {
        const rest = this.plain(at + 1)
        return rest.trim() === '' ? text : text + rest
      }
      text += '"'
      at++
      from = at + 1
    }
  }

  private checkLength(): void {
    if (this.position - this.recordStart > this.maxRecordBytes) this.fault = { code: 'line-too-long', line: this.line }
  }
}
