/** What a person is told of changes: those that were made elsewhere, and their own. */
import { describe, expect, test } from 'vitest'
import type { IssuerCommand } from '#engine/issuers/command.ts'
import { cardholderSubject, cardSubject, limitsSubject, requestSubject } from '#engine/sync/subjects.ts'
import { readNotices, readOutboxItems } from '#engine/sync/sync.queries.ts'
import { freezeCard } from '#sandbox/issuer/card-state.ts'
import { putLimit } from '#sandbox/issuer/limits.ts'
import { requestLimit } from '#sandbox/issuer/limit-requests.ts'
import { TEST_NOW } from '#tests/support/store.ts'
import { CONTROLS, deskOfFile, PERSON, RULES, usd, type Desk } from './command-desk.ts'

const desk = deskOfFile()

const onCardLimits = ({ cardId }: Desk) => limitsSubject({ kind: 'card', id: cardId })
const notices = async ({ rig }: Desk) => (await readNotices(rig.store.read)).map(({ kind, card, person, facts }) => ({ kind, card, person, facts }))
const ask = ({ rig, connectionId }: Desk, subject: string, command: IssuerCommand) => rig.ask({ connectionId, subject, command })

/** A limit and controls of the card, set here and confirmed. */
async function limited(here: Desk) {
  const scope = { kind: 'card', id: here.card.id } as const
  await ask(here, onCardLimits(here), { name: 'limits.create', scope, rules: RULES })
  await ask(here, onCardLimits(here), { name: 'controls.set', scope, rules: CONTROLS })
  await here.rig.sync()
  const { objects } = here.sandbox.world
  return { limit: objects.all('limit').find(({ amount }) => amount.amountMinor === RULES.amount.amountMinor)!, controls: objects.all('controls').find((set) => set.scope.id === here.card.id)! }
}

describe('a limit that was set here', () => {
  test('and is another at the issuer’s desk is told, once, with whose it is', async () => {
    const here = await desk()
    const { limit, controls } = await limited(here)
    const { world } = here.sandbox
    world.store.write(() => {
      putLimit(world, { ...limit, amount: usd(50_000) })
      world.objects.update('controls', controls.id, { online: false })
    })
    here.rig.topics.length = 0
    await here.rig.sync()
    const card = { id: here.cardId, name: expect.any(String) as string }
    expect(await notices(here)).toEqual([
      { kind: 'limit-changed-elsewhere', card, person: null, facts: { what: 'controls' } },
      { kind: 'limit-changed-elsewhere', card, person: null, facts: { what: 'limit', minor: 50_000, currency: 'USD', interval: 'month' } },
    ])
    expect(here.rig.topics).toContain('limits')
    world.store.write(() => putLimit(world, { ...limit, amount: usd(60_000) }))
    await here.rig.sync()
    expect(await notices(here)).toHaveLength(2)
  })

  test('and is removed at the desk is told', async () => {
    const here = await desk()
    const { limit } = await limited(here)
    here.sandbox.world.store.write(() => here.sandbox.world.objects.remove('limit', limit.id))
    await here.rig.sync()
    expect(await notices(here)).toMatchObject([{ kind: 'limit-changed-elsewhere', facts: { what: 'removed', minor: RULES.amount.amountMinor } }])
  })

  test('and is changed, removed or raised here again is no news, though the feed is faster than the answer', async () => {
    const here = await desk()
    const { limit } = await limited(here)
    await here.sandbox.fault({ kind: 'status', status: 500, stage: 'after', operation: 'limits.update', times: 1 })
    await ask(here, onCardLimits(here), { name: 'limits.update', limitId: limit.id, rules: { amount: usd(70_000) } })
    await here.rig.sync()
    here.time.wall += 60_000
    await here.rig.sync()
    await here.sandbox.fault({ kind: 'status', status: 500, stage: 'after', operation: 'limits.remove', times: 1 })
    await ask(here, onCardLimits(here), { name: 'limits.remove', limitId: limit.id })
    await here.rig.sync()
    here.time.wall += 60_000
    await here.rig.sync()
    expect((await here.rig.store.read.selectFrom('outbox').select('state').execute()).every(({ state }) => state === 'confirmed')).toBe(true)
    expect(await notices(here)).toEqual([])
  })

  test('and is given more by a request that was approved here is no news', async () => {
    const here = await desk()
    const { limit } = await limited(here)
    const { world } = here.sandbox
    const request = world.store.write(() => requestLimit(world, { cardId: here.card.id, limitId: limit.id, amountMinor: 500_000, untilDays: null, reason: 'More' }))
    await here.rig.sync()
    await ask(here, requestSubject(here.connectionId, request.id), { name: 'limitRequests.approve', requestId: request.id, body: {} })
    await here.rig.sync()
    const stored = await here.rig.store.read.selectFrom('issuer_objects').select('object').where('external_id', '=', limit.id).executeTakeFirstOrThrow()
    expect(JSON.parse(stored.object)).toMatchObject({ amount: usd(500_000) })
    expect(await notices(here)).toEqual([])
  })
})

