/** One-time codes: opened, sent, answered. Six digits, ten minutes, once, five tries, four sendings. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Challenge } from '#shared/gateway/resources/challenges.ts'
import { MINUTE, type Desk } from './desk.ts'
import type { Diary, Where } from './events.ts'
import type { Person } from './people.ts'
import { keyed, randomCode, randomToken, sameText } from './secrets.ts'

export const CODE_TIME = 10 * MINUTE
export const CODE_TRIES = 5
const SENDINGS = 4
const RESEND_TIME = 30_000
const CHALLENGE_TIME = 60 * MINUTE

export type Purpose = 'sign-in' | 'recover-user-id' | 'recover-password' | 'confirm-old-contact' | 'confirm-new-contact'

export interface Destination {
  readonly id: string
  readonly kind: 'sms' | 'email'
  readonly value: string
}

interface Row {
  readonly id: string
  readonly personId: string
  readonly purpose: Purpose
  readonly payload: string
  readonly destinations: string
  readonly sentTo: string | null
  readonly codeHash: string | null
  readonly codeExpiresAt: number | null
  readonly resendAt: number | null
  readonly triesLeft: number
  readonly sendsLeft: number
  readonly codeUsedAt: number | null
  readonly expiresAt: number
}

/** What comes back with a right code. */
export interface Answered {
  readonly personId: string
  readonly purpose: Purpose
  readonly payload: { readonly device?: Where; readonly changeId?: string }
}

const COLUMNS = `id, person_id AS personId, purpose, payload, destinations, sent_to AS sentTo, code_hash AS codeHash, code_expires_at AS codeExpiresAt, resend_at AS resendAt, tries_left AS triesLeft, sends_left AS sendsLeft,
  code_used_at AS codeUsedAt, expires_at AS expiresAt`

export function destinationsOf({ email, phone }: Pick<Person, 'email' | 'phone'>): readonly Destination[] {
  return [{ id: 'sms', kind: 'sms', value: phone }, { id: 'email', kind: 'email', value: email }]
}

export function masked({ kind, value }: Pick<Destination, 'kind' | 'value'>): string {
  if (kind === 'sms') return `${value.slice(0, 2)} ••• ••• ${value.slice(-4)}`
  const [name = '', domain = ''] = value.split('@')
  return `${name.slice(0, 1)}•••@${domain}`
}

export class Challenges {
  readonly #desk: Desk
  readonly #diary: Diary

  constructor(desk: Desk, diary: Diary) {
    this.#desk = desk
    this.#diary = diary
  }

  open(personId: string, purpose: Purpose, destinations: readonly Destination[], payload: Answered['payload'] = {}): Challenge {
    const id = `chl_${randomToken()}`
    this.#desk.store
      .sql('INSERT INTO challenges (id, person_id, purpose, payload, destinations, tries_left, sends_left, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(id, personId, purpose, JSON.stringify(payload), JSON.stringify(destinations), CODE_TRIES, SENDINGS, this.#now() + CHALLENGE_TIME)
    return this.get(id)
  }

  get(id: string): Challenge {
    return describe(this.#row(id))
  }

  send(id: string, destinationId: string): Challenge {
    const row = this.#row(id)
    const now = this.#now()
    if (row.codeUsedAt !== null) throw new GatewayError('challenge_unknown')
    if (row.triesLeft === 0 || row.sendsLeft === 0) throw new GatewayError('code_tries_exhausted')
    if (row.resendAt !== null && row.resendAt > now) throw new GatewayError('code_resend_too_early', { retryAfterMs: row.resendAt - now })
    const destination = (JSON.parse(row.destinations) as Destination[]).find((candidate) => candidate.id === destinationId)
    if (!destination) throw new GatewayError('invalid_request', { issues: ['destinationId'] })
    const code = randomCode()
    this.#desk.store
      .sql('UPDATE challenges SET sent_to = ?, code_hash = ?, code_expires_at = ?, resend_at = ?, sends_left = sends_left - 1 WHERE id = ?')
      .run(destinationId, this.#hash(id, code), now + CODE_TIME, now + RESEND_TIME, id)
    this.#desk.send({
      channel: destination.kind, to: destination.value, subject: 'Your one-time code', code,
      text: `${code} is your code. It works once, for ten minutes. If you did not ask for it, open the app and choose "This wasn't me". (Sandbox)`,
    })
    this.#diary.write(row.personId, 'code-sent', (JSON.parse(row.payload) as Answered['payload']).device)
    return this.get(id)
  }

  /** Takes a code; a right one works once. Throws `code_wrong`, `code_expired`, `code_used`, `code_tries_exhausted`, `challenge_unknown`. */
  answer(id: string, code: string): Answered {
    const row = this.#row(id)
    if (row.codeUsedAt !== null) throw new GatewayError('code_used')
    if (row.triesLeft === 0) throw new GatewayError('code_tries_exhausted')
    if (row.codeHash === null || row.codeExpiresAt === null || row.codeExpiresAt <= this.#now()) throw new GatewayError('code_expired')
    const payload = JSON.parse(row.payload) as Answered['payload']
    if (!sameText(row.codeHash, this.#hash(id, code))) {
      this.#desk.store.sql('UPDATE challenges SET tries_left = tries_left - 1 WHERE id = ?').run(id)
      this.#diary.write(row.personId, 'code-wrong', payload.device)
      throw row.triesLeft === 1 ? new GatewayError('code_tries_exhausted') : new GatewayError('code_wrong', { triesLeft: row.triesLeft - 1 })
    }
    this.#desk.store.sql('UPDATE challenges SET code_used_at = ? WHERE id = ?').run(this.#now(), id)
    return { personId: row.personId, purpose: row.purpose, payload }
  }

  /** Every open code of a person stops working. */
  dropAll(personId: string): void {
    this.#desk.store.sql('DELETE FROM challenges WHERE person_id = ? AND code_used_at IS NULL').run(personId)
  }

  #now(): number {
    return this.#desk.clocks.wall()
  }

  #hash(id: string, code: string): string {
    return keyed(this.#desk, 'code', `${id}:${code}`)
  }

  #row(id: string): Row {
    const row = this.#desk.store.sql(`SELECT ${COLUMNS} FROM challenges WHERE id = ?`).get(id) as Row | undefined
    if (!row || row.expiresAt <= this.#now()) throw new GatewayError('challenge_unknown')
    return row
  }
}

function describe({ id, purpose, destinations, sentTo, codeExpiresAt, resendAt, triesLeft, expiresAt }: Row): Challenge {
  const known = JSON.parse(destinations) as Destination[]
  return { id, purpose, destinations: known.map((destination) => ({ id: destination.id, kind: destination.kind, masked: masked(destination) })), sentTo, codeExpiresAt, resendAt, triesLeft, expiresAt }
}
