/** A photo on a page: as large as its place allows, and upright whichever way the camera was held. */
import { concatTransformationMatrix, drawObject, JpegEmbedder, PDFImage, PngEmbedder, popGraphicsState, pushGraphicsState, type PDFPage } from '@cantoo/pdf-lib'
import { jpegOrientation, tiffOrientation } from './jpeg.ts'
import { pngChunks, pngSize } from './png.ts'

export interface Picture {
  readonly embedder: JpegEmbedder | PngEmbedder
  /** EXIF's, 1 to 8. */
  readonly orientation: number
}

/** Decoded, a PNG of more takes hundreds of megabytes. A JPEG is not decoded. */
const MOST_PIXELS = 50_000_000

/** undefined: too large to be decoded here. Throws what the library throws at a picture that it cannot read. */
export async function readPicture(bytes: Uint8Array, contentType: string): Promise<Picture | undefined> {
  if (contentType === 'image/jpeg') return { embedder: await JpegEmbedder.for(bytes), orientation: jpegOrientation(bytes) }
  const { width, height } = pngSize(bytes)
  if (width * height > MOST_PIXELS) return undefined
  return { embedder: await PngEmbedder.for(bytes), orientation: pngOrientation(bytes) }
}

function pngOrientation(bytes: Uint8Array): number {
  const exif = pngChunks(bytes)?.find(({ type }) => type === 'eXIf')
  return exif === undefined ? 1 : tiffOrientation(bytes.subarray(exif.start + 8, exif.end - 4))
}

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Never larger than a picture of 96 dots an inch is. */
const LARGEST_SCALE = 0.75

export async function drawPicture(page: PDFPage, { embedder, orientation }: Picture, place: Place): Promise<void> {
  const image = PDFImage.of(page.doc.context.nextRef(), page.doc, embedder)
  await image.embed()
  const isTurned = orientation >= 5
  const [wide, high] = isTurned ? [image.height, image.width] : [image.width, image.height]
  const scale = Math.min(place.width / wide, place.height / high, LARGEST_SCALE)
  const [w, h] = [wide * scale, high * scale]
  const [x, y] = [place.x + (place.width - w) / 2, place.y + place.height - h]
  const name = page.node.newXObject('Picture', image.ref)
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...placed(orientation, { x, y, width: w, height: h })), drawObject(name), popGraphicsState())
}

type Matrix = [number, number, number, number, number, number]

/** From the unit square of the stored picture to its place, turned and mirrored as the eight orientations say (EXIF 2.32, 4.6.4). */
function placed(orientation: number, { x, y, width: w, height: h }: Place): Matrix {
  const matrices: Readonly<Record<number, Matrix>> = {
    2: [-w, 0, 0, h, x + w, y],
    3: [-w, 0, 0, -h, x + w, y + h],
    4: [w, 0, 0, -h, x, y + h],
    5: [0, -h, -w, 0, x + w, y + h],
    6: [0, -h, w, 0, x, y + h],
    7: [0, h, w, 0, x, y],
    8: [0, h, -w, 0, x + w, y],
  }
  return matrices[orientation] ?? [w, 0, 0, h, x, y]
}