test('the outbox says of every change whose it is and what it asks', async () => {
  const here = await desk()
  const { limit } = await limited(here)
  const { world } = here.sandbox
  const request = world.store.write(() => requestLimit(world, { cardId: here.card.id, limitId: limit.id, amountMinor: 500_000, untilDays: 3, reason: 'More' }))
  await here.rig.sync()
  const until = TEST_NOW + 86_400_000
  const product = world.objects.all('product').find(({ id }) => id !== here.card.productId)!
  const personId = await here.rig.write('test.person', async ({ db, now }) => (await db.insertInto('cardholders').values({ name: 'Ana Nova', match_name: 'ana nova', origin: 'person', created_at: now, import_id: null }).returning('id').executeTakeFirstOrThrow()).id)
  const invite = await ask(here, cardholderSubject(personId), { name: 'cardholders.invite', body: PERSON })
  const order = await ask(here, cardholderSubject(personId), { name: 'cards.order', cardholderId: { answerOf: invite }, body: { kind: 'physical', accountId: here.card.accountId, nickname: 'Travel' } })
  await ask(here, cardholderSubject(personId), { name: 'limits.create', scope: { kind: 'card', id: { answerOf: order } }, rules: RULES })
  await ask(here, cardSubject(here.cardId), { name: 'cards.changeProduct', cardId: here.card.id, body: { productId: product.id } })
  await ask(here, onCardLimits(here), { name: 'limits.raise', limitId: limit.id, body: { amount: usd(900_000), until, reason: 'Fair' } })
  await ask(here, limitsSubject({ kind: 'cardholder', id: here.personId }), { name: 'controls.set', scope: { kind: 'cardholder', id: here.card.cardholderId }, rules: CONTROLS })
  await ask(here, requestSubject(here.connectionId, request.id), { name: 'limitRequests.approve', requestId: request.id, body: { amount: usd(400_000) } })
  const items = (await readOutboxItems(here.rig.store.read, TEST_NOW)).filter(({ state }) => state === 'queued')
  const amount = { minor: RULES.amount.amountMinor, currency: 'USD' }
  expect(items.map(({ command, card, person, facts }) => [command, card?.id ?? null, person?.id ?? null, facts])).toEqual([
    ['cardholders.invite', null, personId, { name: 'Ana Nova' }],
    ['cards.order', null, personId, { form: 'physical', label: 'Travel', name: 'Ana Nova' }],
    ['limits.create', null, personId, { ...amount, interval: 'month', onNewCard: true }],
    ['cards.changeProduct', here.cardId, null, { product: product.name }],
    ['limits.raise', here.cardId, null, { minor: 900_000, currency: 'USD', interval: 'month', until, reason: 'Fair' }],
    ['controls.set', null, here.personId, {}],
    ['limitRequests.approve', here.cardId, here.personId, { minor: 400_000, currency: 'USD', until: request.until }],
  ])
})

test('those are told whose lists a pull changes, and nobody else', async () => {
  const here = await desk()
  const { world, travel } = here.sandbox
  const told = async (happens: () => unknown) => {
    world.store.write(happens)
    here.rig.topics.length = 0
    await here.rig.sync()
    return new Set(here.rig.topics.filter((topic) => !['sync', 'audit', 'connections'].includes(topic)))
  }
  expect(await told(() => {})).toEqual(new Set())
  expect(await told(() => requestLimit(world, { cardId: here.card.id, limitId: null, amountMinor: 5_000, untilDays: null, reason: 'More' }))).toEqual(new Set(['requests']))
  expect(await told(() => world.objects.update('cardholder', here.card.cardholderId, { title: 'Director' }))).toEqual(new Set(['employees']))
  expect(await told(() => world.objects.update('product', here.card.productId, { name: 'Other' }))).toContain('cards')
  expect(await told(() => freezeCard(world, world.objects.get('card', here.card.id), 'you'))).toEqual(new Set(['cards']))
  travel.makeCharge({ cardId: here.card.id })
  expect(await told(() => {})).toContain('declines')
})
