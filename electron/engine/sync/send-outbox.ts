/**
 * Sends what waits, in order.
 *
 * Before a request leaves, `sending` and the attempt are committed: whatever happens then, it is known that the change may have arrived. One
 * that may have is asked about by its key before it is sent again, and it is sent again with the same key and the same payload, so that it
 * takes effect once.
 */
import { AppError } from '#shared/rpc/errors.ts'
import { readContent } from '../disputes/stored.queries.ts'
import { builtOn, readyFrom, type ReadyCommand } from '../issuers/command.ts'
import type { CommandAnswer, IssuerConnector, IssuerFile } from '../issuers/connector.ts'
import type { Store } from '../db/store.ts'
import type { WriteAs } from '../rpc/transaction.ts'
import { backoffMs } from './backoff.ts'
import { keptErrorOf, readAttempt, type FailedAttempt } from './failed-attempt.ts'
import { readAbout } from './about.queries.ts'
import type { Facts } from './change-facts.ts'
import { BUILT_ON_REFUSED, comeToNothing, topicsOf } from './outbox.ts'
import { confirm, markSending, nextDue, readAnswers, recoverSending, requeue, settle, type OutboxRow } from './outbox.queries.ts'
import { takeAnswer } from './pull/take-answer.ts'
import { disputeIdOf, partsOf } from './subjects.ts'
import { addNotice } from './sync.queries.ts'
import { mayHaveArrived, verdictOf } from './verdict.ts'

/** Answers in a row that make no sense, after which a person is asked. */
export const NONSENSE_LIMIT = 8

/** How soon to ask again for a change that the issuer is still working on. */
const IN_PROGRESS_MS = 2_000
/** These end by something else than time, and then it is sent at once. */
const WAITS_FOR_REASON: ReadonlySet<string> = new Set(['auth.signed-out', 'auth.password-change-required', 'task.cancelled'])

export interface SendDeps {
  readonly connectionId: number
  readonly store: () => Store
  readonly write: WriteAs
  readonly connector: () => Promise<Pick<IssuerConnector, 'send' | 'commandOutcome'>>
  readonly now: () => number
  readonly random: () => number
  readonly changed: () => void
}

export interface SendRequest {
  readonly signal: AbortSignal
  readonly evenUnreached: boolean
}

interface Delivery {
  readonly answers: ReadonlyMap<number, string>
  /** Whether the issuer may have it already. */
  readonly doubt: { open: boolean }
  readonly signal: AbortSignal
}

interface Delivered {
  readonly answer: CommandAnswer
  /** False where the issuer had kept it. */
  readonly isFresh: boolean
}

export class OutboxSender {
  readonly #deps: SendDeps
  #flight: Promise<void> | undefined
  #again = false
  /** Changes that the issuer confirmed since the engine started. */
  confirmed = 0

  constructor(deps: SendDeps) {
    this.#deps = deps
  }

