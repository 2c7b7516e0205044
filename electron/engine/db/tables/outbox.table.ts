import type { Generated } from 'kysely'

/** What a person did and an issuer has yet to hear. Nothing is deleted on failure; a settled row stays as history. */
export interface OutboxTable {
  id: Generated<number>
  connection_id: number
  /** UUIDv7, made when the person acted and sent with every attempt. */
  idempotency_key: string
  /** What the change is about, such as `card:12`: changes of one subject are sent one after the other. */
  subject: string
  command: string
  /** The issuer command as JSON (engine/issuers/command.ts), never changed. */
  payload: string
  state: 'queued' | 'sending' | 'confirmed' | 'rejected' | 'needs-attention' | 'discarded'
  attempts: Generated<number>
  next_attempt_at: number
  /** KeptError as JSON: why the last attempt failed. */
  error: string | null
  /** When the person dismissed a settled row. */
  seen_at: number | null
  /** The issuer's id of what the answer brought. */
  answer_id: Generated<string | null>
  created_at: number
  updated_at: number
}
