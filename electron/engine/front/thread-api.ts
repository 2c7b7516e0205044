/** What the front and the working thread are for each other. */
import type { MessagePort } from 'node:worker_threads'
import type { GrantedFile, LockApi, SandboxApi } from '#shared/rpc/control.ts'
import type { RefusalReason } from '../rpc/refusals.ts'
import type { Opening } from '../session.ts'

/** The key crosses as a copy, inside the process: never in an argument or a variable of the environment. */
export interface ThreadApi {
  open(opening: Opening): Promise<void>
  /** One window's channel, of which the front keeps the other end. */
  attach(port: MessagePort): Promise<void>
  grant(file: GrantedFile): Promise<void>
  /** Long work ends, the database is closed. */
  close(): Promise<void>
}

export interface FrontApi extends SandboxApi, LockApi {
  /** The business name on the unlock screen. */
  renameVault(businessName: string): Promise<void>
  /** Counted with those of the front itself. */
  noteRefusal(reason: RefusalReason, name?: string): Promise<void>
}
