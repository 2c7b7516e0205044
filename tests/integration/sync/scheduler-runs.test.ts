import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { listRuns } from '#engine/sync/runs.queries.ts'
import { readNotices, readStatus } from '#engine/sync/sync.queries.ts'
import { ManualTime } from '#tests/support/manual-time.ts'
import { openTestSandbox, register, signIn, type TestSandbox } from '#tests/support/sandbox.ts'
import { openRig, type SyncRig } from '#tests/support/sync-rig.ts'
import { TEST_NOW } from '#tests/support/store.ts'

const MINUTE = 60_000

let sandbox: TestSandbox
let rig: SyncRig
let time: ManualTime
const folders: string[] = []
let place: { readonly folder: string; readonly key: Buffer }

beforeEach(async () => {
  sandbox = await openTestSandbox({ temporary: false })
  folders.push(sandbox.folder)
  await register(sandbox)
  const { session, deviceId } = await signIn(sandbox)
  time = new ManualTime(TEST_NOW)
  place = { folder: await newFolder(), key: randomBytes(32) }
  rig = await openRig({ ...place, time, random: () => 0.5 })
  await rig.useSession(sandbox.url, session, deviceId)
})
afterEach(async () => {
  await rig.close()
  await sandbox.close()
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

const newFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-rig-'))
  folders.push(folder)
  return folder
}
const status = async () => (await readStatus(rig.store.read, (id) => rig.scheduler.live(id)))[0]!
const runs = () => listRuns(rig.store.read, { before: null, limit: 100 })
const resting = async () => {
  await expect.poll(async () => (await status()).state, { timeout: 30_000 }).not.toBe('syncing')
}
const passAndRest = async (ms: number) => {
  await time.pass(ms)
  await resting()
}

describe('the history of runs', () => {
  test('tells what each brought, keeps one row for a day in which nothing happened, and no audit of looking', async () => {
    expect(await status()).toMatchObject({ state: 'never', asOf: null })
    await rig.scheduler.start()
    await resting()
    const [first] = await runs()
    expect(first).toMatchObject({ reason: 'start', outcome: 'done', error: null, sent: 0 })
    expect(first!.received).toBeGreaterThan(1_000)
    const audited = await countAudit()
    for (let poll = 0; poll < 6; poll += 1) await passAndRest(5 * MINUTE)
    expect((await runs()).map(({ reason, startedAt }) => [reason, startedAt])).toEqual([['timer', TEST_NOW + 30 * MINUTE], ['start', TEST_NOW]])
    expect(await status()).toMatchObject({ state: 'up-to-date', asOf: TEST_NOW + 30 * MINUTE, nextAt: TEST_NOW + 35 * MINUTE })
    expect(await countAudit()).toBe(audited)

    sandbox.travel.makeCharge({})
    await passAndRest(5 * MINUTE)
    for (let poll = 0; poll < 3; poll += 1) await passAndRest(5 * MINUTE)
    expect((await runs()).map(({ received }) => received > 0)).toEqual([false, true, false, true])
  })

  test('keeps one row for a night without a network, which is neither reported nor hidden', async () => {
    await rig.scheduler.start()
    await resting()
    await sandbox.close()
    for (let hour = 0; hour < 3; hour += 1) await passAndRest(60 * MINUTE)
    const all = await runs()
    expect(all.map(({ outcome }) => outcome)).toEqual(['failed', 'done'])
    expect(all[0]!.error).toMatchObject({ code: 'issuer.unreachable' })
    const offline = await status()
    expect(offline).toMatchObject({ state: 'offline', asOf: TEST_NOW, error: { code: 'issuer.unreachable' } })
    expect(offline.nextAt! - time.now()).toBeLessThanOrEqual(5 * MINUTE)
    expect(rig.logged).toEqual([])

    sandbox = await sandbox.restart()
    await rig.scheduler.nudge('network')
    await resting()
    expect(await status()).toMatchObject({ state: 'up-to-date', error: null })
  })

  test('says that a run was interrupted when the power failed', async () => {
    void rig.sync().catch(() => {})
    await expect.poll(async () => (await runs())[0]?.received ?? 0, { timeout: 30_000 }).toBeGreaterThan(0)
    const next = await newFolder()
    await rig.cutOff(next)
    rig = await openRig({ ...place, folder: next, time, random: () => 0.5 })
    expect(await runs()).toMatchObject([{ outcome: 'running', endedAt: null }])
    await rig.scheduler.start()
    await resting()
    const [second, first] = await runs()
    expect(first).toMatchObject({ outcome: 'interrupted', reason: 'person' })
    expect(second).toMatchObject({ outcome: 'done', reason: 'start' })
    expect(await status()).toMatchObject({ state: 'up-to-date' })
  })
})

test('a change that is made offline goes when the network is back, and the person saw it all the time', async () => {
  await rig.sync()
  await sandbox.close()
  const { id: cardId, external_key: externalId } = await rig.store.read.selectFrom('cards').select(['id', 'external_key']).where('status', '=', 'active').orderBy('id').limit(1).executeTakeFirstOrThrow()
  const shown = () => rig.store.read.selectFrom('cards').select('status').where('id', '=', cardId).executeTakeFirstOrThrow()
  await rig.freeze(cardId)
  await resting()
  expect(await shown()).toEqual({ status: 'frozen' })
  expect(await status()).toMatchObject({ state: 'offline', waiting: 1, needsAttention: 0 })
  sandbox = await sandbox.restart()
  await rig.scheduler.nudge('network')
  await expect.poll(async () => (await status()).waiting, { timeout: 30_000 }).toBe(0)
  await resting()
  expect(sandbox.world.objects.get('card', externalId)).toMatchObject({ status: 'frozen', frozenBy: 'you' })
  expect((await runs())[0]).toMatchObject({ reason: 'network', sent: 1 })
  expect(await shown()).toEqual({ status: 'frozen' })
})

test('a session that ends is told once, stops the polling, and signing in goes on', async () => {
  await rig.sync()
  await sandbox.fault({ kind: 'revoke', operation: 'changes.list' })
  await expect(rig.sync()).rejects.toMatchObject({ code: 'auth.signed-out' })
  await passAndRest(60 * MINUTE)
  expect(await status()).toMatchObject({ state: 'signed-out', nextAt: null, error: null })
  expect(await readNotices(rig.store.read)).toMatchObject([{ kind: 'session-ended' }])
  const { session, deviceId } = await signIn(sandbox)
  rig.scheduler.signedIn(await rig.useSession(sandbox.url, session, deviceId))
  await resting()
  expect(await status()).toMatchObject({ state: 'up-to-date' })
  expect(await readNotices(rig.store.read)).toEqual([])
  expect((await runs())[0]).toMatchObject({ reason: 'sign-in', outcome: 'done' })
})

test('a run that is cancelled says how far it was and goes on from there', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  const result = rig.scheduler.now(null, controller.signal, ({ done }) => {
    seen.push(done)
    controller.abort()
  })
  await expect(result).rejects.toSatisfy((error) => AppError.is(error, 'task.cancelled'))
  expect(seen[0]).toBeGreaterThan(0)
  const [cancelled] = await runs()
  expect(cancelled).toMatchObject({ outcome: 'cancelled', error: null })
  expect(await status()).toMatchObject({ error: null })
  const totals = await rig.scheduler.now(null, new AbortController().signal, () => {})
  expect(totals.received).toBeGreaterThan(0)
  expect(cancelled!.received).toBe(seen.at(-1))
  expect((await rig.store.read.selectFrom('transactions').select(({ fn }) => fn.countAll<number>().as('rows')).where('pending', '=', 0).executeTakeFirstOrThrow()).rows).toBe(postedAtIssuer())
})

const postedAtIssuer = () => (sandbox.world.store.sql(`SELECT count(*) AS posted FROM objects WHERE type = 'transaction' AND body IS NOT NULL`).get() as { posted: number }).posted
const countAudit = async () => (await rig.store.read.selectFrom('audit').select(({ fn }) => fn.countAll<number>().as('rows')).executeTakeFirstOrThrow()).rows
