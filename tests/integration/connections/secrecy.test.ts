import { expect, it } from 'vitest'
import type { Sqlite } from '#engine/db/sqlite.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { answerWithCode, askedForCode, atRest, connectedWorld, newestCode, PASSWORD, register, signIn, USER, type World } from './world.ts'

const WRONG = 'a wrong password entirely'
const NEWER = 'ten herons walk at dusk'
const NEWEST = 'eleven herons sleep at noon'

/** Every row of every table, in clear. */
function dump(database: Sqlite): string {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'transaction_search%'").pluck().all() as string[]
  return tables.map((table) => JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all())).join('\n')
}

interface Watched {
  /** Everything that a person typed and nobody may keep. */
  readonly typed: Set<string>
  /** Every error that came back, as it crosses to the window. */
  readonly errors: string[]
}

/** Right and wrong ways through all the forms that take a secret. */
async function walkThrough(world: World, { typed, errors }: Watched): Promise<void> {
  const { call, connectionId } = world
  const refused = async (promise: Promise<unknown>) => {
    const error: unknown = await promise.then(() => expect.unreachable('was accepted'), (reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    errors.push(JSON.stringify([error, error instanceof AppError ? error.toWire() : undefined, error instanceof Error ? [error.message, error.stack, String(error.cause)] : []]))
  }
  const code = async () => {
    const newest = await newestCode(world)
    typed.add(newest)
    return newest
  }
  const [owner, other] = await call.connections.sandboxIdentities({ connectionId })
  for (const secret of [PASSWORD, WRONG, NEWER, NEWEST, owner!.identity.cardNumber, other!.identity.cardNumber]) typed.add(secret)

  await refused(call.connections.registerVerify({ connectionId, identity: { ...owner!.identity, billingZip: '00000' } }))
  await refused(call.connections.registerVerify({ connectionId, identity: { ...owner!.identity, cardNumber: `${owner!.identity.cardNumber}x` } }))
  await register(world)
  await refused(call.connections.registerVerify({ connectionId, identity: owner!.identity }))
  await refused(call.connections.signIn({ connectionId, identifier: USER, password: WRONG, remember: true }))
  await refused(call.connections.signIn({ connectionId, identifier: USER, password: `${WRONG}`.repeat(20), remember: true }))

  const challenge = await askedForCode(world, { remember: true })
  await call.connections.sendCode({ connectionId, challengeId: challenge.id, destinationId: 'sms' })
  const wrong = (await code()) === '271828' ? '314159' : '271828'
  typed.add(wrong)
  await refused(call.connections.verifyCode({ connectionId, challengeId: challenge.id, code: wrong, trust: false }))
  await call.connections.verifyCode({ connectionId, challengeId: challenge.id, code: await code(), trust: true })
  await refused(call.connections.verifyCode({ connectionId, challengeId: challenge.id, code: await code(), trust: true }))
  await refused(call.connections.changePassword({ connectionId, currentPassword: WRONG, newPassword: NEWER }))
  await call.connections.changePassword({ connectionId, currentPassword: PASSWORD, newPassword: NEWER })

  const forgotten = await call.connections.recoverPassword({ connectionId, identity: owner!.identity })
  await answerWithCode(world, forgotten)
  await code()
  await refused(call.connections.completeRecovery({ connectionId, newPassword: 'short' }))
  await call.connections.completeRecovery({ connectionId, newPassword: NEWEST })
  await signIn(world, { password: NEWEST, remember: true }).catch(async () => call.connections.signIn({ connectionId, identifier: USER, password: NEWEST, remember: true }))
  await code()
  world.later(11 * 60_000)
  await call.connections.contact({ connectionId })
  // The issuer damages an answer to a request that carries a password.
  await world.sandbox.fault({ kind: 'malformed', operation: 'signIn.start', how: 'wrong-shape' })
  await refused(call.connections.signIn({ connectionId, identifier: USER, password: NEWEST, remember: true }))
}

/** A code is six digits, as an amount in cents can be by chance: those stand bare in the JSON, where a code would stand in a text. */
function leaksIn(kept: string, typed: ReadonlySet<string>): readonly string[] {
  return [...typed].filter((secret) => (/^\d{6}$/.test(secret) ? new RegExp(`(?<![0-9A-Za-z:,[])${secret}(?![0-9A-Za-z])`).test(kept) : kept.includes(secret)))
}

it('keeps no password, code or card number: not in the database, the audit, the log or an error', async () => {
  const world = await connectedWorld({ syncs: true })
  const watched: Watched = { typed: new Set(), errors: [] }
  await walkThrough(world, watched)
  await atRest(world)
  const database = await world.database()
  const kept = { database: dump(database), log: world.log.join('\n'), errors: watched.errors.join('\n') }
  expect(watched.typed.size).toBeGreaterThan(8)
  expect(kept.database, 'the dump is in clear').toContain(USER)
  for (const [where, text] of Object.entries(kept)) expect(leaksIn(text, watched.typed), where).toEqual([])

  // That what is looked for would be found.
  database.prepare("INSERT INTO settings (key, value) VALUES ('careless', ?)").run(JSON.stringify({ tried: [...watched.typed] }))
  expect(leaksIn(dump(database), watched.typed)).toEqual([...watched.typed])
  database.close()
})
