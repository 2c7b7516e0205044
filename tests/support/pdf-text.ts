import { getDocumentProxy } from 'unpdf'

/** A piece of text on a page, in points from its lower left corner. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface PdfPage {
  readonly width: number
  readonly height: number
  readonly items: readonly PlacedText[]
  /** Everything on the page, line by line from the top, pieces of a line divided by " | ". */
  readonly text: string
}

export interface ReadPdf {
  readonly pages: readonly PdfPage[]
  readonly info: Readonly<Record<string, unknown>>
}

/** Reads a PDF as a reader does that knows nothing of how it was made (Mozilla's pdf.js). */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const [, , width = 0, height = 0] = page.view
    const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [{ text: item.str, x: Number(item.transform[4]), y: Number(item.transform[5]), width: item.width }] : []))
    pages.push({ width, height, items, text: linesOf(items).map((line) => line.map((item) => item.text).join(' | ')).join('\n') })
  }
  return { pages, info: { ...(await document.getMetadata()).info } as Record<string, unknown> }
}

/** Pieces of text by their line, from the top, each line from the left. */
export function linesOf(items: readonly PlacedText[]): readonly (readonly PlacedText[])[] {
  const lines = Map.groupBy(items, (item) => Math.round(item.y))
  return [...lines].toSorted(([a], [b]) => b - a).map(([, line]) => line.toSorted((a, b) => a.x - b.x))
}
