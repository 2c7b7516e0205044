import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { renderCase, type AttachedFile, type CaseOptions } from '#engine/disputes/files/case-file.ts'
import { kindOfFile } from '#engine/disputes/files/file-kind.ts'
import { decidedDetail, disputeDetail } from '#tests/support/dispute-detail.ts'
import { hugePng, madePdf, phoneHeic, phoneJpeg, phonePng, plainJpeg, plainPng } from '#tests/support/evidence-files.ts'
import { readPdf } from '#tests/support/pdf-text.ts'

const OPTIONS: CaseOptions = { businessName: 'Harbour & Finch LLC', createdAt: Date.UTC(2026, 5, 1, 12), charges: new Map(), parts: 'case', signal: new AbortController().signal, progress: () => {} }
const file = (fileName: string, contentType: string, content: Uint8Array | null, kind = 'photo'): AttachedFile => ({ kind, fileName, contentType, content })
const make = async (files: readonly AttachedFile[], { detail = disputeDetail(), ...options }: Partial<CaseOptions> & { readonly detail?: ReturnType<typeof disputeDetail> } = {}) => {
  const made = await renderCase(detail, files, { ...OPTIONS, ...options })
  const read = await readPdf(made.bytes)
  expect(read.pages).toHaveLength(made.pages)
  return { ...made, read: read.pages, text: read.pages.map(({ text }) => text).join('\n') }
}

describe('the case file', () => {
  it('has the letter, what happened, and every picture and page in the order of its list, with the pages the list says', async () => {
    const { read, text, leftOut, bytes } = await make([
      file('receipt.pdf', 'application/pdf', await madePdf({ pages: 3, text: 'Receipt' }), 'receipt'), file('shade.jpg', 'image/jpeg', phoneJpeg()), file('lamp.heic', 'image/heic', phoneHeic()),
      file('box.png', 'image/png', plainPng({ alpha: true })), file('proof.pdf', 'application/pdf', await madePdf({ text: 'Proof' }), 'merchant-answer'),
    ], { detail: decidedDetail() })
    for (const line of ['1. Receipt | receipt.pdf, pages 3–5', '2. Photo | shade.jpg, page 6', '3. Photo | lamp.heic, not in this file: a HEIC cannot be printed here', '4. Photo | box.png, page 7', '5. The merchant’s answer | proof.pdf, page 8']) expect(text.split('\n')).toContain(line)
    expect(read.slice(2).map((page) => page.text.split('\n').at(0))).toEqual(['Receipt 1', 'Receipt 2', 'Receipt 3', expect.stringContaining('Dispute of'), expect.stringContaining('Dispute of'), 'Proof 1'])
    expect([read[2]?.text, read[5]?.text, read[6]?.text, read[7]?.text].map((one) => one?.match(/Enclosure \d|Page \d of \d|page \d of \d/g))).toEqual([
      ['Enclosure 1', 'page 3 of 8'], ['Enclosure 2', 'Page 6 of 8'], ['Enclosure 4', 'Page 7 of 8'], ['Enclosure 5', 'page 8 of 8'],
    ])
    expect(leftOut).toEqual(['lamp.heic'])
    expect(await kindOfFile(bytes)).toEqual({ contentType: 'application/pdf', pages: 8 })
  })

  it('tells what happened so far: stages, the credit and that it was taken back, the merchant’s words, why it was lost', async () => {
    const { read } = await make([], { detail: decidedDetail() })
    for (const line of ['2 June 2026 | Sent', '3 June 2026 | Taken by the issuer', '11 July 2026 | Lost', 'Provisional credit | USD 800.00 on 3 June 2026, taken back on 11 July 2026', 'Why not | Delivered', 'The merchant’s answer of 18 June 2026', 'The order was fulfilled as agreed.']) expect(read[1]?.text.split('\n')).toContain(line)
    expect(read[1]?.text).not.toContain('Draft')
  })

  it('is the letter as a cover and the files alone for an issuer that takes one file; a draft has no course either', async () => {
    const { read, text } = await make([file('a.jpg', 'image/jpeg', plainJpeg())], { detail: decidedDetail(), parts: 'evidence' })
    expect([read.length, text.includes('What happened so far')]).toEqual([2, false])
    expect((await make([])).pages).toBe(1)
  })

  it('names what it cannot show, and makes the rest', async () => {
    const { leftOut, pages, text } = await make([
      file('not fetched.pdf', 'application/pdf', null), file('broken.pdf', 'application/pdf', Buffer.from('%PDF-1.7 nothing %%EOF')), file('broken.jpg', 'image/jpeg', Buffer.from('ffd8ffd9', 'hex')),
      file('huge.png', 'image/png', hugePng()), file('good.jpg', 'image/jpeg', plainJpeg({ progressive: true })),
    ])
    expect([leftOut, pages]).toEqual([['not fetched.pdf', 'broken.pdf', 'broken.jpg', 'huge.png'], 3])
    for (const line of ['not fetched.pdf, not in this file: it has not been fetched', 'broken.pdf, not in this file: it cannot be read', 'huge.png, not in this file: it is too large', 'good.jpg, page 3']) expect(text).toContain(line)
  })

  it('numbers right when the list of enclosures itself takes pages', async () => {
    const files = Array.from({ length: 50 }, (_, index) => file(`${index + 1}.jpg`, 'image/jpeg', plainJpeg()))
    const { read, text } = await make(files)
    const own = read.length - 50
    expect(own).toBeGreaterThan(1)
    expect(text).toContain(`50. Photo | 50.jpg, page ${own + 50}`)
    expect(read.at(-1)?.text).toContain(`Page ${own + 50} of ${own + 50}`)
    expect(read[own]?.text).toContain('Enclosure 1. Photo: 1.jpg')
  })

  it('stops when it is cancelled', async () => {
    const abort = new AbortController()
    const files = ['a', 'b', 'c'].map((name) => file(name, 'image/jpeg', plainJpeg()))
    await expect(make(files, { signal: abort.signal, progress: ({ done }) => done === 1 && abort.abort() })).rejects.toThrow(/abort/i)
  })

  it('counts every file as progress, and ends at all', async () => {
    const seen: string[] = []
    await make([file('a.jpg', 'image/jpeg', plainJpeg()), file('b.heic', 'image/heic', phoneHeic())], { progress: ({ done, total }) => void seen.push(`${done}/${total}`) })
    expect(seen).toEqual(['0/3', '1/3', '3/3'])
  })
})

