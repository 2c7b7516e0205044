/** Pages to draw on: size, fonts, colours, text that fits its place, and the foot that every page gets at the end. */
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

type Document = InstanceType<typeof PDFDocument>

export type FontName = 'regular' | 'semibold'

export const INK = '#1c1917'
export const MUTED = '#78716c'
export const HAIRLINE = '#e7e5e4'
export const ACCENT = '#0f766e'
export const MARGIN = 40
const FOOT = 30

export type Paper = 'LETTER' | 'A4'

// Where offices print on Letter; everybody else has A4.
const LETTER_CURRENCIES: ReadonlySet<string> = new Set(['USD', 'CAD', 'MXN', 'PHP', 'COP', 'CLP'])

/** The paper of the offices that count in a currency. */
export const paperOf = (currency: string | undefined): Paper => (LETTER_CURRENCIES.has(currency ?? '') ? 'LETTER' : 'A4')

export interface TextStyle {
  readonly font?: FontName
  readonly size?: number
  readonly color?: string
  /** Digits of one width. Words do without: their layout is remembered. */
  readonly tabular?: boolean
}

export interface SheetOptions {
  readonly paper: Paper
  /** Landscape unless said otherwise. */
  readonly layout?: 'landscape' | 'portrait'
  readonly title: string
  readonly author: string
  readonly createdAt: number
  /** False leaves the pages readable in the file itself. */
  readonly compress?: boolean
}

export interface PageNumbers {
  readonly total?: number
  /** From a page's place, counted from 0. */
  readonly numberOf?: (page: number) => number
}

// Figures of one width, so that columns of them line up. Inter's contextual forms (arrows, "×" between digits) mean nothing to
// a figure and cost most of the time that a page takes.
const TABULAR = { tnum: true, calt: false, ccmp: false, kern: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]
const ELLIPSIS = '…'

export class Sheet {
  readonly #document: Document
  readonly #chunks: Buffer[] = []
  readonly #finished: Promise<void>

  constructor({ paper, layout = 'landscape', title, author, createdAt, compress = true }: SheetOptions) {
    this.#document = new PDFDocument({
      size: paper,
      layout,
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      compress,
      lang: 'en',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Author: author, Creator: 'Cardkeep', CreationDate: new Date(createdAt) },
    })
    const fonts = createRequire(import.meta.url)
    this.#document.registerFont('regular', fonts.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'))
    this.#document.registerFont('semibold', fonts.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'))
    this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    this.#finished = new Promise((done, fail) => {
      this.#document.on('end', done)
      this.#document.on('error', fail)
    })
  }

  get width(): number {
    return this.#document.page.width - 2 * MARGIN
  }

  /** Where the space for content ends. */
  get bottom(): number {
    return this.#document.page.height - MARGIN - FOOT + 10
  }

  addPage(): void {
    this.#document.addPage()
  }

  /** An entry of the reader's table of contents, pointing at the current page. */
  bookmark(text: string): void {
    this.#document.outline.addItem(text)
  }

  /** Draws one line with its upper left corner at x, y. Returns its width. */
  text(text: string, x: number, y: number, style: TextStyle = {}): number {
    const { size = 8.5, color = INK } = style
    const width = this.measure(text, style)
    this.#document.fontSize(size).fillColor(color).text(text, x, y, { lineBreak: false, ...featuresOf(style) })
    return width
  }

  textRight(text: string, right: number, y: number, style: TextStyle = {}): void {
    this.text(text, right - this.measure(text, style), y, style)
  }

  measure(text: string, style: TextStyle = {}): number {
    const { font = 'regular', size = 8.5 } = style
    return this.#document.font(font).fontSize(size).widthOfString(text, featuresOf(style))
  }

  /** The text, or as much of it as fits with an ellipsis; never half a letter. */
  fit(text: string, width: number, style: TextStyle = {}): string {
    if (this.measure(text, style) <= width) return text
    const letters = [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment)
    let [fits, tooLong] = [0, letters.length]
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2)
      if (this.measure(letters.slice(0, middle).join('').trimEnd() + ELLIPSIS, style) <= width) fits = middle
      else tooLong = middle
    }
    return letters.slice(0, fits).join('').trimEnd() + ELLIPSIS
  }

  line(x: number, y: number, width: number, color = HAIRLINE, thickness = 0.5): void {
    this.#document.moveTo(x, y).lineTo(x + width, y).lineWidth(thickness).strokeColor(color).stroke()
  }

  get pages(): number {
    return this.#document.bufferedPageRange().count
  }

  /** Writes the foot of every page and returns the file. Nothing can be drawn after it. `numbers`: of each page and of all, where others come between them. */
  async finish(footLeft: string, { total = this.pages, numberOf = (page: number) => page + 1 }: PageNumbers = {}): Promise<Uint8Array> {
    const { start, count } = this.#document.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.#document.switchToPage(start + page)
      const y = this.#document.page.height - MARGIN - 4
      this.line(MARGIN, y - 8, this.width)
      const right = `Page ${numberOf(page)} of ${total}`
      const style = { size: 7.5, color: MUTED }
      this.text(this.fit(footLeft, this.width - 100, style), MARGIN, y, style)
      this.textRight(right, MARGIN + this.width, y, style)
    }
    this.#document.end()
    await this.#finished
    return Buffer.concat(this.#chunks)
  }
}

function featuresOf({ tabular = false }: TextStyle): { features?: PDFKit.Mixins.OpenTypeFeatures[] } {
  return tabular ? { features: TABULAR } : {}
}
