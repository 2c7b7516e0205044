/** What a file is, by its first bytes: never by its name alone, because people rename files and portals serve error pages as .ofx. */
import type { ProblemCode, StatementFormat } from './parsed-statement.ts'

export type Content =
  | { readonly kind: 'ofx' }
  | { readonly kind: 'csv' }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly reason: string; readonly format: StatementFormat }

/** Bytes that suffice to tell what a file is. */
export const SNIFF_BYTES = 64 * 1024

interface Signature {
  readonly bytes: readonly number[]
  readonly code: ProblemCode
  readonly reason: string
}

const ZIP = 'This is a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV, and import that.'
const SIGNATURES: readonly Signature[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], code: 'zip', reason: ZIP },
  { bytes: [0x50, 0x4b, 0x05, 0x06], code: 'zip', reason: ZIP },
  { bytes: [0x1f, 0x8b], code: 'zip', reason: 'This is a compressed archive. Unpack it and import what is inside.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], code: 'pdf', reason: 'This is a PDF. Download the statement as OFX, QFX or CSV from the bank instead.' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], code: 'spreadsheet', reason: 'This is an Excel workbook. Save the sheet as CSV and import that.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], code: 'binary', reason: 'This is a picture, not a statement file.' },
  { bytes: [0xff, 0xd8, 0xff], code: 'binary', reason: 'This is a picture, not a statement file.' },
]

/** Archives and documents, by their first bytes, before any decoding; null for what may be text. */
export function sniffBinary(bytes: Uint8Array): Content | null {
  const hit = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte))
  return hit ? { kind: 'refused', code: hit.code, reason: hit.reason, format: 'unknown' } : null
}

/** What a text file is. `head` is the beginning of the file (SNIFF_BYTES are enough). */
export function sniffText(head: string): Content {
  const text = head.trimStart()
  if (text === '') return refused('empty-file', 'The file is empty.')
  const start = text.slice(0, 4096)
  const ofx = /<OFX[\s>]|OFXHEADER/i.exec(text)
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(withoutProlog(start)) && !/^<OFX/i.test(start)) {
    return refused('html', 'This is a web page, not a statement: the download was probably an error or sign-in page. Download it again.')
  }
  if (ofx) return { kind: 'ofx' }
  return sniffOther(start)
}

function withoutProlog(text: string): string {
  return text.replace(/^<\?xml[^>]{0,500}>\s*/i, '').replace(/^<!--[^]{0,2000}?-->\s*/, '')
}

function sniffOther(start: string): Content {
  if (start.startsWith('<')) {
    if (/<(?:\w+:)?Document\b|iso:20022|BkToCstmr/i.test(start)) return unsupported('camt', 'ISO 20022 (camt)')
    return refused('format-unknown', 'This is an XML file, but not an OFX statement.')
  }
  if (/^!(?:Type|Account|Option|Clear)\b/im.test(start) || /^D.{4,12}[\r\n]+(?:[A-Z$].*[\r\n]+){0,12}\^/m.test(start)) return unsupported('qif', 'QIF')
  if (/^\s*(?:\{1:|:\d\d[A-Z]?:)/m.test(start)) return unsupported('mt940', 'SWIFT MT940')
  if (/^[[{]/.test(start)) return refused('format-unknown', 'This is a JSON file, not a statement.')
  return { kind: 'csv' }
}

function refused(code: ProblemCode, reason: string): Content {
  return { kind: 'refused', code, reason, format: 'unknown' }
}

function unsupported(format: StatementFormat, label: string): Content {
  return { kind: 'refused', code: 'format-not-supported', reason: `${label} files cannot be imported yet. Download OFX, QFX, QBO or CSV instead.`, format }
}
