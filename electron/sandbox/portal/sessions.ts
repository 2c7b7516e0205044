/**
 * Sessions and their tokens.
 *
 * A token names its session and generation and is keyed with the server's secret and the session's salt, so that no token is stored and a lost
 * answer can be given again. A refresh makes the next generation; an old refresh token after that ends every session of the person, unless it is the
 * same refresh (same key) whose answer was lost and whose tokens nobody has used.
 */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Session } from '#shared/gateway/resources/sessions.ts'
import { DAY, MINUTE, type Desk } from './desk.ts'
import type { Diary } from './events.ts'
import type { People } from './people.ts'
import { keyed, randomToken, sameText } from './secrets.ts'

export const ACCESS_TIME = 10 * MINUTE
/** Unused for so long, a session ends; so long after its start, it ends anyway. */
export const IDLE_TIME = 7 * DAY
export const LONGEST_TIME = 30 * DAY
const LOST_ANSWER_TIME = 2 * MINUTE

export interface SessionRow {
  readonly id: string
  readonly personId: string
  readonly deviceId: string
  readonly deviceName: string
  readonly platform: string
  readonly salt: string
  readonly generation: number
  readonly generationUsed: number
  readonly refreshedAt: number | null
  readonly refreshKey: string | null
  readonly accessExpiresAt: number
  readonly refreshExpiresAt: number
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly endedAt: number | null
}

const COLUMNS = `id, person_id AS personId, device_id AS deviceId, device_name AS deviceName, platform, salt, generation, generation_used AS generationUsed, refreshed_at AS refreshedAt, refresh_key AS refreshKey,
  access_expires_at AS accessExpiresAt, refresh_expires_at AS refreshExpiresAt, created_at AS createdAt, last_used_at AS lastUsedAt, ended_at AS endedAt`

type Kind = 'access' | 'refresh'

interface Read {
  readonly session: SessionRow
  readonly generation: number
  readonly expiresAt: number
}

export class Sessions {
  readonly #desk: Desk
  readonly #people: People
  readonly #diary: Diary

  constructor(desk: Desk, people: People, diary: Diary) {
    this.#desk = desk
    this.#people = people
    this.#diary = diary
  }

  open(personId: string, device: { readonly id: string; readonly name: string; readonly platform: string }): Session {
    const now = this.#now()
    const id = `ses_${randomToken()}`
    this.#desk.store
      .sql('INSERT INTO sessions (id, person_id, device_id, device_name, platform, salt, generation, access_expires_at, refresh_expires_at, created_at, last_used_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)')
      .run(id, personId, device.id, device.name, device.platform, randomToken(), now + ACCESS_TIME, now + IDLE_TIME, now, now)
    this.#diary.write(personId, 'signed-in', device)
    return this.#answer(this.#row(id))
  }

