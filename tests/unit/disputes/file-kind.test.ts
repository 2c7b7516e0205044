import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { kindOfFile } from '#engine/disputes/files/file-kind.ts'
import { hugePng, madePdf, phoneHeic, phoneJpeg, phonePng, plainJpeg, plainPng } from '#tests/support/evidence-files.ts'

const refusalOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    return `taken as ${(await kindOfFile(bytes)).contentType}`
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation.failed') throw error
    const { field, reason } = error.details as { readonly field: string; readonly reason: string }
    return `${field}: ${reason}`
  }
}
const text = (value: string) => Buffer.from(value, 'latin1')

describe('what is taken', () => {
  it.each<[string, Buffer, string]>([
    ['a JPEG', plainJpeg(), 'image/jpeg'],
    ['a progressive JPEG', plainJpeg({ progressive: true }), 'image/jpeg'],
    ['a phone’s JPEG with a second picture behind it', phoneJpeg({ orientation: 6 }), 'image/jpeg'],
    ['a PNG', plainPng(), 'image/png'],
    ['a PNG with texts', phonePng(), 'image/png'],
    ['a PNG of 900 million points, which is not decoded', hugePng(), 'image/png'],
    ['a HEIC', phoneHeic(), 'image/heic'],
  ])('%s', async (_, bytes, contentType) => {
    expect(await kindOfFile(bytes)).toEqual({ contentType, pages: 1 })
  })

  it('a PDF, with its pages counted', async () => {
    expect(await kindOfFile(await madePdf({ pages: 7 }))).toEqual({ contentType: 'application/pdf', pages: 7 })
  })

  it('a PDF whose permissions alone are protected', async () => {
    const bytes = await madePdf({ pages: 2, prepare: (document) => void document.encrypt({ ownerPassword: 'owner', userPassword: '' }) })
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Encrypt')
    expect(await kindOfFile(bytes)).toEqual({ contentType: 'application/pdf', pages: 2 })
  })
})

describe('what is not, by name', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /empty/],
    ['a program that is called photo.png', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), /none of the files/],
    ['a GIF', text('GIF89a......'), /GIF.*PNG/],
    ['a Word document', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), /Word.*PDF/],
    ['an old Word document', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /Outlook/],
    ['a WebP', text('RIFF....WEBPVP8 '), /WebP/],
    ['a TIFF', Uint8Array.from([0x49, 0x49, 0x2a, 0, 8]), /TIFF/],
    ['a bitmap', text('BM......'), /bitmap/],
    ['an AVIF', text('\0\0\0\x18ftypavif\0\0\0\0mif1avif'), /AVIF/],
    ['a video', text('\0\0\0\x18ftypisom\0\0\0\0isommp42'), /video/],
    ['a page of a website', text('\n<!DOCTYPE html><html>'), /website/],
    ['text', text('Dear issuer'), /none of the files/],
    ['a PDF that starts with something else', text('MZ%PDF-1.7 %%EOF'), /none of the files/],
  ])('%s', async (_, bytes, words) => {
    expect(await refusalOf(bytes)).toMatch(words)
    expect(await refusalOf(bytes)).toMatch(/^content: [A-Z]/)
  })

  it('a PDF that nobody can open without a password', async () => {
    expect(await refusalOf(await madePdf({ prepare: (document) => void document.encrypt({ ownerPassword: 'owner', userPassword: 'user' }) }))).toMatch(/asks for a password/)
  })

  it('a PDF without pages', async () => {
    expect(await refusalOf(text('%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF'))).toMatch(/no pages/)
  })
})

describe('a PDF that is small and becomes large', () => {
  /** One object stream of so many megabytes. */
  const packed = (megabytes: number, head: string, times = 1) => {
    const body = Buffer.alloc(megabytes * 1_048_576, ' ')
    body.write('5 0 ')
    const stream = Array.from({ length: times }).reduce<Buffer>((content) => deflateSync(content), body)
    return Buffer.concat([
      text(`%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n4 0 obj\n<<${head}/N 1/First 4/Length ${stream.byteLength}>>\nstream\n`),
      stream, text('\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n'),
    ])
  }

  it.each<[string, Buffer]>([
    ['at once', packed(80, '/Type/ObjStm/Filter/FlateDecode')],
    ['with its names in hexadecimal', packed(80, '/Type/Obj#53tm/Filter[/Flate#44ecode]')],
    ['with its type elsewhere', packed(80, '/Type 9 0 R/Filter/FlateDecode')],
    ['packed twice', packed(80, '/Type/ObjStm/Filter[/FlateDecode/FlateDecode]', 2)],
  ])('is refused before it is unpacked: %s', async (_, bytes) => {
    expect(bytes.byteLength).toBeLessThan(100_000)
    expect(await refusalOf(bytes)).toMatch(/packed in a way/)
  })

  it('is taken where it becomes no more than real ones do, and where pages alone are large', async () => {
    expect(await refusalOf(packed(1, '/Type/ObjStm/Filter/FlateDecode'))).toBe('taken as application/pdf')
    expect(await refusalOf(packed(80, '/Type/XObject/Filter/FlateDecode'))).toBe('taken as application/pdf')
    expect(await refusalOf(await madePdf({ pages: 200 }))).toBe('taken as application/pdf')
  })
})

describe('damage', () => {
  const cutAt = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.byteLength * share))

  it.each([0.3, 0.6, 0.9, 0.99])('is seen in a file of which %f is there', async (share) => {
    expect(await refusalOf(cutAt(plainJpeg(), share))).toMatch(/JPEG is damaged/)
    expect(await refusalOf(cutAt(plainJpeg({ progressive: true }), share))).toMatch(/JPEG is damaged/)
    expect(await refusalOf(cutAt(plainPng(), share))).toMatch(/PNG is damaged/)
    expect(await refusalOf(cutAt(phoneHeic(), share))).toMatch(/HEIC is damaged/)
    expect(await refusalOf(cutAt(await madePdf({ pages: 40 }), share))).toMatch(/PDF is damaged/)
  })

  it('is seen in a PNG with one wrong bit', async () => {
    const bytes = Uint8Array.from(plainPng())
    bytes[50] = (bytes[50] ?? 0) ^ 1
    expect(await refusalOf(bytes)).toMatch(/PNG is damaged/)
  })

  it.each<[string, string]>([
    ['a PNG without a picture', '89504e470d0a1a0a' + '0000000049454e44ae426082'],
    ['a JPEG without a picture', 'ffd8ffd9'],
    ['a JPEG whose segment is longer than the file', 'ffd8ffe0ffff4a46'],
    ['a JPEG whose segment has no length', 'ffd8ffe00000ffd9'],
  ])('is seen in %s', async (_, hex) => {
    expect(await refusalOf(Buffer.from(hex, 'hex'))).toMatch(/damaged/)
  })

  it('is seen in a PDF of garbage between a head and an end', async () => {
    expect(await refusalOf(Buffer.concat([text('%PDF-1.7\n'), Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 97) % 256)), text('\n%%EOF\n')]))).toMatch(/PDF/)
  })

  it('is never mistaken for a fault of ours: any cut of any file is taken or refused in words', async () => {
    const files = [phoneJpeg(), phonePng(), phoneHeic()]
    const answers = await Promise.all(files.flatMap((file) => Array.from({ length: file.byteLength }, (_, length) => refusalOf(file.subarray(0, length)))))
    expect(answers.filter((answer) => !/^content: |^taken as image\//.test(answer))).toEqual([])
  })
})