  /** One at a time: who comes while it is at work has his change sent by the one at work. Throws what keeps everything from being sent. */
  async send(request: SendRequest): Promise<void> {
    this.#again = true
    this.#flight ??= this.#sendAll(request).finally(() => {
      this.#flight = undefined
    })
    return this.#flight
  }

  async #sendAll(request: SendRequest): Promise<void> {
    // What keeps failing within one run is not tried twice in it.
    const tried = new Set<number>()
    while (this.#again) {
      this.#again = false
      for (let row = await this.#claim(request, tried); row !== undefined; row = await this.#claim(request, tried)) {
        tried.add(row.id)
        await this.#sendOne(row, request.signal)
      }
    }
  }

  /** Chosen inside a transaction: a change that is just being made, or taken back, is waited for. */
  async #claim({ signal, evenUnreached }: SendRequest, tried: ReadonlySet<number>): Promise<OutboxRow | undefined> {
    signal.throwIfAborted()
    const { connectionId, store, now } = this.#deps
    return store().transaction(async (db) => {
      await recoverSending(db, now(), connectionId)
      const row = await nextDue(db, connectionId, { now: now(), evenUnreached, not: tried })
      if (row) await markSending(db, row.id, now())
      return row
    })
  }

  async #sendOne(row: OutboxRow, signal: AbortSignal): Promise<void> {
    const doubt = { open: row.attempts > 0 && readAttempt(row.error)?.mayHaveArrived !== false }
    try {
      const answers = await readAnswers(this.#deps.store().read, builtOn(row.payload))
      // Refusals reach what builds on them at once; this is for one that was made in the same moment.
      if (builtOn(row.payload).some((id) => !answers.has(id))) return await this.#reject(row, BUILT_ON_REFUSED)
      await this.#confirm(row, await this.#deliver(row, { answers, doubt, signal }))
    } catch (error) {
      await this.#fail(row, error, doubt.open || mayHaveArrived(error))
      if (verdictOf(error) === 'stop') throw error
    }
  }

  async #deliver(row: OutboxRow, { answers, doubt, signal }: Delivery): Promise<Delivered> {
    const command = readyFrom(row.payload, (id) => answers.get(id))
    const connector = await this.#deps.connector()
    if (doubt.open) {
      const outcome = await connector.commandOutcome(row.idempotency_key, { command, signal })
      if (outcome.state === 'done') return { answer: outcome.answer, isFresh: false }
      if (outcome.state === 'in-progress') throw new AppError('issuer.throttled', { waitMs: IN_PROGRESS_MS })
      doubt.open = false
    }
    const file = await this.#fileOf(command)
    return { answer: await connector.send(command, { idempotencyKey: row.idempotency_key, signal, ...(file ? { file } : {}) }), isFresh: true }
  }

  /** What a command carries. A file that is gone is a refusal: without it nothing is to be sent. */
  async #fileOf(command: ReadyCommand): Promise<IssuerFile | undefined> {
    if (command.name !== 'disputes.addEvidence') return undefined
    try {
      return { contentType: command.contentType, bytes: await readContent(this.#deps.store().read, command.fileId) }
    } catch (error) {
      if (AppError.is(error, 'not-found')) throw new AppError('issuer.rejected', { code: 'file-missing', reason: null, field: null })
      throw error
    }
  }

  async #confirm(row: OutboxRow, { answer, isFresh }: Delivered): Promise<void> {
    const { connectionId, write, now } = this.#deps
    const { cardholderId } = partsOf(row.subject)
    const invited = row.command === 'cardholders.invite' && cardholderId !== undefined ? { cardholderId, at: row.created_at } : undefined
    await write('sync.changeConfirmed', async (context) => {
      await confirm(context.db, row.id, { answerId: answer.answerId, now: now() })
      await takeAnswer(context, answer, { connectionId, isFresh, invited, disputeId: disputeIdOf(row.subject) })
      context.audit({ outboxId: row.id })
      context.changed('sync', ...topicsOf(row.command))
    })
    this.confirmed += 1
  }

  async #fail(row: OutboxRow, error: unknown, arrived: boolean): Promise<void> {
    const verdict = verdictOf(error)
    const times = verdict === 'nonsense' ? (readAttempt(row.error)?.times ?? 0) + 1 : 0
    const failed: FailedAttempt = { ...keptErrorOf(error), times, mayHaveArrived: arrived }
    if (verdict === 'refused') return this.#reject(row, failed)
    if (times >= NONSENSE_LIMIT) return this.#giveToPerson(row, failed)
    const { store, now, random } = this.#deps
    const wait = WAITS_FOR_REASON.has(failed.code) ? 0 : backoffMs(row.attempts + 1, random(), askedMs(error))
    await store().transaction((db) => requeue(db, row.id, { failed, at: now() + wait, now: now() }))
    this.#deps.changed()
  }

  /** The issuer's value is shown again, and the person is told. */
  async #reject(row: OutboxRow, failed: FailedAttempt): Promise<void> {
    const { connectionId, write, now } = this.#deps
    await write('sync.changeRejected', async (context) => {
      const { facts, ...parts } = await readAbout(context.db, row)
      await comeToNothing(context, row, 'rejected', failed)
      // The facts of the change come first: none of them takes the place of what became of it.
      const details = { ...withoutFlags(facts), ...parts, outboxId: row.id, command: row.command, code: codeOf(failed), reason: wordOf(failed, 'reason'), field: wordOf(failed, 'field') }
      await addNotice(context.db, { connectionId, at: now(), kind: 'change-rejected', details })
      context.audit({ outboxId: row.id, code: codeOf(failed) })
    })
  }

  async #giveToPerson(row: OutboxRow, failed: FailedAttempt): Promise<void> {
    await this.#deps.write('sync.changeNeedsAttention', async ({ db, now, audit, changed }) => {
      await settle(db, row.id, 'needs-attention', { failed, now })
      audit({ outboxId: row.id, code: codeOf(failed) })
      changed('sync', ...topicsOf(row.command))
    })
  }
}

/** A notice keeps texts and figures. */
function withoutFlags(facts: Facts): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (typeof value === 'boolean' ? [] : [[name, value] as const])))
}

const codeOf = ({ code, details }: FailedAttempt): string => (typeof details['code'] === 'string' ? details['code'] : code)

function wordOf({ details }: FailedAttempt, detail: 'reason' | 'field'): string | null {
  const word = details[detail]
  return typeof word === 'string' ? word : null
}

/** What the issuer asked to be given, in ms. */
const askedMs = (error: unknown): number => (AppError.is(error, 'issuer.throttled') || AppError.is(error, 'issuer.failed') ? (error.details.waitMs ?? 0) : 0)
