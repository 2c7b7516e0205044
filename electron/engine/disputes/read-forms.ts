/** What each issuer asks for with each reason, asked anew once a day: after a pull, so that it is here when one is offline. */
import { AppError } from '#shared/rpc/errors.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import type { Store } from '../db/store.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { areKept, formsReadAt, keepForms } from './forms.queries.ts'

export interface FormReading {
  readonly store: () => Store
  readonly write: WriteAs
  readonly connectorOf: (connectionId: number) => Promise<Pick<IssuerConnector, 'disputeForms'>>
  readonly now: () => number
}

const KEPT_MS = 86_400_000
const LONGEST_MS = 60_000

/** An issuer that does not answer keeps what is known of it, and is asked again after the next pull: no run fails for it. */
export async function refreshForms({ store, write, connectorOf, now }: FormReading, { connectionId, signal }: { readonly connectionId: number; readonly signal: AbortSignal }): Promise<void> {
  if ((await readCapabilities(store().read)).get(connectionId)?.has('disputes') !== true) return
  const readAt = await formsReadAt(store().read, connectionId)
  // A clock that was moved back makes a time in the future: then they are read.
  if (readAt !== null && readAt <= now() && now() - readAt < KEPT_MS) return
  try {
    const connector = await connectorOf(connectionId)
    const forms = await connector.disputeForms({ signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]) })
    // The same as ever is no news: only when they were read is kept, as with a pull that brings nothing.
    if (await areKept(store().read, connectionId, forms)) return await store().transaction((db) => keepForms(db, connectionId, forms, now()))
    await write('disputes.readForms', async (context) => {
      await keepForms(context.db, connectionId, forms, context.now)
      context.audit({ connectionId, forms: forms.length })
      context.changed('disputes')
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
