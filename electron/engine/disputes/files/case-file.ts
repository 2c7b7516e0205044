/** The case file: letter, answers, what happened so far, and every file that can be shown, as one PDF. */
import { setImmediate as breathe } from 'node:timers/promises'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { evidenceLabel } from '#shared/domain/disputes/questions.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import type { TaskProgress } from '#shared/rpc/define.ts'
import { stamp, withoutActions, withoutFields } from './attached-pdf.ts'
import { hasCourse, writeCourse } from './course.ts'
import { openPdf } from './file-kind.ts'
import { Flow, UNDER_CAPTION } from './flow.ts'
import { footOf, sheetFor, titleOf, writeLetter, type Enclosure, type LetterHead, type Rendered } from './letter.ts'
import { drawPicture, readPicture, type Picture } from './picture.ts'

export interface AttachedFile {
  readonly kind: string
  readonly fileName: string
  readonly contentType: string
  /** null: it is not here. */
  readonly content: Uint8Array | null
}

export interface CaseOptions extends LetterHead {
  /** `case`: everything. `evidence`: the letter as a cover and the files, for an issuer that takes one file. */
  readonly parts: 'case' | 'evidence'
  readonly signal: AbortSignal
  readonly progress: (progress: TaskProgress) => void
}

export interface RenderedCase extends Rendered {
  /** Names of the files that cannot be shown on a page: HEIC, not here, not readable, too large. */
  readonly leftOut: readonly string[]
}

type Shown = { readonly is: 'pages'; readonly document: PDFDocument; readonly pages: number } | { readonly is: 'picture'; readonly picture: Picture; readonly pages: 1 }
interface Prepared {
  readonly file: AttachedFile
  /** Why not, in words, where it is left out. */
  readonly shown: Shown | string
}

/** Rejects when `signal` is aborted. A file that cannot be shown is named, and the rest is made all the same. */
export async function renderCase(detail: DisputeDetail, files: readonly AttachedFile[], options: CaseOptions): Promise<RenderedCase> {
  const { signal, progress } = options
  const prepared: Prepared[] = []
  for (const [index, file] of files.entries()) {
    signal.throwIfAborted()
    progress({ done: index, total: files.length + 1, label: file.fileName })
    prepared.push({ file, shown: await prepare(file) })
    await breathe()
  }
  const own = await writeOwn(detail, prepared, options)
  const bytes = await join(own, prepared, signal)
  progress({ done: files.length + 1, total: files.length + 1, label: titleOf(detail) })
  return { bytes, pages: own.total, leftOut: prepared.filter(({ shown }) => typeof shown === 'string').map(({ file }) => file.fileName) }
}

async function prepare({ contentType, content }: AttachedFile): Promise<Shown | string> {
  if (content === null) return 'not in this file: it has not been fetched'
  if (contentType === 'image/heic') return 'not in this file: a HEIC cannot be printed here'
  try {
    if (contentType === 'application/pdf') return await preparePdf(content)
    const picture = await readPicture(content, contentType)
    return picture === undefined ? 'not in this file: it is too large' : { is: 'picture', picture, pages: 1 }
  } catch {
    // Whatever is wrong with somebody's file, the library says it in no words for a person.
    return 'not in this file: it cannot be read'
  }
}

async function preparePdf(content: Uint8Array): Promise<Shown> {
  const document = await openPdf(content)
  withoutFields(document)
  // Copied once for nothing: a document whose pages cannot be copied is known before the list of enclosures is written.
  const copies = await (await PDFDocument.create()).copyPages(document, document.getPageIndices())
  return { is: 'pages', document, pages: copies.length }
}

interface OwnPages {
  readonly bytes: Uint8Array
  /** Letter and course; the captions follow. */
  readonly count: number
  /** Of the whole file. */
  readonly total: number
}

/** Written until the list of enclosures, with the numbers of the pages that follow it, takes as many pages as it counts on. */
async function writeOwn(detail: DisputeDetail, prepared: readonly Prepared[], options: CaseOptions): Promise<OwnPages> {
  const shownPages = prepared.reduce((sum, { shown }) => sum + (typeof shown === 'string' ? 0 : shown.pages), 0)
  let count = 1
  for (;;) {
    const sheet = sheetFor(detail, options)
    const flow = new Flow(sheet, titleOf(detail))
    writeLetter(flow, detail, options, enclosuresOf(prepared, count))
    if (options.parts === 'case' && hasCourse(detail)) writeCourse(flow, detail)
    const needed = sheet.pages
    // A count that has been too low is never tried again, so this ends.
    if (needed > count) {
      count = needed
      continue
    }
    while (sheet.pages < count) flow.newPage()
    const total = count + shownPages
    const numbers = writeCaptions(flow, prepared, count)
    const bytes = await sheet.finish(footOf(detail, options), { total, numberOf: (page) => (page < count ? page + 1 : (numbers[page - count] ?? total)) })
    return { bytes, count, total }
  }
}

function enclosuresOf(prepared: readonly Prepared[], count: number): readonly Enclosure[] {
  let from = count + 1
  return prepared.map(({ file: { kind, fileName }, shown }): Enclosure => {
    const label = evidenceLabel(kind)
    if (typeof shown === 'string') return { label, fileName, pages: null, note: shown }
    from += shown.pages
    return { label, fileName, pages: shown.pages, from: from - shown.pages }
  })
}

/** A page for each picture. Returns their numbers in the whole file. */
function writeCaptions(flow: Flow, prepared: readonly Prepared[], count: number): readonly number[] {
  const numbers: number[] = []
  let at = count
  for (const [index, { file, shown }] of prepared.entries()) {
    if (typeof shown === 'string') continue
    if (shown.is === 'picture') {
      flow.caption(`Enclosure ${index + 1}. ${evidenceLabel(file.kind)}: ${file.fileName}`)
      numbers.push(at + 1)
    }
    at += shown.pages
  }
  return numbers
}

/** Puts pictures on their pages and the pages of documents between them. */
async function join({ bytes, count, total }: OwnPages, prepared: readonly Prepared[], signal: AbortSignal): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const font = await document.embedFont(StandardFonts.Helvetica)
  let at = count
  for (const [index, { shown }] of prepared.entries()) {
    signal.throwIfAborted()
    if (typeof shown === 'string') continue
    if (shown.is === 'picture') {
      const page = document.getPage(at)
      const { left, top, bottom } = UNDER_CAPTION
      await drawPicture(page, shown.picture, { x: left, y: bottom, width: page.getWidth() - 2 * left, height: page.getHeight() - top - bottom })
    } else {
      for (const [offset, page] of (await document.copyPages(shown.document, shown.document.getPageIndices())).entries()) {
        document.insertPage(at + offset, page)
        withoutActions(page)
        stamp(page, `Enclosure ${index + 1}, page ${at + offset + 1} of ${total}`, font)
      }
    }
    at += shown.pages
    await breathe()
  }
  return document.save()
}