  /** The session of an access token. Throws `unauthenticated`, `session_ended`. */
  authenticate(token: string): SessionRow {
    const { session, generation, expiresAt } = this.#read('access', token, 'unauthenticated')
    if (session.endedAt !== null) throw new GatewayError('session_ended')
    // The token before the newest still works until it expires: requests may be under way while another refreshes.
    if (generation < session.generation - 1 || expiresAt <= this.#now()) throw new GatewayError('unauthenticated')
    this.#used(session, generation)
    return session
  }

  /** Throws `token_invalid`, `session_ended`, `refresh_reused`. */
  refresh(token: string, key: string): Session {
    const { session, generation, expiresAt } = this.#read('refresh', token, 'token_invalid')
    const now = this.#now()
    if (session.endedAt !== null) throw new GatewayError('session_ended')
    if (generation !== session.generation) {
      if (this.#answerWasLost(session, generation, key, now)) return this.#answer(session)
      this.endAll(session.personId)
      this.#diary.write(session.personId, 'refresh-reused', { id: session.deviceId, name: session.deviceName, platform: session.platform })
      throw new GatewayError('refresh_reused')
    }
    if (expiresAt <= now) throw new GatewayError('session_ended')
    return this.#renew(session, key)
  }

  /** New tokens at once; the old ones no longer work. After a new password. */
  reissue(sessionId: string): Session {
    const session = this.#row(sessionId)
    this.#renew(session, null)
    return this.#renew(this.#row(sessionId), null)
  }

  list(personId: string): readonly SessionRow[] {
    return (this.#desk.store.sql(`SELECT ${COLUMNS} FROM sessions WHERE person_id = ? AND ended_at IS NULL AND refresh_expires_at > ? ORDER BY last_used_at DESC LIMIT 200`).all(personId, this.#now()) as SessionRow[])
  }

  /** False when the person has no such session. */
  end(personId: string, sessionId: string): boolean {
    return this.#desk.store.sql('UPDATE sessions SET ended_at = ? WHERE id = ? AND person_id = ? AND ended_at IS NULL').run(this.#now(), sessionId, personId).changes === 1
  }

  /** How many were ended. */
  endAll(personId: string, except = ''): number {
    return this.#desk.store.sql('UPDATE sessions SET ended_at = ? WHERE person_id = ? AND id <> ? AND ended_at IS NULL').run(this.#now(), personId, except).changes
  }

  endOfDevice(personId: string, deviceId: string): void {
    this.#desk.store.sql('UPDATE sessions SET ended_at = ? WHERE person_id = ? AND device_id = ? AND ended_at IS NULL').run(this.#now(), personId, deviceId)
  }

  #now(): number {
    return this.#desk.clocks.wall()
  }

  #row(id: string): SessionRow {
    const row = this.#find(id)
    if (!row) throw new GatewayError('session_ended')
    return row
  }

  #find(id: string): SessionRow | undefined {
    return this.#desk.store.sql(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`).get(id) as SessionRow | undefined
  }

  #answerWasLost(session: SessionRow, generation: number, key: string, now: number): boolean {
    return generation === session.generation - 1 && session.generationUsed === 0 && session.refreshKey === key && session.refreshedAt !== null && now - session.refreshedAt <= LOST_ANSWER_TIME
  }

  #renew(session: SessionRow, key: string | null): Session {
    const now = this.#now()
    this.#desk.store
      .sql('UPDATE sessions SET generation = generation + 1, generation_used = 0, refreshed_at = ?, refresh_key = ?, access_expires_at = ?, refresh_expires_at = ?, last_used_at = ? WHERE id = ?')
      .run(now, key, now + ACCESS_TIME, Math.min(now + IDLE_TIME, session.createdAt + LONGEST_TIME), now, session.id)
    return this.#answer(this.#row(session.id))
  }

  #used(session: SessionRow, generation: number): void {
    const now = this.#now()
    if (generation === session.generation && session.generationUsed === 0) this.#desk.store.sql('UPDATE sessions SET generation_used = 1, last_used_at = ? WHERE id = ?').run(now, session.id)
    else if (now - session.lastUsedAt > MINUTE) this.#desk.store.sql('UPDATE sessions SET last_used_at = ? WHERE id = ?').run(now, session.id)
  }

  #answer(session: SessionRow): Session {
    const person = this.#people.get(session.personId)
    return {
      sessionId: session.id,
      accessToken: this.#token('access', session, session.accessExpiresAt), accessExpiresAt: session.accessExpiresAt,
      refreshToken: this.#token('refresh', session, session.refreshExpiresAt), refreshExpiresAt: session.refreshExpiresAt,
      person: { id: person.id, userId: person.userId ?? '', name: person.name, email: person.email, cardholderId: person.cardholderId, companyName: this.#desk.companyName },
      passwordChangeRequired: person.passwordChangeRequired === 1,
    }
  }

  #token(kind: Kind, { id, salt, generation }: SessionRow, expiresAt: number): string {
    const claim = `${id}.${generation}.${expiresAt.toString(36)}`
    return `${claim}.${this.#mac(kind, claim, salt)}`
  }

  #mac(kind: Kind, claim: string, salt: string): string {
    return keyed(this.#desk, `${kind}-token`, `${claim}.${salt}`)
  }

  #read(kind: Kind, token: string, refusal: 'unauthenticated' | 'token_invalid'): Read {
    const [id = '', generation = '', expires = '', mac = ''] = token.split('.')
    const session = this.#find(id)
    if (!session || !sameText(mac, this.#mac(kind, `${id}.${generation}.${expires}`, session.salt))) throw new GatewayError(refusal)
    return { session, generation: Number(generation), expiresAt: Number.parseInt(expires, 36) }
  }
}
