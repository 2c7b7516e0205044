/** Files of the merchant's and issuer's, and of one's own that were sent from elsewhere: brought here when they are wanted, and kept. */
import { createHash } from 'node:crypto'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { IssuerConnector } from '../issuers/connector.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { readDetail } from './details.queries.ts'
import { keepContent, readContent, readOneEvidence, readOneStored, type StoredEvidence } from './stored.queries.ts'

export type ConnectorOf = (connectionId: number) => Promise<Pick<IssuerConnector, 'evidenceFile'>>

interface WhichFile {
  readonly disputeId: number
  readonly evidenceId: number
}

/** Throws `not-found` (dispute, file), and what the network brings. */
export async function fetchEvidence(context: TaskContext, which: WhichFile, connectorOf: ConnectorOf): Promise<DisputeDetail> {
  await broughtHere(context, which, connectorOf)
  return readDetail(context.db, context.now, which.disputeId)
}

/** The bytes of a file, from here where it is here. Throws `issuer.unexpected` for a file that is not the one the issuer told of. */
export async function broughtHere({ db, signal, write }: TaskContext, { disputeId, evidenceId }: WhichFile, connectorOf: ConnectorOf): Promise<StoredEvidence & { readonly content: Uint8Array }> {
  const stored = await readOneStored(db, disputeId)
  const file = await readOneEvidence(db, disputeId, evidenceId)
  if (file.isHere === 1) return { ...file, content: await readContent(db, evidenceId) }
  if (stored.externalId === null || file.externalId === null) throw new AppError('not-found', { kind: 'file' })
  const connector = await connectorOf(stored.connectionId)
  const { bytes } = await connector.evidenceFile({ disputeId: stored.externalId, evidenceId: file.externalId }, { signal })
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256) throw new AppError('issuer.unexpected', { what: 'wrong-shape' })
  const pages = await pagesOf(bytes)
  await write(async (context) => {
    await keepContent(context.db, evidenceId, { content: bytes, pages })
    context.audit({ disputeId, evidenceId, bytes: bytes.byteLength })
    context.changed('disputes')
  })
  return { ...file, pages, isHere: 1, content: bytes }
}

/** A file of theirs may be one that cannot be counted here; it is kept all the same. */
async function pagesOf(bytes: Uint8Array): Promise<number | null> {
  const { kindOfFile } = await import('./files/file-kind.ts')
  try {
    return (await kindOfFile(bytes)).pages
  } catch (error) {
    if (AppError.is(error, 'validation.failed')) return null
    throw error
  }
}
