/** Files as people attach them, made by hand, each with a place and a camera in it that can be looked for afterwards. */
import { deflateSync, crc32 } from 'node:zlib'
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib'

/** What must not be found in a file without its place: the camera's name, and a latitude's minutes as EXIF writes them. */
export const SECRETS = { camera: 'Brightlens Q7', latitude: Buffer.from('000030390000303a', 'hex') } as const

export const u16 = (value: number) => Buffer.from([value >> 8, value & 255])
export const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const latin = (text: string) => Buffer.from(text, 'latin1')

/** A TIFF block with orientation, camera and a GPS directory, in either byte order. */
export function exifTiff(orientation: number, order: 'MM' | 'II' = 'MM'): Buffer {
  const n = (value: number, size: 2 | 4) => {
    const bytes = size === 2 ? u16(value) : u32(value)
    return order === 'MM' ? bytes : Buffer.from(bytes).reverse()
  }
  const entry = (tag: number, type: number, count: number, value: Buffer) => Buffer.concat([n(tag, 2), n(type, 2), n(count, 4), value, Buffer.alloc(4 - value.byteLength)])
  const camera = latin(`${SECRETS.camera}\0\0\0`)
  const cameraAt = 8 + 2 + 3 * 12 + 4
  const gpsAt = cameraAt + camera.byteLength
  return Buffer.concat([
    latin(order), n(42, 2), n(8, 4), n(3, 2), entry(0x010f, 2, camera.byteLength, n(cameraAt, 4)), entry(0x0112, 3, 1, n(orientation, 2)), entry(0x8825, 4, 1, n(gpsAt, 4)), n(0, 4), camera,
    n(1, 2), entry(2, 5, 1, n(gpsAt + 18, 4)), n(0, 4), SECRETS.latitude,
  ])
}

// 16 by 8 points: red and green above, blue and yellow below.
const BASELINE = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABgf/xAAbEAABBAMAAAAAAAAAAAAAAAAAFBZj4WSio//EABYBAQEBAAAAAAAAAAAAAAAAAAUGB//EABwRAAEEAwEAAAAAAAAAAAAAAAAWYqHhFBVjov/aAAwDAQACEQMRAD8AGL4tqFUz182NKHnNFEbeXzszjObNErp3xZ//2Q=='
const PROGRESSIVE = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAIABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABQb/xAAWAQEBAQAAAAAAAAAAAAAAAAAEBQb/2gAMAwEAAhADEAAAARVNos5K/8QAFhABAQEAAAAAAAAAAAAAAAAAABIU/9oACAEBAAEFArZn/8QAGBEAAgMAAAAAAAAAAAAAAAAAABQVYWL/2gAIAQMBAT8BkMidn//EABkRAAEFAAAAAAAAAAAAAAAAAAATFWFiof/aAAgBAgEBPwFstgvB/8QAFxABAAMAAAAAAAAAAAAAAAAAADEyof/aAAgBAQAGPwKFsf/EABYQAAMAAAAAAAAAAAAAAAAAABAR8P/aAAgBAQABPyGmF//aAAwDAQACAAMAAAAQ0//EABcRAAMBAAAAAAAAAAAAAAAAAAAR4fD/2gAIAQMBAT8Q04ZVP//EABgRAAIDAAAAAAAAAAAAAAAAAADwEeHx/9oACAECAQE/EF0JNH//xAAWEAADAAAAAAAAAAAAAAAAAAAA8PH/2gAIAQEAAT8QeBaP/9k='

const appSegment = (number: number, content: Buffer) => Buffer.concat([Buffer.from([0xff, 0xe0 + number]), u16(content.byteLength + 2), content])

export interface JpegOptions {
  readonly progressive?: boolean
  readonly orientation?: number
  readonly order?: 'MM' | 'II'
}

/** Without anything but the picture. */
export const plainJpeg = ({ progressive = false }: JpegOptions = {}): Buffer => Buffer.from(progressive ? PROGRESSIVE : BASELINE, 'base64')

