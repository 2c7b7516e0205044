/** `app://cardkeep/`: how the page is served, without a file: address and without a server. */
import { protocol, type Session } from 'electron'
import { randomBytes } from 'node:crypto'
import { APP_SCHEME, isAppUrl } from '../security/origin.ts'
import { pageHeaders, withNonce } from './content-policy.ts'
import { listPageFiles, type PageFile } from './page-files.ts'

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Serves the files of this folder to this session. */
export async function serveAppPage(session: Session, folder: string): Promise<void> {
  const files = await listPageFiles(folder)
  session.protocol.handle(APP_SCHEME, (request) => answer(request, files))
}

/** Answers one request; anything but a GET of a listed file is "not found". */
export async function answer(request: { readonly method: string; readonly url: string }, files: ReadonlyMap<string, PageFile>): Promise<Response> {
  const file = request.method === 'GET' && isAppUrl(request.url) ? files.get(new URL(request.url).pathname) : undefined
  const nonce = randomBytes(16).toString('base64url')
  if (!file) return new Response('Not found', { status: 404, headers: pageHeaders(nonce, 'text/plain; charset=utf-8') })
  const content = await file.read()
  const body = file.type.startsWith('text/html') ? withNonce(content.toString('utf8'), nonce) : new Uint8Array(content)
  return new Response(body, { headers: pageHeaders(nonce, file.type) })
}
