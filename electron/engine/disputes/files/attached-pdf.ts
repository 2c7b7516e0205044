/** Pages of somebody's PDF as pages of a case file: what can be seen of them, and nothing that acts. */
import { degrees, PDFArray, PDFDict, PDFName, rgb, type PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'

/** Filled-in fields become part of the pages: what was written in them is the evidence. */
export function withoutFields(document: PDFDocument): void {
  if (document.catalog.lookup(PDFName.of('AcroForm')) === undefined) return
  document.getForm().flatten()
}

const KEPT_ANNOTATIONS: ReadonlySet<string> = new Set(['/Text', '/FreeText', '/Line', '/Square', '/Circle', '/Polygon', '/PolyLine', '/Highlight', '/Underline', '/Squiggly', '/StrikeOut', '/Stamp', '/Caret', '/Ink', '/Link', '/Widget'])

/** Takes scripts, actions, attached files and media off a page. Notes and highlights stay. */
export function withoutActions(page: PDFPage): void {
  const { node } = page
  node.delete(PDFName.of('AA'))
  const annotations = node.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return
  const kept = page.doc.context.obj([])
  for (let index = 0; index < annotations.size(); index += 1) {
    const annotation = annotations.lookup(index)
    if (!(annotation instanceof PDFDict) || !KEPT_ANNOTATIONS.has(String(annotation.lookup(PDFName.of('Subtype'))))) continue
    for (const key of ['A', 'AA', 'PA']) annotation.delete(PDFName.of(key))
    kept.push(annotations.get(index))
  }
  node.set(PDFName.of('Annots'), kept)
}

const SIZE = 7
const GREY = rgb(0.47, 0.44, 0.42)

/** Writes small into the lower left corner of the page as it is seen, whichever way it is turned. */
export function stamp(page: PDFPage, text: string, font: PDFFont): void {
  const { x, y, width, height } = page.getCropBox()
  const angle = ((page.getRotation().angle % 360) + 360) % 360
  const corners: Readonly<Record<number, readonly [number, number]>> = {
    90: [x + width - 10, y + 14],
    180: [x + width - 14, y + height - 10],
    270: [x + 10, y + height - 14],
  }
  const [left, bottom] = corners[angle] ?? [x + 14, y + 10]
  page.drawText(text, { x: left, y: bottom, size: SIZE, font, color: GREY, rotate: degrees(angle) })
}
