/**
 * SIGKILL of the engine's program while it syncs and sends: it opens again, nothing is lost and nothing happens twice.
 *
 * CARDKEEP_KILLS=200 for a long run.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { randomFrom } from '#tests/support/books.ts'
import { forkEngine } from '#tests/support/forked-engine.ts'
import { newestCode, register, SANDBOX_PASSWORD, SANDBOX_USER, startTestSandbox } from '#tests/support/sandbox.ts'
import { temporaryFolder } from '#tests/support/store.ts'

const KILLS = Number(process.env['CARDKEEP_KILLS'] ?? 10)
const PASSPHRASE = 'violet otter canal ninety'

test(`the engine killed ${KILLS} times in the middle of its work loses nothing and does nothing twice`, { timeout: 60_000 + KILLS * 20_000 }, async () => {
  const sandbox = await startTestSandbox()
  await register(sandbox)
  const folder = await temporaryFolder()
  const engine = forkEngine(join(folder, 'vault'))
  onTestFinished(() => engine.stop())
  const { call } = engine.client
  const random = randomFrom(KILLS)

  await call.vault.create({ passphrase: PASSPHRASE, businessName: 'Hartmann' })
  const { id: connectionId } = await call.connections.addGateway({ url: sandbox.url })
  const started = await call.connections.signIn({ connectionId, identifier: SANDBOX_USER, password: SANDBOX_PASSWORD, remember: false })
  if (started.outcome !== 'code-required') throw new Error('a code was expected')
  const challengeId = started.challenge.id
  await call.connections.sendCode({ connectionId, challengeId, destinationId: 'sms' })
  await call.connections.verifyCode({ connectionId, challengeId, code: newestCode(sandbox), trust: true })

  const acknowledged = new Set<number>()
  const findings: unknown[] = []
  const act = async () => {
    const cards = (await call.cards.list({})).filter(({ can }) => can.freeze || can.unfreeze)
    const card = cards[Math.floor(random() * Math.min(3, cards.length))]
    if (!card) return
    await (card.can.freeze ? call.cards.freeze({ cardId: card.id }) : call.cards.unfreeze({ cardId: card.id }))
    // Read from what is stored, so a row that is here was acknowledged.
    for (const { id } of await call.sync.outbox({})) acknowledged.add(id)
  }
  const work = async (until: { over: boolean }) => {
    while (!until.over) {
      await act()
      await call.sync.now({ connectionId })
    }
  }

  for (let kill = 0; kill < KILLS; kill += 1) {
    const until = { over: false }
    const working = work(until).catch((error: unknown) => {
      // The process is gone; anything else is a finding.
      if (!AppError.is(error, 'engine.unavailable')) findings.push(error)
    })
    if (random() < 0.3) sandbox.travel.nextDay()
    else sandbox.travel.makeCharge({})
    // The first kills fall into the first pull of everything.
    await sleep(random() * 1_200)
    until.over = true
    await engine.kill()
    await working
    await call.vault.unlock({ passphrase: PASSPHRASE })
  }

  await expect.poll(() => call.sync.now({ connectionId }).then(() => call.sync.outbox({})).then((items) => items.filter(({ state }) => state !== 'confirmed' && state !== 'discarded')), { timeout: 30_000 }).toEqual([])
  expect(findings).toEqual([])
  const items = await call.sync.outbox({})
  const ids = new Set(items.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([])

  const log = sandbox.world.store.sql(`SELECT key FROM commands WHERE operation IN ('cards.freeze', 'cards.unfreeze')`).all()
  expect(log).toHaveLength(items.filter(({ state }) => state === 'confirmed').length)
  expect(log.length).toBeGreaterThan(0)

  const shown = await call.cards.list({})
  const frozen = (list: readonly { readonly status: string }[]) => list.filter(({ status }) => status === 'frozen').length
  expect(frozen(shown)).toBe(frozen(sandbox.world.objects.all('card')))
  const posted = sandbox.world.store.sql(`SELECT count(*) AS posted FROM objects WHERE type = 'transaction' AND body IS NOT NULL`).get() as { posted: number }
  expect((await call.transactions.summary({ filter: { pending: false } })).count).toBe(posted.posted)
  expect(await call.audit.verify({})).toMatchObject({ brokenAt: null })
})
