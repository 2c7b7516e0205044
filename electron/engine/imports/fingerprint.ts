/** Tells accounts apart without keeping their numbers. */
import { randomBytes } from 'node:crypto'
import { brandOf, isCardNumber } from '#shared/domain/card-number.ts'
import type { CardBrand } from '#shared/rpc/contract/cards.contract.ts'
import type { ReadDb, Store, WriteDb } from '../db/store.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { keyedFingerprint } from '../importers/fingerprint.ts'
import type { Fingerprint } from '../importers/parsed-statement.ts'

/** In the settings table, but no setting: `readSettings` knows its own keys only. */
const SECRET_KEY = 'accountFingerprintKey'
const SECRET_BYTES = 32

/** Keyed with a secret, because the few digits that an account number leaves open could be tried out otherwise. */
export class AccountFingerprints {
  readonly #keyed: Fingerprint
  readonly #brands = new Map<string, CardBrand>()

  constructor(secret: Buffer) {
    this.#keyed = keyedFingerprint(secret)
  }

  readonly of: Fingerprint = (issuer, accountNumber) => {
    const key = this.#keyed(issuer, accountNumber)
    if (isCardNumber(accountNumber)) this.#brands.set(key, knownBrand(brandOf(accountNumber)))
    return key
  }

  /** The network of the number that the key (`number:<fingerprint>`) was made of; undefined where it was no card number. */
  brandOf(accountKey: string): CardBrand | undefined {
    return this.#brands.get(accountKey.replace(/^number:/, ''))
  }
}

function knownBrand(brand: ReturnType<typeof brandOf>): CardBrand {
  return brand === 'amex' || brand === 'visa' || brand === 'mastercard' || brand === 'discover' ? brand : 'other'
}

/** The books' own secret, made the first time that anything is imported. */
export async function accountFingerprints({ db, write }: Pick<TaskContext, 'db' | 'write'>): Promise<AccountFingerprints> {
  const secret = (await readSecret(db)) ?? (await write(({ db: writable }) => makeSecret(writable)))
  return new AccountFingerprints(secret)
}

/** The same secret's digests outside of an import. */
export async function booksFingerprint(store: Store): Promise<Fingerprint> {
  return keyedFingerprint((await readSecret(store.read)) ?? (await store.transaction((db) => makeSecret(db))))
}

async function makeSecret(db: WriteDb): Promise<Buffer> {
  const made = await readSecret(db)
  if (made) return made
  const secret = randomBytes(SECRET_BYTES)
  await db.insertInto('settings').values({ key: SECRET_KEY, value: JSON.stringify(secret.toString('hex')) }).execute()
  return secret
}

async function readSecret(db: ReadDb | WriteDb): Promise<Buffer | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', SECRET_KEY).executeTakeFirst()
  return row === undefined ? undefined : Buffer.from(String(JSON.parse(row.value)), 'hex')
}