/** The matrix a page's first picture is drawn with. */
async function matrixOf(bytes: Uint8Array, number: number): Promise<readonly number[]> {
  const { OPS } = await getResolvedPDFJS()
  const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(number)
  const { fnArray, argsArray } = await page.getOperatorList()
  const at = fnArray.indexOf(OPS.paintImageXObject)
  const transform = fnArray.lastIndexOf(OPS.transform, at)
  return ((argsArray[transform] as number[][] | undefined) ?? []).flat().map((value) => Math.round(Number(value)))
}

describe('pictures', () => {
  it('stand upright whichever way the camera was held, all of them on the page', async () => {
    const { bytes, pages } = await make(Array.from({ length: 8 }, (_, index) => file(`${index + 1}.jpg`, 'image/jpeg', phoneJpeg({ orientation: index + 1 }))))
    const matrices = await Promise.all(Array.from({ length: 8 }, (_, index) => matrixOf(bytes, pages - 7 + index)))
    // The picture is 16 by 8 points at 96 an inch: 12 by 6 on paper, turned where the camera was.
    expect(matrices.map((matrix) => matrix.slice(0, 4))).toEqual([[12, 0, 0, 6], [-12, 0, 0, 6], [-12, 0, 0, -6], [12, 0, 0, -6], [0, -12, -6, 0], [0, -12, 6, 0], [0, 12, 6, 0], [0, 12, -6, 0]])
    for (const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] of matrices) {
      for (const [u, v] of [[0, 0], [1, 0], [0, 1], [1, 1]] as const) {
        const [x, y] = [a * u + c * v + e, b * u + d * v + f]
        expect([x >= 72, x <= 540, y >= 70, y <= 792 - 90]).toEqual([true, true, true, true])
      }
    }
  })

  it('that are larger than the page are made to fit, a PNG by its orientation too', async () => {
    const { bytes } = await make([file('wide.png', 'image/png', phonePng({ width: 3_000, height: 40, orientation: 6 })), file('wide.png', 'image/png', plainPng({ width: 3_000, height: 40 }))])
    const [, b = 0] = await matrixOf(bytes, 2)
    const [a = 0] = await matrixOf(bytes, 3)
    expect([Math.abs(b) > 500 && Math.abs(b) < 650, a]).toEqual([true, 468])
  })
})

describe('somebody’s PDF', () => {
  it('brings nothing that acts into the file, and keeps what was filled in', async () => {
    const bytes = await madePdf({
      text: 'Form',
      prepare: (document) => {
        const [page] = document.getPages()
        const field = document.getForm().createTextField('order')
        field.setText('Order 88-1204')
        field.addToPage(page!, { x: 40, y: 200, width: 150, height: 20 })
        const script = document.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })
        const link = document.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: PDFString.of('calc.exe') } })
        const attached = document.context.obj({ Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], Contents: PDFString.of('secret.zip') })
        const note = document.context.obj({ Type: 'Annot', Subtype: 'Highlight', Rect: [0, 0, 9, 9], QuadPoints: [0, 0, 9, 0, 0, 9, 9, 9], Contents: PDFString.of('see here') })
        for (const annotation of [link, attached, note]) page!.node.addAnnot(document.context.register(annotation))
        page!.node.set(PDFName.of('AA'), document.context.obj({ O: script }))
        document.catalog.set(PDFName.of('OpenAction'), script)
      },
    })
    const { bytes: made, read } = await make([file('form.pdf', 'application/pdf', bytes)])
    expect(read[1]?.text).toContain('Order 88-1204')
    const page = (await PDFDocument.load(made)).getPage(1)
    const objects = (await PDFDocument.load(made)).context.enumerateIndirectObjects().map(([, object]) => String(object)).join('\n')
    expect(objects).not.toMatch(/JavaScript|Launch|calc\.exe|OpenAction/)
    expect([page.node.get(PDFName.of('AA')), String(page.node.Annots())]).toEqual([undefined, expect.stringContaining('R')])
    expect(page.node.Annots()?.size()).toBe(2)
  })

  it('is stamped where the reader sees the lower left corner, whichever way its pages are turned', async () => {
    const files = await Promise.all([0, 90, 180, 270].map(async (rotate) => file(`${rotate}.pdf`, 'application/pdf', await madePdf({ rotate }))))
    const { read } = await make(files)
    const stamps = read.slice(-4).map(({ items }) => {
      const item = items.find(({ text }) => text.startsWith('Enclosure'))
      return [Math.round(item?.x ?? 0), Math.round(item?.y ?? 0)]
    })
    expect(stamps).toEqual([[14, 10], [290, 14], [286, 390], [10, 386]])
  })
})
