/** What the pull asks of an issuer. */
import type { ChangesPage } from '#shared/gateway/resources/changes.ts'

export interface FeedRequest {
  readonly cursor: string | null
  /** Of the answer before, when nothing else was asked since: the issuer may say that nothing changed. */
  readonly etag: string | null
  readonly limit: number
  readonly signal: AbortSignal
}

export type FeedReply = { readonly modified: false } | { readonly modified: true; readonly page: ChangesPage; readonly etag: string | null }

/** The part of a connector that the pull uses. Throws AppErrors, `issuer.cursor-invalid` for a cursor that the issuer does not know. */
export interface ChangeFeed {
  changes(request: FeedRequest): Promise<FeedReply>
}
