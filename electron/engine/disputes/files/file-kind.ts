/** What a file is, by its content: a name or a sender can say anything. */
import { EncryptedPDFError, PDFDocument } from '@cantoo/pdf-lib'
import type { EVIDENCE_TYPES } from '#shared/gateway/resources/disputes.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { brandsOf, isHeicBrand, isWholeHeic } from './heic.ts'
import { jpegSegments } from './jpeg.ts'
import { isLightPdf } from './pdf-weight.ts'
import { isPng, pngChunks } from './png.ts'

export type EvidenceType = (typeof EVIDENCE_TYPES)[number]

export interface FileKind {
  readonly contentType: EvidenceType
  /** Of a PDF; 1 for a picture. */
  readonly pages: number
}

const refusal = (reason: string, cause?: unknown) => new AppError('validation.failed', { field: 'content', reason }, cause === undefined ? {} : { cause })
const TAKEN = 'PDF, JPEG, PNG and HEIC can be attached.'
const damaged = (what: string) => refusal(`This ${what} is damaged or not complete. Open it to see whether it is whole, and save it again.`)

/**
 * The file's type and number of pages. Fails with `validation.failed` (field content): no such type, named where it is known; damaged or cut off; a PDF
 * behind a password or without pages.
 */
export async function kindOfFile(bytes: Uint8Array): Promise<FileKind> {
  if (bytes.byteLength === 0) throw refusal('This file is empty.')
  if (isPng(bytes)) {
    if (pngChunks(bytes) === undefined) throw damaged('PNG')
    return { contentType: 'image/png', pages: 1 }
  }
  if (startsWith(bytes, 'ffd8ff')) {
    if (jpegSegments(bytes) === undefined) throw damaged('JPEG')
    return { contentType: 'image/jpeg', pages: 1 }
  }
  const brands = brandsOf(bytes)
  if (brands && isHeicBrand(brands)) {
    if (!isWholeHeic(bytes)) throw damaged('HEIC')
    return { contentType: 'image/heic', pages: 1 }
  }
  if (isPdf(bytes)) return { contentType: 'application/pdf', pages: await pagesOf(bytes) }
  throw refusal(otherKind(bytes, brands))
}

const startsWith = (bytes: Uint8Array, hex: string) => Buffer.from(hex, 'hex').equals(bytes.subarray(0, hex.length / 2))
const letters = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(Math.max(0, from), to)).toString('latin1')

/** The header is the first thing of the file: what an issuer looks at. */
const isPdf = (bytes: Uint8Array) => letters(bytes, 0, 5) === '%PDF-'
const TAIL = 2_048

async function pagesOf(bytes: Uint8Array): Promise<number> {
  // A reader looks for the end mark near the end; a download that broke off has none there.
  if (!letters(bytes, bytes.byteLength - TAIL, bytes.byteLength).includes('%%EOF')) throw damaged('PDF')
  const document = await openPdf(bytes)
  const pages = countPages(document)
  if (pages === 0) throw refusal('This PDF has no pages.')
  return pages
}

/** A document that only its permissions protect opens without a password. Fails with `validation.failed` (field content). */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  if (!isLightPdf(bytes)) throw refusal('This PDF is packed in a way that could stop this program. Print it to a new PDF, and attach that.')
  try {
    return await PDFDocument.load(bytes, { password: '', updateMetadata: false })
  } catch (error) {
    if (error instanceof EncryptedPDFError || (error instanceof Error && /password|encrypt/i.test(error.message))) {
      throw refusal('This PDF asks for a password. Save a copy without one, and attach that.', error)
    }
    throw damaged('PDF')
  }
}

function countPages(document: PDFDocument): number {
  try {
    return document.getPages().length
  } catch {
    throw damaged('PDF')
  }
}

const NAMED: readonly { readonly hex: string; readonly words: string }[] = [
  { hex: '47494638', words: `This is a GIF. ${TAKEN} Save it as PNG.` },
  { hex: '504b0304', words: `This is a Word, Excel or ZIP file. ${TAKEN} Save the document as PDF.` },
  { hex: 'd0cf11e0', words: `This is a Word, Excel or Outlook file. ${TAKEN} Save it as PDF.` },
  { hex: '49492a00', words: `This is a TIFF. ${TAKEN} Save it as PDF or PNG.` },
  { hex: '4d4d002a', words: `This is a TIFF. ${TAKEN} Save it as PDF or PNG.` },
  { hex: '424d', words: `This is a bitmap. ${TAKEN} Save it as PNG.` },
]

function otherKind(bytes: Uint8Array, brands: readonly string[] | undefined): string {
  const named = NAMED.find(({ hex }) => startsWith(bytes, hex))
  if (named) return named.words
  if (letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 12) === 'WEBP') return `This is a WebP picture. ${TAKEN} Save it as PNG.`
  if (brands) return brands.includes('avif') ? `This is an AVIF picture. ${TAKEN} Save it as PNG.` : `This is a video or a sound. ${TAKEN}`
  if (/^\s*(?:<!doctype html|<html)/i.test(letters(bytes, 0, 256))) return `This is a page of a website. ${TAKEN} Print it to a PDF.`
  return `This is none of the files that an issuer takes. ${TAKEN}`
}
