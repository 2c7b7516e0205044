import type { Generated, Selectable } from 'kysely'

/** What the user did and an issuer has yet to hear. Additive-only; nothing is deleted on failure. */
export interface OutboxTable {
  id: Generated<number>
  connection_id: number
  idempotency_key: string
  command: string
  payload: string
  state: 'queued' | 'sending' | 'confirmed' | 'rejected' | 'needs-attention'
  attempts: Generated<number>
  next_attempt_at: number | null
  created_at: number
  updated_at: number
}
export type OutboxRow = Selectable<OutboxTable>
