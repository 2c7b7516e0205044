/**
 * What the sync needs of an issuer, whatever its API looks like. Objects come in the shapes of shared/gateway: another issuer's connector
 * translates its own into them.
 *
 * Every method throws AppErrors of the families `issuer.*` and `auth.*`, and `task.cancelled` when its signal is aborted.
 */
import type { ChangesPage, FeedType, KnownChange } from '#shared/gateway/resources/changes.ts'
import type { ReasonForm } from '#shared/gateway/resources/disputes.ts'
import type { ReadyCommand } from './command.ts'

export interface Cancellable {
  readonly signal: AbortSignal
}

export interface ChangesRequest extends Cancellable {
  /** null: from the beginning. */
  readonly cursor: string | null
  /** That of the answer which gave the cursor. At the end of the feed the first poll is answered with an empty page and the end's own tag. */
  readonly etag: string | null
  readonly limit?: number
}

export type ChangesAnswer =
  | { readonly modified: true; readonly page: ChangesPage; readonly etag: string | null }
  /** Nothing has changed since. */
  | { readonly modified: false }

export interface CommandAnswer {
  /** Objects as the issuer has them now, as its feed would bring them. */
  readonly changes: readonly KnownChange[]
  /** What it has no more. */
  readonly removed?: readonly { readonly type: FeedType; readonly id: string }[]
  /** The issuer's id of what the command made or changed; null where nothing is left of it. */
  readonly answerId: string | null
}

export type CommandOutcome =
  | { readonly state: 'done'; readonly answer: CommandAnswer }
  | { readonly state: 'in-progress' }
  /** The issuer has never seen the key. */
  | { readonly state: 'unknown' }

export interface IssuerFile {
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface SendOptions extends Cancellable {
  readonly idempotencyKey: string
  /** What a command with a file carries: the same bytes with every attempt. */
  readonly file?: IssuerFile
}

export interface IssuerConnector {
  /** What this issuer can do, in its words of `capability` in shared/gateway; unknown ones are kept. */
  capabilities(options: Cancellable): Promise<readonly string[]>
  /** One page of everything that changed. Throws `issuer.cursor-invalid`: begin again without a cursor. */
  changes(request: ChangesRequest): Promise<ChangesAnswer>
  /** The same key takes effect once, however often it is sent. Throws `issuer.rejected` where the issuer says no. */
  send(command: ReadyCommand, options: SendOptions): Promise<CommandAnswer>
  /** What became of a command whose answer was lost. A refusal is thrown, as `send` would have. The answer says how things were right after it. */
  commandOutcome(idempotencyKey: string, options: Cancellable & { readonly command: ReadyCommand }): Promise<CommandOutcome>
  /** The file that came with a limit request. Throws `issuer.rejected` (not_found) where there is none. */
  requestAttachment(requestId: string, options: Cancellable): Promise<IssuerFile>
  /** A file of a dispute. Throws `issuer.rejected` (not_found) where there is none. */
  evidenceFile(which: { readonly disputeId: string; readonly evidenceId: string }, options: Cancellable): Promise<IssuerFile>
  /** What each reason for a dispute asks for, in this issuer's words. */
  disputeForms(options: Cancellable): Promise<readonly ReasonForm[]>
}
