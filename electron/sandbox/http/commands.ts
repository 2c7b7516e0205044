/**
 * Commands with a key: one transaction for what a command does and for its saved answer.
 *
 * The same key and request gets the saved answer, refusals included. What failed for the moment is not saved: the key may be tried again.
 */
import { createHash } from 'node:crypto'
import { isBinary } from '#shared/gateway/define.ts'
import type { Endpoint } from '#shared/gateway/define.ts'
import { errorBody, GatewayError } from '#shared/gateway/errors.ts'
import type { commandsApi } from '#shared/gateway/resources/commands.ts'
import type { Store } from '../store/store.ts'
import { errorAnswer, jsonAnswer, type Answer } from './answers.ts'
import type { HandlersOf } from './handlers.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

interface Saved {
  readonly personId: string
  readonly operation: string
  readonly fingerprint: string
  readonly receivedAt: number
  readonly status: number
  readonly answer: string
}

export interface Command {
  readonly key: string
  readonly operation: string
  readonly personId: string
  readonly parts: { readonly params: unknown; readonly query: unknown; readonly body: unknown }
}

/** The key of a request. Throws `idempotency_key_missing`. */
export function keyOf(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || !UUID.test(header)) throw new GatewayError('idempotency_key_missing')
  return header.toLowerCase()
}

export class Commands {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** Runs a command once. `run` returns its answer as JSON. */
  once(command: Command, run: () => string): Answer {
    const known = this.#find(command.key)
    if (known) return replay(known, command)
    try {
      return this.#store.write(() => {
        const json = run()
        this.#save(command, 200, json)
        return jsonAnswer(json)
      })
    } catch (error) {
      if (!(error instanceof GatewayError) || error.transient) throw error
      const answer = errorAnswer(error)
      this.#store.write(() => this.#save(command, answer.status, String(answer.body)))
      return answer
    }
  }

  /** Throws `not_found` for a key that never arrived. */
  outcome(key: string, personId: string): ReturnType<HandlersOf<typeof commandsApi>['get']> {
    const saved = this.#find(key.toLowerCase())
    if (!saved || saved.personId !== personId) throw new GatewayError('not_found')
    const { operation, receivedAt, status } = saved
    const answer: unknown = JSON.parse(saved.answer)
    const error = status === 200 ? null : errorBody.parse(answer).error
    return { key, operation, state: 'done', receivedAt, status, answer: status === 200 ? answer : null, error }
  }

  #find(key: string): Saved | undefined {
    return this.#store.sql('SELECT person_id AS personId, operation, fingerprint, received_at AS receivedAt, status, answer FROM commands WHERE key = ?').get(key) as Saved | undefined
  }

  #save(command: Command, status: number, answer: string): void {
    this.#store
      .sql('INSERT INTO commands (key, person_id, operation, fingerprint, received_at, status, answer) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(command.key, command.personId, command.operation, fingerprintOf(command), this.#now(), status, answer)
  }
}

function replay(saved: Saved, command: Command): Answer {
  if (saved.personId !== command.personId || saved.fingerprint !== fingerprintOf(command)) throw new GatewayError('idempotency_mismatch')
  return { status: saved.status, headers: { 'idempotency-replayed': 'true' }, body: saved.answer }
}

function fingerprintOf({ operation, parts }: Command): string {
  const body = parts.body instanceof Object && 'bytes' in parts.body && parts.body.bytes instanceof Uint8Array ? createHash('sha256').update(parts.body.bytes).digest('hex') : parts.body
  return createHash('sha256').update(JSON.stringify([operation, parts.params, parts.query, body], sortedKeys)).digest('base64url')
}

/** The order of fields makes no other request. */
function sortedKeys(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value
}

/** True for a command whose answer is kept. Refreshing keeps tokens out of the store and has a memory of its own. */
export const keepsAnswer = (endpoint: Endpoint): boolean => endpoint.idempotent === true && endpoint.auth === 'session' && !isBinary(endpoint.response)
