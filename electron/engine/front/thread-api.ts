/** What the front and the working thread are for each other. */
import type { MessagePort } from 'node:worker_threads'
import type { GrantedFile, LockApi, SandboxApi } from '#shared/rpc/control.ts'
import type { RefusalReason } from '../rpc/refusals.ts'
import type { TaskProgress } from '#shared/rpc/define.ts'
import type { Rekeying } from '../rekey.ts'
import type { Opening, SecurityEvent } from '../session.ts'

/** The key crosses as a copy, inside the process: never in an argument or a variable of the environment. */
export interface ThreadApi {
  open(opening: Opening): Promise<void>
  record(entry: SecurityEvent): Promise<void>
  provePresence(): Promise<void>
  insistOnPresence(): Promise<void>
  rekey(rekeying: Rekeying): Promise<void>
  /** One window's channel, of which the front keeps the other end. */
  attach(port: MessagePort): Promise<void>
  grant(file: GrantedFile): Promise<void>
  /** Long work ends, the database is closed. */
  close(): Promise<void>
}

export interface FrontApi extends SandboxApi, Pick<LockApi, 'lockAfter'> {
  /** The business name on the unlock screen. */
  renameVault(businessName: string): Promise<void>
  /** Text of an envelope that opens the books on any computer. */
  portableEnvelope(passphrase: string): Promise<string>
  /** How far the re-key is that the front has asked for. */
  rekeyProgress(progress: TaskProgress): Promise<void>
  /** Counted with those of the front itself. */
  noteRefusal(reason: RefusalReason, name?: string): Promise<void>
}
