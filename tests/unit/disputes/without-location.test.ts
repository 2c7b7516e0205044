import { describe, expect, it } from 'vitest'
import { kindOfFile } from '#engine/disputes/files/file-kind.ts'
import { jpegOrientation, tiffOrientation } from '#engine/disputes/files/jpeg.ts'
import { pngChunks } from '#engine/disputes/files/png.ts'
import { withoutLocation } from '#engine/disputes/files/without-location.ts'
import { exifTiff, madePdf, phoneHeic, phoneJpeg, phonePng, plainJpeg, plainPng, SECRETS } from '#tests/support/evidence-files.ts'

const tells = (bytes: Uint8Array) => [Buffer.from(bytes).includes(SECRETS.camera), Buffer.from(bytes).includes(SECRETS.latitude), Buffer.from(bytes).includes(Buffer.from(SECRETS.latitude).reverse())].some(Boolean)

it('has files to look at that do tell', () => {
  for (const bytes of [phoneJpeg(), phonePng(), phoneHeic(), phoneHeic({ exif: 'in-idat' })]) expect(tells(bytes)).toBe(true)
})

describe('a JPEG', () => {
  it.each([[false, 1, 'MM'], [false, 6, 'MM'], [false, 8, 'II'], [true, 3, 'II'], [true, 5, 'MM']] as const)('(progressive %s, orientation %d, %s) tells nothing any more, stands as it stood, and has the same picture', async (progressive, orientation, order) => {
    const given = phoneJpeg({ progressive, orientation, order })
    const clean = withoutLocation(given, 'image/jpeg')
    expect(tells(clean)).toBe(false)
    expect(await kindOfFile(clean)).toEqual({ contentType: 'image/jpeg', pages: 1 })
    expect([jpegOrientation(given), jpegOrientation(clean)]).toEqual([orientation, orientation])
    // Tables, frame and scans are byte for byte those of the picture.
    const picture = plainJpeg({ progressive }).subarray(20)
    expect(Buffer.from(clean).subarray(-picture.byteLength).equals(picture)).toBe(true)
    expect(Buffer.from(clean).includes('ICC_PROFILE')).toBe(true)
    // JFIF is the first segment where there is one.
    expect(Buffer.from(clean).subarray(6, 10).toString('latin1')).toBe('JFIF')
  })

  it('that has nothing to take off stays as it is', () => {
    expect(Buffer.from(withoutLocation(plainJpeg(), 'image/jpeg')).equals(plainJpeg())).toBe(true)
  })
})

describe('a PNG', () => {
  it.each([[1, false], [6, false], [1, true]] as const)('(orientation %d, alpha %s) keeps its picture and colours alone', async (orientation, alpha) => {
    const clean = withoutLocation(phonePng({ orientation, alpha }), 'image/png')
    expect(tells(clean)).toBe(false)
    expect(await kindOfFile(clean)).toEqual({ contentType: 'image/png', pages: 1 })
    expect(pngChunks(clean)?.map(({ type }) => type)).toEqual(['IHDR', ...(orientation === 1 ? [] : ['eXIf']), 'gAMA', 'IDAT', 'IEND'])
    const exif = pngChunks(clean)?.find(({ type }) => type === 'eXIf')
    if (exif) expect(tiffOrientation(clean.subarray(exif.start + 8, exif.end - 4))).toBe(orientation)
  })

  it('that has nothing to take off stays as it is', () => {
    expect(Buffer.from(withoutLocation(plainPng(), 'image/png')).equals(plainPng())).toBe(true)
  })
})

describe('a HEIC', () => {
  it.each(['in-mdat', 'in-idat'] as const)('is emptied of EXIF and XMP where they lie (%s), and nothing else moves', async (exif) => {
    const given = phoneHeic({ exif })
    const clean = withoutLocation(given, 'image/heic')
    expect(tells(clean)).toBe(false)
    expect(clean.byteLength).toBe(given.byteLength)
    expect(await kindOfFile(clean)).toEqual({ contentType: 'image/heic', pages: 1 })
    const changed = [...clean].flatMap((byte, index) => (byte === given[index] ? [] : [index]))
    const from = Math.max(given.indexOf('Exif\0\0'), 0) - 4
    const to = given.indexOf('</x:xmpmeta>') + '</x:xmpmeta>'.length
    expect([changed.every((index) => index >= from && index < to), given === clean]).toEqual([true, false])
  })

  it('without any stays as it is', () => {
    expect(Buffer.from(withoutLocation(phoneHeic({ exif: 'none' }), 'image/heic')).equals(phoneHeic({ exif: 'none' }))).toBe(true)
  })

  it('that does not say where they lie is refused, never kept with them', () => {
    expect(() => withoutLocation(phoneHeic({ exif: 'derived' }), 'image/heic')).toThrow(expect.objectContaining({ code: 'validation.failed', details: expect.objectContaining({ field: 'withoutLocation' }) as unknown }) as Error)
  })
})

it('a PDF is left alone', async () => {
  const bytes = await madePdf()
  expect(withoutLocation(bytes, 'application/pdf')).toBe(bytes)
})

it.each([[0, 1], [1, 1], [8, 8], [9, 1]])('an orientation of %d is read as %d, in either byte order', (written, read) => {
  expect([tiffOrientation(exifTiff(written, 'MM')), tiffOrientation(exifTiff(written, 'II'))]).toEqual([read, read])
})

it('an EXIF block that is cut anywhere has no orientation, or the one it says', () => {
  const whole = exifTiff(6)
  const read = Array.from({ length: whole.byteLength }, (_, length) => tiffOrientation(whole.subarray(0, length)))
  expect(new Set(read)).toEqual(new Set([1, 6]))
})