/** As a phone writes it: EXIF, XMP, IPTC, a colour profile, a comment, and a second picture behind the first. */
export function phoneJpeg(options: JpegOptions = {}): Buffer {
  const plain = plainJpeg(options)
  const tiff = exifTiff(options.orientation ?? 1, options.order)
  const second = Buffer.concat([plain.subarray(0, 2), appSegment(1, Buffer.concat([latin('Exif\0\0'), tiff])), plain.subarray(2)])
  return Buffer.concat([
    plain.subarray(0, 20), appSegment(1, Buffer.concat([latin('Exif\0\0'), tiff])), appSegment(1, latin(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRETS.camera}</x:xmpmeta>`)),
    appSegment(13, latin(`Photoshop 3.0\x008BIM${SECRETS.camera}`)), appSegment(2, latin('ICC_PROFILE\0\x01\x01colours')), appSegment(2, latin('MPF\0two pictures')),
    Buffer.concat([Buffer.from([0xff, 0xfe]), u16(SECRETS.camera.length + 2), latin(SECRETS.camera)]), plain.subarray(20), second,
  ])
}

export const pngChunkOf = (type: string, data: Buffer) => {
  const body = Buffer.concat([latin(type), data])
  return Buffer.concat([u32(data.byteLength), body, u32(crc32(body))])
}

export interface PngOptions {
  readonly width?: number
  readonly height?: number
  /** With an alpha channel. */
  readonly alpha?: boolean
  readonly orientation?: number
}

const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex')
const header = ({ width = 6, height = 4, alpha = false }: PngOptions) => pngChunkOf('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, alpha ? 6 : 2, 0, 0, 0])]))
const pixels = ({ width = 6, height = 4, alpha = false }: PngOptions) => pngChunkOf('IDAT', deflateSync(Buffer.alloc(height * (1 + width * (alpha ? 4 : 3)), 0).map((_, index) => (index % (1 + width * (alpha ? 4 : 3)) === 0 ? 0 : (index * 37) % 256))))

export const plainPng = (options: PngOptions = {}): Buffer => Buffer.concat([PNG_HEAD, header(options), pixels(options), pngChunkOf('IEND', Buffer.alloc(0))])

/** With texts, EXIF and a time; and bytes behind its end. */
export const phonePng = (options: PngOptions = {}): Buffer => Buffer.concat([
  PNG_HEAD, header(options), pngChunkOf('gAMA', u32(45_455)), pngChunkOf('tEXt', latin(`Model\0${SECRETS.camera}`)), pngChunkOf('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${SECRETS.camera}`)),
  pngChunkOf('zTXt', Buffer.concat([latin('Comment\0\0'), deflateSync(latin(SECRETS.camera))])), pngChunkOf('eXIf', exifTiff(options.orientation ?? 1)), pngChunkOf('tIME', Buffer.from([7, 234, 3, 2, 9, 30, 0])),
  pixels(options), pngChunkOf('IEND', Buffer.alloc(0)), latin(SECRETS.camera),
])

/** Small on disk, but so many points that nobody should decode it. */
export const hugePng = (): Buffer => Buffer.concat([PNG_HEAD, header({ width: 30_000, height: 30_000 }), pngChunkOf('IDAT', deflateSync(Buffer.alloc(1_000))), pngChunkOf('IEND', Buffer.alloc(0))])

const box = (type: string, ...content: readonly Buffer[]) => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.byteLength + 8), latin(type), body])
}

export interface HeicOptions {
  /** Where its EXIF is said to be: a range of the file, in a list of items, or not said in a way that can be read. */
  readonly exif?: 'in-mdat' | 'in-idat' | 'derived' | 'none'
}

/** The structure of an iPhone's photo; the compressed picture itself is noise. */
export function phoneHeic({ exif = 'in-mdat' }: HeicOptions = {}): Buffer {
  const picture = Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 73) % 256))
  const tiff = Buffer.concat([u32(6), latin('Exif\0\0'), exifTiff(6)])
  const xmp = latin(`<x:xmpmeta>${SECRETS.camera}</x:xmpmeta>`)
  const items = exif === 'none' ? ['hvc1'] : ['hvc1', 'Exif', 'mime']
  const entries = items.map((type, index) => box('infe', Buffer.from([2, 0, 0, 0]), u16(index + 1), u16(0), latin(type), latin(type === 'mime' ? '\0application/rdf+xml\0' : '\0')))
  const brand = box('ftyp', latin('heic'), u32(0), latin('mif1heic'))
  const idat = exif === 'in-idat' ? [box('idat', tiff, xmp)] : []
  const meta = (mdatAt: number) => {
    const place = (id: number, method: number, offset: number, length: number) => Buffer.concat([u16(id), u16(method), u16(0), u16(1), u32(offset), u32(length)])
    const method = exif === 'in-idat' ? 1 : exif === 'derived' ? 2 : 0
    const from = exif === 'in-mdat' ? mdatAt + picture.byteLength : 0
    const places = [place(1, 0, mdatAt, picture.byteLength), ...(exif === 'none' ? [] : [place(2, method, from, tiff.byteLength), place(3, method, from + tiff.byteLength, xmp.byteLength)])]
    return box('meta', u32(0), box('hdlr', u32(0), u32(0), latin('pict'), Buffer.alloc(13)), box('iinf', u32(0), u16(entries.length), ...entries), box('iloc', Buffer.from([1, 0, 0, 0]), Buffer.from([0x44, 0x00]), u16(places.length), ...places), ...idat)
  }
  const mdatAt = brand.byteLength + meta(0).byteLength + 8
  return Buffer.concat([brand, meta(mdatAt), box('mdat', picture, ...(exif === 'in-mdat' ? [tiff, xmp] : []))])
}

export interface PdfOptions {
  readonly pages?: number
  readonly rotate?: number
  /** Written on each page with its number. */
  readonly text?: string
  readonly prepare?: (document: PDFDocument) => void | Promise<void>
}

export async function madePdf({ pages = 1, rotate = 0, text = 'Page', prepare }: PdfOptions = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (let number = 1; number <= pages; number += 1) {
    const page = document.addPage([300, 400])
    page.drawText(`${text} ${number}`, { x: 40, y: 350, size: 14, font })
    if (rotate !== 0) page.setRotation(degrees(rotate))
  }
  await prepare?.(document)
  return document.save()
}
