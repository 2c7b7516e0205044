/** `app://cardkeep/`: how the page is served, without a file: address and without a server. */
import { protocol, type Session } from 'electron'
import { APP_SCHEME } from '../security/origin.ts'
import type { PageFile } from './page-files.ts'
import { pageResponse } from './page-response.ts'

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Serves these files to this session. */
export function serveAppPage(session: Session, files: ReadonlyMap<string, PageFile>): void {
  session.protocol.handle(APP_SCHEME, (request) => pageResponse(request, files))
}

/** Node loads its web classes when they are first used. To be called while nothing waits for an answer. */
export function warmUpAnswers(): void {
  void new Response(null)
}
