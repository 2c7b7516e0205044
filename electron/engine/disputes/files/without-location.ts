/** Photos without what they say of the place, the time and the camera. The picture itself is not touched: no pixel changes. */
import { AppError } from '#shared/rpc/errors.ts'
import type { EvidenceType } from './file-kind.ts'
import { heicMetadata } from './heic.ts'
import { APP0, isExif, jpegOrientation, jpegSegments, orientationSegment, orientationTiff, tiffOrientation, type JpegSegment } from './jpeg.ts'
import { pngChunk, pngChunks, pngSignature } from './png.ts'

/** The same file without it; a PDF as it is. Fails with `validation.failed` (field withoutLocation) where a file does not say where it keeps them. */
export function withoutLocation(bytes: Uint8Array, contentType: EvidenceType): Uint8Array {
  switch (contentType) {
    case 'image/jpeg': return cleanJpeg(bytes)
    case 'image/png': return cleanPng(bytes)
    case 'image/heic': return cleanHeic(bytes)
    case 'application/pdf': return bytes
  }
}

const unreadable = (what: string) => new AppError('validation.failed', { field: 'withoutLocation', reason: `The place cannot be removed from this ${what}. Save the photo as another JPEG, or attach it as it is.` })

const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe

/** What a decoder needs for the right colours: JFIF's head, a colour profile, Adobe's transform. All other application data and comments go. */
function isKept(bytes: Uint8Array, { marker, start, end }: JpegSegment): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > APP15) return true
  const starts = (text: string) => Buffer.from(bytes.subarray(start + 4, Math.min(end, start + 4 + text.length))).toString('latin1') === text
  return (marker === APP0 && starts('JFIF\0')) || (marker === APP2 && starts('ICC_PROFILE\0')) || (marker === APP14 && starts('Adobe'))
}

function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const segments = jpegSegments(bytes)
  if (segments === undefined) throw unreadable('JPEG')
  const orientation = segments.some((segment) => isExif(bytes, segment)) ? jpegOrientation(bytes) : 1
  const kept = segments.filter((segment) => isKept(bytes, segment))
  // After the start of the picture and its JFIF head, which has to be the first.
  const headEnd = kept.findIndex(({ marker }, index) => index > 0 && marker !== APP0)
  const parts = kept.map(({ start, end }) => bytes.subarray(start, end))
  return Buffer.concat([...parts.slice(0, headEnd), ...(orientation === 1 ? [] : [orientationSegment(orientation)]), ...parts.slice(headEnd)])
}

/** Chunks that the picture and its colours need (PNG 3rd edition), those of an animation among them. */
const PNG_KEPT: ReadonlySet<string> = new Set([
  'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT',
])

function cleanPng(bytes: Uint8Array): Uint8Array {
  const chunks = pngChunks(bytes)
  if (chunks === undefined) throw unreadable('PNG')
  const exif = chunks.find(({ type }) => type === 'eXIf')
  const orientation = exif === undefined ? 1 : tiffOrientation(bytes.subarray(exif.start + 8, exif.end - 4))
  const [head, ...rest] = chunks.filter(({ type }) => PNG_KEPT.has(type)).map(({ start, end }) => bytes.subarray(start, end))
  return Buffer.concat([pngSignature(), head ?? new Uint8Array(), ...(orientation === 1 ? [] : [pngChunk('eXIf', orientationTiff(orientation))]), ...rest])
}

/** In place, so that nothing in the file moves. A HEIC keeps its orientation apart from EXIF. */
function cleanHeic(bytes: Uint8Array): Uint8Array {
  const items = heicMetadata(bytes)
  if (items === undefined) throw unreadable('HEIC')
  const clean = Uint8Array.from(bytes)
  for (const { type, ranges } of items) for (const { start, end } of ranges) clean.fill(type === 'mime' ? SPACE : 0, start, end)
  return clean
}

const SPACE = 0x20
