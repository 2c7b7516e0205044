/** `app://cardkeep/`: how the page is served, without a file: address and without a server. */
import { protocol, type Session } from 'electron'
import { APP_SCHEME } from '../security/origin.ts'
import { listPageFiles } from './page-files.ts'
import { pageResponse } from './page-response.ts'

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Serves the files of this folder to this session. */
export async function serveAppPage(session: Session, folder: string): Promise<void> {
  const files = await listPageFiles(folder)
  session.protocol.handle(APP_SCHEME, (request) => pageResponse(request, files))
}
