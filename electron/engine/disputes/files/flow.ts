/** Text that runs down upright pages: paragraphs, rows of a label and its value, headings that stay with what follows. */
import { INK, MARGIN, MUTED, type Sheet, type TextStyle } from '../../exports/pdf/sheet.ts'

/** A letter has wider margins than a table. */
const INSET = 32
const LEFT = MARGIN + INSET
const LABEL_WIDTH = 170
const BODY = { size: 10, leading: 14 } as const
const TOP = MARGIN + 24
/** What a caption leaves free of a page, in points from its edges. */
export const UNDER_CAPTION = { left: LEFT, top: TOP + BODY.leading + 12, bottom: 70 } as const

export interface ParagraphStyle extends TextStyle {
  readonly leading?: number
  /** Space after it. */
  readonly after?: number
}

/** What a text is written to: pages, or whoever wants to know what would stand on them. */
export interface Writer {
  /** The next so many points stay together; a height that no page has is not waited for. */
  keep(height: number): void
  space(height: number): void
  /** Line breaks of the text are kept. */
  paragraph(text: string, style?: ParagraphStyle): void
  heading(text: string, style?: ParagraphStyle): void
  /** The value beside its label, both wrapped. */
  row(label: string, value: string): void
}

export class Flow implements Writer {
  readonly #sheet: Sheet
  readonly #runningHead: string
  #y = TOP

  /** Starts the first page. `runningHead` stands above every page but the first. */
  constructor(sheet: Sheet, runningHead: string) {
    this.#sheet = sheet
    this.#runningHead = runningHead
    sheet.addPage()
  }

  get width(): number {
    return this.#sheet.width - 2 * INSET
  }

  newPage(): void {
    this.#sheet.addPage()
    const style = { size: 8, color: MUTED }
    this.#sheet.text(this.#sheet.fit(this.#runningHead, this.width, style), LEFT, MARGIN - 8, style)
    this.#sheet.line(LEFT, MARGIN + 6, this.width)
    this.#y = TOP
  }

  space(height: number): void {
    this.#y += height
  }

  keep(height: number): void {
    if (this.#y + height > this.#sheet.bottom && this.#y > TOP && height < this.#sheet.bottom - TOP) this.newPage()
  }

  paragraph(text: string, { leading = BODY.leading, after = 8, ...style }: ParagraphStyle = {}): void {
    for (const line of linesOf(this.#sheet, text, this.width, sized(style))) this.#line(line, leading, style)
    this.#y += after
  }

  heading(text: string, style: ParagraphStyle = {}): void {
    this.keep(3 * BODY.leading)
    this.#sheet.bookmark(text)
    this.paragraph(text, { font: 'semibold', size: 11, after: 4, ...style })
  }

  row(label: string, value: string): void {
    const style = sized({ tabular: true })
    const labels = linesOf(this.#sheet, label, LABEL_WIDTH - 12, style)
    const values = linesOf(this.#sheet, value, this.width - LABEL_WIDTH, style)
    this.keep(Math.min(labels.length, values.length, 4) * BODY.leading)
    for (let index = 0; index < Math.max(labels.length, values.length); index += 1) {
      const y = this.#lineAt(BODY.leading)
      this.#sheet.text(labels[index] ?? '', LEFT, y, { ...style, color: MUTED })
      this.#sheet.text(values[index] ?? '', LEFT + LABEL_WIDTH, y, style)
    }
    this.#y += 2
  }

  /** A page with a line of text at its top, and nothing under it. */
  caption(text: string): void {
    this.newPage()
    const style = sized({ font: 'semibold' })
    this.#sheet.text(this.#sheet.fit(text, this.width, style), LEFT, this.#lineAt(BODY.leading), style)
    this.#sheet.bookmark(text)
  }

  #line(text: string, leading: number, style: TextStyle): void {
    this.#sheet.text(text, LEFT, this.#lineAt(leading), sized(style))
  }

  /** Where the next line stands, on a new page if this one is full. */
  #lineAt(leading: number): number {
    if (this.#y + leading > this.#sheet.bottom) this.newPage()
    this.#y += leading
    return this.#y - leading
  }
}

const sized = (style: TextStyle): TextStyle => ({ size: BODY.size, color: INK, ...style })

/** The text in lines of a width; a word that is wider than a line is broken between letters. */
export function linesOf(sheet: Sheet, text: string, width: number, style: TextStyle): readonly string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/\s+/).filter((part) => part !== '').flatMap((part) => broken(sheet, part, width, style))) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && sheet.measure(longer, style) > width) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return [...lines, line]
  })
}

function broken(sheet: Sheet, word: string, width: number, style: TextStyle): readonly string[] {
  if (sheet.measure(word, style) <= width) return [word]
  const parts: string[] = []
  let part = ''
  for (const { segment } of new Intl.Segmenter('en').segment(word)) {
    if (part !== '' && sheet.measure(part + segment, style) > width) {
      parts.push(part)
      part = segment
    } else part += segment
  }
  return [...parts, part]
}
