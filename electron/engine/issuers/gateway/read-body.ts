/** Reads the body of an answer, uncompressed, and never more of it than is allowed: a small answer can unpack to gigabytes. */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { AppError } from '#shared/rpc/errors.ts'
import { networkError } from './network-errors.ts'

/** Throws `issuer.unexpected` (too-large, cut-off, not-json for an encoding nobody asked for) and `issuer.unreachable` where the connection breaks. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(response.headers['content-length'] ?? 0)
  if (announced > maxBytes) throw tooLarge(response)
  const broken: { error?: unknown } = {}
  response.once('error', (error) => {
    broken.error = error
  })
  const source = decoded(response)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      length += chunk.byteLength
      if (length > maxBytes) throw tooLarge(response)
      chunks.push(chunk)
    }
  } catch (error) {
    response.destroy()
    source.destroy()
    if (error instanceof AppError) throw error
    if (broken.error !== undefined) throw networkError(broken.error)
    throw source === response ? networkError(error) : new AppError('issuer.unexpected', { what: 'cut-off' })
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function decoded(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding === '' || encoding === 'identity') return response
  const unpack = encoding === 'br' ? createBrotliDecompress() : encoding === 'gzip' || encoding === 'x-gzip' ? createGunzip() : undefined
  if (unpack === undefined) {
    response.destroy()
    throw new AppError('issuer.unexpected', { what: 'not-json' })
  }
  // A broken connection ends the unpacking too; pipe alone would leave it waiting.
  response.once('error', (error) => unpack.destroy(error))
  response.once('aborted', () => unpack.destroy(new Error('aborted')))
  return response.pipe(unpack)
}

function tooLarge(response: IncomingMessage): AppError {
  response.destroy()
  return new AppError('issuer.unexpected', { what: 'too-large' })
}
