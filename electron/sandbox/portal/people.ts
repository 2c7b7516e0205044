/** People who may register with the portal: the company's administrators. */
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Identity } from '#shared/gateway/resources/identity.ts'
import type { Desk } from './desk.ts'
import { keyed } from './secrets.ts'

export interface Person {
  readonly id: string
  readonly cardholderId: string | null
  readonly name: string
  readonly firstName: string
  readonly email: string
  readonly emailConfirmedAt: number
  readonly phone: string
  readonly phoneConfirmedAt: number
  readonly userId: string | null
  readonly passwordHash: string | null
  readonly passwordChangeRequired: number
}

const COLUMNS = `id, cardholder_id AS cardholderId, name, first_name AS firstName, email, email_confirmed_at AS emailConfirmedAt, phone, phone_confirmed_at AS phoneConfirmedAt,
  user_id AS userId, password_hash AS passwordHash, password_change_required AS passwordChangeRequired`

export class People {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  add(person: Pick<Person, 'id' | 'cardholderId' | 'name' | 'firstName' | 'email' | 'phone'>, confirmedAt: number): void {
    this.#desk.store
      .sql('INSERT INTO people (id, cardholder_id, name, first_name, email, email_confirmed_at, phone, phone_confirmed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(person.id, person.cardholderId, person.name, person.firstName, person.email, confirmedAt, person.phone, confirmedAt)
  }

  get(id: string): Person {
    const person = this.#desk.store.sql(`SELECT ${COLUMNS} FROM people WHERE id = ?`).get(id) as Person | undefined
    if (!person) throw new GatewayError('unauthenticated')
    return person
  }

  /** By user ID or e-mail, without case; only who has registered. */
  byIdentifier(identifier: string): Person | undefined {
    const key = identifier.trim().toLowerCase()
    return this.#desk.store.sql(`SELECT ${COLUMNS} FROM people WHERE (lower(user_id) = ? OR lower(email) = ?) AND user_id IS NOT NULL`).get(key, key) as Person | undefined
  }

  userIdTaken(userId: string): boolean {
    return this.#desk.store.sql('SELECT 1 AS taken FROM people WHERE lower(user_id) = ?').get(userId.toLowerCase()) !== undefined
  }

  register(id: string, userId: string, passwordHash: string): void {
    this.#desk.store.sql('UPDATE people SET user_id = ?, password_hash = ? WHERE id = ?').run(userId, passwordHash, id)
  }

  setPassword(id: string, passwordHash: string): void {
    this.#desk.store.sql('UPDATE people SET password_hash = ?, password_change_required = 0 WHERE id = ?').run(passwordHash, id)
  }

  requirePasswordChange(id: string): void {
    this.#desk.store.sql('UPDATE people SET password_change_required = 1 WHERE id = ?').run(id)
  }

  setContact(id: string, kind: 'email' | 'phone', value: string, at: number): void {
    this.#desk.store.sql(kind === 'email' ? 'UPDATE people SET email = ?, email_confirmed_at = ? WHERE id = ?' : 'UPDATE people SET phone = ?, phone_confirmed_at = ? WHERE id = ?').run(value, at, id)
  }

  confirmContacts(id: string, at: number): void {
    this.#desk.store.sql('UPDATE people SET email_confirmed_at = ?, phone_confirmed_at = ? WHERE id = ?').run(at, at, id)
  }

  /** Only a proof of the facts is kept, so that no card number lies in the store. */
  rememberIdentity(personId: string, identity: Identity): void {
    this.#desk.store.sql('INSERT OR REPLACE INTO identities (proof, person_id) VALUES (?, ?)').run(this.#proof(identity), personId)
  }

  /** All facts must be right together: which one is wrong is not said. */
  byIdentity(identity: Identity): Person | undefined {
    const row = this.#desk.store.sql('SELECT person_id AS id FROM identities WHERE proof = ?').get(this.#proof(identity)) as { id: string } | undefined
    return row && this.get(row.id)
  }

  #proof({ cardNumber, expiryMonth, expiryYear, taxIdLast4, billingZip, dateOfBirth }: Identity): string {
    return keyed(this.#desk, 'identity', [cardNumber, expiryMonth, expiryYear, taxIdLast4, billingZip.replaceAll(' ', '').toUpperCase(), dateOfBirth].join('|'))
  }
}
