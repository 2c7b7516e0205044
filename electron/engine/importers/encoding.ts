/**
 * From a file's bytes to UTF-8 bytes.
 *
 * Headers lie: files labelled cp1252 or ISO-8859-1 are often UTF-8 and the reverse. So: a byte order mark, else valid UTF-8,
 * else what the file declares, else windows-1252. What fits none of them is refused, because unreadable text is not shown as if it were right.
 */
import { isUtf8 } from 'node:buffer'

export interface DecodedFile {
  /** UTF-8, without byte order mark. */
  readonly bytes: Buffer
  /** What it was read as. */
  readonly encoding: string
  /** Line of the first character that was lost, where a UTF-8 file has a few broken characters (cut at a field's byte limit). */
  readonly damagedLine: number | null
}

export interface UndecodableFile {
  readonly problem: 'binary' | 'encoding-unknown'
  readonly line: number
  readonly encoding: string
}

const DECLARED_WINDOW = 1024

export function toUtf8(source: Uint8Array): DecodedFile | UndecodableFile {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const wide = utf16Label(bytes)
  if (wide) return decoded(Buffer.from(new TextDecoder(wide).decode(bytes), 'utf8'), wide)
  const body = trimmed(bytes)
  const nul = body.indexOf(0)
  if (nul !== -1) return { problem: 'binary', line: lineAt(body, nul), encoding: 'unknown' }
  if (isUtf8(body)) return decoded(body, 'utf-8')
  return decodeLegacy(body)
}

/** Physical line (from 1) of a byte position; CR LF, LF and CR all end a line. */
export function lineAt(bytes: Uint8Array, position: number): number {
  let line = 1
  const end = Math.min(position, bytes.length)
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]
    if (byte === 13 || (byte === 10 && bytes[i - 1] !== 13)) line++
  }
  return line
}

/** Without byte order mark, and without the NUL and Ctrl-Z that some exporters end a file with. */
function trimmed(bytes: Buffer): Buffer {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let end = bytes.length
  while (end > start && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--
  return bytes.subarray(start, end)
}

function decoded(bytes: Buffer, encoding: string, damagedLine: number | null = null): DecodedFile {
  return { bytes, encoding, damagedLine }
}

function decodeLegacy(body: Buffer): DecodedFile | UndecodableFile {
  const damaged = repairedUtf8(body)
  if (damaged) return damaged
  const declared = declaredLabel(body)
  const label = declared === null || declared === 'utf-8' ? 'windows-1252' : declared
  const text = new TextDecoder(label).decode(body)
  // Bytes that the code page does not define come out as control characters (C1) or as replacement characters.
  const bad = /[\u0080-\u009f\ufffd]/.exec(text)
  if (bad) return { problem: 'encoding-unknown', line: linesOf(text.slice(0, bad.index)), encoding: label }
  return decoded(Buffer.from(text, 'utf8'), label)
}

/**
 * A file that is UTF-8 but for a few characters cut in two; null where that does not describe it. Text of another code page does not
 * form three times as many whole UTF-8 characters as broken ones by chance, so the declaration is not asked.
 */
function repairedUtf8(body: Buffer): DecodedFile | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  let good = 0
  let bad = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) bad++
    else if (code >= 0x80) good++
  }
  if (good < bad * 3) return null
  return decoded(Buffer.from(text, 'utf8'), 'utf-8', linesOf(text.slice(0, text.indexOf('\ufffd'))))
}

function linesOf(text: string): number {
  return text.split(/\r\n|\r|\n/).length
}

function utf16Label(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 64)
  if (head.length < 8) return null
  let even = 0
  let odd = 0
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const half = head.length / 2
  if (odd > half * 0.8 && even === 0) return 'utf-16le'
  if (even > half * 0.8 && odd === 0) return 'utf-16be'
  return null
}

const LABELS: Readonly<Record<string, string>> = {
  '1252': 'windows-1252', '1250': 'windows-1250', '1251': 'windows-1251', '8859-1': 'windows-1252', '8859-2': 'iso-8859-2', '8859-15': 'iso-8859-15',
  'US-ASCII': 'windows-1252', 'USASCII': 'windows-1252', 'UTF8': 'utf-8', 'UNICODE': 'utf-8',
}

/** The character set that an OFX header or an XML declaration names, as a decoder label; null where none or not a known one. */
function declaredLabel(body: Buffer): string | null {
  const head = body.toString('latin1', 0, DECLARED_WINDOW)
  const xml = /<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{1,40})["']/i.exec(head)?.[1]
  const charset = /CHARSET\s{0,5}:\s{0,5}([\w.-]{1,40}?)(?:COMPRESSION|\s|$)/i.exec(head)?.[1]
  const encoding = /ENCODING\s{0,5}:\s{0,5}([\w.-]{1,40}?)(?:CHARSET|\s|$)/i.exec(head)?.[1]
  for (const name of [xml, charset, encoding]) {
    const label = name === undefined ? null : labelOf(name.toUpperCase())
    if (label !== null) return label
  }
  return null
}

function labelOf(name: string): string | null {
  const known = LABELS[name] ?? LABELS[name.replace(/^ISO-?|^WINDOWS-?|^CP-?/, '')]
  if (known !== undefined) return known
  if (name === 'NONE') return null
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}
