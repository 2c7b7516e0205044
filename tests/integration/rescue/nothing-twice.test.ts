/** An older state of the books goes on where it was, and what the issuer did since is not done again. */
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { copyDatabase } from '#engine/backups/copy.queries.ts'
import { refitDatabase } from '#engine/rescue/refit.queries.ts'
import { ManualTime } from '#tests/support/manual-time.ts'
import { changeBooks, fillWithWork, look, storeBooks } from '#tests/support/stored-books.ts'
import { register, SANDBOX_NOW, signIn, startTestSandbox } from '#tests/support/sandbox.ts'
import { openRig } from '#tests/support/sync-rig.ts'
import { temporaryFolder } from '#tests/support/store.ts'

const COMMANDS = "SELECT count(*) AS done FROM commands WHERE operation IN ('cards.freeze', 'cards.unfreeze')"

/** `asks`: false leaves the rows as they were in the copy, which is the negative control. */
async function restoreAfterSending({ asks }: { readonly asks: boolean }) {
  const sandbox = await startTestSandbox()
  await register(sandbox)
  const key = randomBytes(32)
  const [live, old] = await Promise.all([temporaryFolder(), temporaryFolder()])
  const time = new ManualTime(SANDBOX_NOW)
  const first = await signIn(sandbox)
  const rig = await openRig({ folder: live, key, time, random: () => 0.5 })
  const connectionId = await rig.useSession(sandbox.url, first.session, first.deviceId)
  await rig.sync()
  const cards = await rig.store.read.selectFrom('cards').select('id').where('status', '=', 'active').limit(3).execute()
  const done = () => (sandbox.world.store.sql(COMMANDS).get() as { done: number }).done
  // Offline: three changes wait. The copy is made then.
  for (const { id } of cards) {
    const { external_key: cardId } = await rig.store.read.selectFrom('cards').select('external_key').where('id', '=', id).executeTakeFirstOrThrow()
    await rig.ask({ connectionId, subject: `card:${id}`, command: { name: 'cards.freeze', cardId } })
  }
  const file = join(old, 'cardkeep.db')
  copyDatabase({ file: join(live, 'cardkeep.db'), to: file, key })
  await rig.sync()
  expect(done()).toBe(3)
  await rig.close()
  const report = asks ? refitDatabase({ file, key, now: time.now(), isElsewhere: true, newer: null }) : undefined
  const requests: string[] = []
  const again = await signIn(sandbox)
  const restored = await openRig({
    folder: old, key, time, random: () => 0.5,
    break: (connector) => ({ ...connector, send: (command, options) => (requests.push(`send ${command.name}`), connector.send(command, options)), commandOutcome: (id, options) => (requests.push('ask'), connector.commandOutcome(id, options)) }),
  })
  onTestFinished(() => restored.close())
  await restored.useSession(sandbox.url, again.session, again.deviceId)
  await restored.sync()
  const open = await restored.store.read.selectFrom('outbox').select('state').where('state', '!=', 'confirmed').execute()
  return { report, requests, open, done: done() }
}

test('each change that waited then is asked about by its key, found to be done, and not sent', { timeout: 120_000 }, async () => {
  const { report, requests, open, done } = await restoreAfterSending({ asks: true })
  expect(report).toEqual({ asked: 3, leftBehind: 0 })
  expect(requests).toEqual(['ask', 'ask', 'ask'])
  expect(open).toEqual([])
  expect(done).toBe(3)
})

test('without that each would be sent again (the control)', { timeout: 120_000 }, async () => {
  const { requests } = await restoreAfterSending({ asks: false })
  expect(requests.filter((request) => request.startsWith('send'))).toHaveLength(3)
})

test('what became of a change is taken from the newer books where they can be read; sessions of then are over', async () => {
  const books = await storeBooks((store) => fillWithWork(store, 50))
  const older = { ...books, file: join(books.folder, 'older.db') }
  copyDatabase({ file: books.file, to: older.file, key: books.key })
  await changeBooks(books, (store) => store.transaction(async (_db, sqlite) => {
    sqlite.exec("UPDATE outbox SET state = 'discarded' WHERE idempotency_key = 'key-30'; UPDATE outbox SET state = 'confirmed', answer_id = 'card_9' WHERE idempotency_key = 'key-31'")
    sqlite.exec("INSERT INTO outbox (connection_id, idempotency_key, subject, command, payload, state, next_attempt_at, created_at, updated_at) SELECT connection_id, 'key-new', subject, command, payload, 'queued', 0, 1, 1 FROM outbox LIMIT 1")
  }))
  const elsewhere = { ...older, file: join(books.folder, 'elsewhere.db') }
  await copyFile(older.file, elsewhere.file)
  expect(refitDatabase({ file: older.file, key: books.key, now: 5, isElsewhere: false, newer: books.file })).toEqual({ asked: 8, leftBehind: 1 })
  expect(look(older, "SELECT idempotency_key AS key, state, answer_id AS answer FROM outbox WHERE idempotency_key IN ('key-30', 'key-31', 'key-32') ORDER BY 1")).toEqual([
    { key: 'key-30', state: 'discarded', answer: null }, { key: 'key-31', state: 'confirmed', answer: 'card_9' }, { key: 'key-32', state: 'queued', answer: null },
  ])
  expect(look(older, "SELECT DISTINCT attempts, json_extract(error, '$.mayHaveArrived') AS doubt FROM outbox WHERE state = 'queued'")).toEqual([{ attempts: 1, doubt: 1 }])
  expect(look(older, 'SELECT state, refresh_token, session_id, trust_token, device_id FROM gateway_connections')).toEqual([{ state: 'signed-out', refresh_token: null, session_id: null, trust_token: 'trust-1', device_id: 'device-1' }])
  expect(refitDatabase({ file: elsewhere.file, key: books.key, now: 5, isElsewhere: true, newer: null })).toEqual({ asked: 10, leftBehind: 0 })
  const [place] = look<{ trust_token: string | null; device_id: string }>(elsewhere, 'SELECT trust_token, device_id FROM gateway_connections')
  expect(place?.trust_token).toBeNull()
  expect(place?.device_id).not.toBe('device-1')
})
