import { randomBytes } from 'node:crypto'
import { isAppUrl } from '../security/origin.ts'
import { pageHeaders, withNonce } from './content-policy.ts'
import type { PageFile } from './page-files.ts'

/** Answers one request; anything but a GET of a listed file is "not found". */
export async function pageResponse(request: { readonly method: string; readonly url: string }, files: ReadonlyMap<string, PageFile>): Promise<Response> {
  const file = request.method === 'GET' && isAppUrl(request.url) ? files.get(new URL(request.url).pathname) : undefined
  const nonce = randomBytes(16).toString('base64url')
  if (!file) return new Response('Not found', { status: 404, headers: pageHeaders(nonce, 'text/plain; charset=utf-8') })
  const content = await file.read()
  const body = file.type.startsWith('text/html') ? withNonce(content.toString('utf8'), nonce) : new Uint8Array(content)
  return new Response(body, { headers: pageHeaders(nonce, file.type) })
}
