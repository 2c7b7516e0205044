/** What each issuer asks for with each reason, asked anew once a day: after a pull, so that it is here when one is offline. */
import { AppError } from '#shared/rpc/errors.ts'
import { readCapabilities } from '../connections/capabilities.queries.ts'
import type { ReadDb } from '../db/store.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { formsReadAt, keepForms } from './forms.queries.ts'

export interface FormReading {
  readonly read: () => ReadDb
  readonly write: WriteAs
  readonly connectorOf: (connectionId: number) => Promise<Pick<IssuerConnector, 'disputeForms'>>
  readonly now: () => number
}

const KEPT_MS = 86_400_000
const LONGEST_MS = 60_000

/** An issuer that does not answer keeps what is known of it, and is asked again after the next pull: no run fails for it. */
export async function refreshForms({ read, write, connectorOf, now }: FormReading, connectionId: number): Promise<void> {
  if ((await readCapabilities(read())).get(connectionId)?.has('disputes') !== true) return
  const readAt = await formsReadAt(read(), connectionId)
  // A clock that was moved back makes a time in the future: then they are read.
  if (readAt !== null && readAt <= now() && now() - readAt < KEPT_MS) return
  try {
    const connector = await connectorOf(connectionId)
    const forms = await connector.disputeForms({ signal: AbortSignal.timeout(LONGEST_MS) })
    await write('disputes.readForms', async (context) => {
      const isChanged = await keepForms(context.db, connectionId, forms, context.now)
      context.audit({ connectionId, forms: forms.length })
      if (isChanged) context.changed('disputes')
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
