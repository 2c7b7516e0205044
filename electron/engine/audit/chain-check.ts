/** The audit trail's check after every unlocking, beside whatever else is done. */
import { AppError } from '#shared/rpc/errors.ts'
import type { AuditCheck } from '#shared/rpc/contract/audit.contract.ts'
import type { ReadDb } from '../db/store.ts'
import { Pace } from '../pace.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import type { Timing } from '../sync/timing.ts'
import { lastBreak, verifyAudit } from './audit.queries.ts'

/** After this long the first window has what it shows. */
const BEGIN_AFTER_MS = 3_000
/** Shorter slices than a task that somebody waits for. */
const SLICE_MS = 4

export interface ChainCheckDeps {
  readonly read: () => ReadDb
  readonly write: WriteAs
  readonly now: () => number
  readonly setTimer: Timing['setTimer']
  /** There is something new to tell. */
  readonly emit: () => void
  readonly log: (line: string) => void
}

export interface ChainCheck {
  /** Of this unlocking; null until it is done. */
  readonly last: AuditCheck | null
  /** The vault is open. */
  begin(): void
  /** Ends what runs. */
  stop(): Promise<void>
}

export function createChainCheck({ read, write, now, setTimer, emit, log }: ChainCheckDeps): ChainCheck {
  const ending = new AbortController()
  const state: { last: AuditCheck | null; running: Promise<void>; cancel: () => void } = { last: null, running: Promise.resolve(), cancel: () => {} }
  const run = async () => {
    const found = await verifyAudit(read(), new Pace(ending.signal, SLICE_MS))
    // Written down once for each break, by an entry that the chain carries on from.
    if (found.brokenAt !== null && (await lastBreak(read())) !== found.brokenAt) await write('audit.broken', async ({ audit }) => audit({ brokenAt: found.brokenAt }))
    state.last = { ...found, at: now() }
    emit()
  }
  const failed = (error: unknown) => {
    if (!AppError.is(error, 'task.cancelled')) log(`the audit trail was not checked: ${error instanceof Error ? error.name : typeof error}`)
  }
  return {
    get last() {
      return state.last
    },
    begin() {
      state.cancel = setTimer(BEGIN_AFTER_MS, () => {
        state.running = run().catch(failed)
      })
    },
    async stop() {
      state.cancel()
      ending.abort()
      await state.running
    },
  }
}
