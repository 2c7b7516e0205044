/** Every command against the real sandbox: shown while it waits, done once however its answer is lost, and taken in as the feed would bring it. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/rpc/errors.ts'
import { startDrafts } from '#engine/disputes/drafts.ts'
import { insertEvidence } from '#engine/disputes/stored.queries.ts'
import type { IssuerCommand, IssuerCommandName, IssuerCommandOf } from '#engine/issuers/command.ts'
import type { IssuerConnector } from '#engine/issuers/connector.ts'
import { cardholderSubject, cardSubject, disputeSubject, limitsSubject, requestSubject } from '#engine/sync/subjects.ts'
import { discard, takeBack } from '#engine/sync/outbox.ts'
import { readIdMap } from '#engine/sync/shown/id-map.queries.ts'
import { readShownCardholders, readShownControls, readShownLimits, readShownRequests } from '#engine/sync/shown/shown.queries.ts'
import { requestLimit } from '#sandbox/issuer/limit-requests.ts'
import { plainPdf } from '#sandbox/issuer/plain-pdf.ts'
import { expectAppError } from '#tests/support/errors.ts'
import type { Continued } from '#tests/support/histories.ts'
import { TEST_NOW } from '#tests/support/store.ts'
import { CONTROLS, deskOfFile, PERSON, RULES, usd, type Desk } from './command-desk.ts'

const desk = deskOfFile()

/** All that is shown, without what only the issuer can know: ids, versions, counts and moments. */
async function shown({ rig }: Continued) {
  const { read } = rig.store
  const [limits, controls, people, requests] = [await readShownLimits(read), await readShownControls(read), await readShownCardholders(read), await readShownRequests(read)]
  const bare = (object: object) => JSON.stringify(Object.fromEntries(Object.entries(object).filter(([name]) => !['id', 'version', 'used', 'resetsAt', 'createdAt', 'status', 'decision'].includes(name)).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return [limits, controls, people, requests].map((all) => all.map(({ object }) => bare(object)).toSorted())
}

const waiting = async ({ rig }: Continued) => (await Promise.all([readShownLimits(rig.store.read), readShownControls(rig.store.read), readShownCardholders(rig.store.read), readShownRequests(rig.store.read)])).flat().flatMap(({ waitingFor }) => waitingFor ?? [])
const states = async ({ rig }: Continued) => (await rig.store.read.selectFrom('outbox').select(['command', 'state']).orderBy('id').execute()).map(({ command, state }) => `${command} ${state}`)
const outcome = async (here: Continued, id: number) => here.rig.store.read.selectFrom('outbox').select(['state', 'answer_id as answerId', 'attempts', 'error']).where('id', '=', id).executeTakeFirstOrThrow()

/** How each command is asked for. What has to be there first is done and confirmed before. */
type Case = (here: Desk) => Promise<{ readonly subject: string; readonly command: IssuerCommand }>

const onLimit = (command: (limitId: string) => IssuerCommand): Case => async (here) => {
  const subject = limitsSubject({ kind: 'card', id: here.cardId })
  await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'limits.create', scope: { kind: 'card', id: here.card.id }, rules: RULES } })
  await here.rig.sync()
  const limit = here.sandbox.world.objects.all('limit').find(({ amount }) => amount.amountMinor === RULES.amount.amountMinor)!
  return { subject, command: command(limit.id) }
}
const onCard = (command: (here: Desk) => IssuerCommand): Case => async (here) => ({ subject: cardSubject(here.cardId), command: command(here) })
const onPerson = (command: (here: Desk) => IssuerCommand): Case => async (here) => ({ subject: cardholderSubject(here.personId), command: command(here) })
const onRequest = (command: (requestId: string) => IssuerCommand): Case => async (here) => {
  const request = here.sandbox.world.store.write(() => requestLimit(here.sandbox.world, { cardId: here.card.id, limitId: null, amountMinor: 77_700, untilDays: null, reason: 'A trade fair' }))
  await here.rig.sync()
  return { subject: requestSubject(here.connectionId, request.id), command: command(request.id) }
}

/** A charge that the issuer takes a dispute of, and a dispute of here about it. */
async function disputed({ rig, sandbox }: Desk): Promise<{ readonly subject: string; readonly transactionId: string }> {
  const rows = await rig.store.read.selectFrom('transactions').select(['id', 'external_id as ref']).where('type', '=', 'charge').where('pending', '=', 0).orderBy('posted_on', 'desc').limit(50).execute()
  const { id, ref } = rows.find((row) => sandbox.world.objects.get('transaction', row.ref!).disputeId === null)!
  const [disputeId = 0] = await rig.write('disputes.start', (context) => startDrafts(context, [id]))
  return { subject: disputeSubject(disputeId), transactionId: ref! }
}

const DRAFT = { reason: 'fraud', explanation: 'Nobody here made it. losing_evidence', answers: { 'fraud-type': 'number-used', 'card-in-possession': true, 'cardholder-denies': true } } as const

/** One that the issuer has as a draft, or after so many days since it was sent. */
const onDispute = (command: (here: Desk, disputeId: string) => IssuerCommand | Promise<IssuerCommand>, daysSent?: number): Case => async (here) => {
  const { rig, connectionId, sandbox } = here
  const { subject, transactionId } = await disputed(here)
  const create = await rig.ask({ connectionId, subject, command: { name: 'disputes.create', transactionId, body: DRAFT } })
  if (daysSent !== undefined) await rig.ask({ connectionId, subject, command: { name: 'disputes.submit', disputeId: { answerOf: create }, after: [] } })
  await rig.sync()
  for (let day = 0; day < (daysSent ?? 0); day += 1) sandbox.travel.nextDay()
  if (daysSent !== undefined && daysSent > 0) await rig.sync()
  const { answerId } = await outcome(here, create)
  return { subject, command: await command(here, answerId!) }
}

async function fileOf({ rig }: Desk): Promise<IssuerCommandOf<'disputes.addEvidence'>> {
  const { id } = await rig.store.read.selectFrom('disputes').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  const content = plainPdf(['Proof'])
  const sha256 = createHash('sha256').update(content).digest('hex')
  const fileId = await rig.write('test.file', ({ db, now }) => insertEvidence(db, { disputeId: id, kind: 'other', fileName: 'proof.pdf', contentType: 'application/pdf', sha256, pages: 1, content, now }))
  return { name: 'disputes.addEvidence', disputeId: '', fileId, kind: 'other', fileName: 'proof.pdf', contentType: 'application/pdf', sha256 }
}

const CASES: Readonly<Record<Exclude<IssuerCommandName, 'cards.freeze' | 'cards.unfreeze'>, Case>> = {
  'cards.activate': async (here) => {
    const { sandbox, rig, connectionId } = here
    await rig.ask({ connectionId, subject: cardSubject(here.cardId), command: { name: 'cards.replace', cardId: here.card.id, body: { reason: 'damaged' } } })
    await rig.sync()
    const fresh = sandbox.world.objects.all('card').find(({ replacesId }) => replacesId === here.card.id)!
    const { lastDigits, expiryMonth, expiryYear } = fresh
    return { subject: cardSubject((await readIdMap(rig.store.read)).cardOf(connectionId, fresh.id)!), command: { name: 'cards.activate', cardId: fresh.id, body: { lastDigits, expiryMonth, expiryYear } } }
  },
  'cards.report': onCard(({ card }) => ({ name: 'cards.report', cardId: card.id, body: { reason: 'lost', replace: true } })),
  'cards.replace': onCard(({ card }) => ({ name: 'cards.replace', cardId: card.id, body: { reason: 'damaged' } })),
  'cards.cancel': onCard(({ card }) => ({ name: 'cards.cancel', cardId: card.id })),
  'cards.changeProduct': onCard(({ card, sandbox }) => ({ name: 'cards.changeProduct', cardId: card.id, body: { productId: sandbox.world.objects.all('product').find(({ id }) => id !== card.productId)!.id } })),
  'cards.cancelProductChange': async (here) => {
    const { subject, command } = await CASES['cards.changeProduct'](here)
    await here.rig.ask({ connectionId: here.connectionId, subject, command })
    await here.rig.sync()
    return { subject, command: { name: 'cards.cancelProductChange', cardId: here.card.id } }
  },
  'cards.order': onPerson(({ card, sandbox }) => {
    const { objects } = sandbox.world
    const account = objects.all('account').find(({ productId }) => objects.get('product', productId).virtualCards)!
    return { name: 'cards.order', cardholderId: card.cardholderId, body: { kind: 'virtual', accountId: account.id, purpose: 'Ads', totalLimit: usd(50_000) } }
  }),
  'cardholders.invite': async (here) => ({ subject: cardholderSubject(await newPerson(here)), command: { name: 'cardholders.invite', body: PERSON } }),
  'cardholders.update': onPerson(({ card }) => ({ name: 'cardholders.update', cardholderId: card.cardholderId, body: { title: 'Director', department: null } })),
  'cardholders.deactivate': onPerson(({ card }) => ({ name: 'cardholders.deactivate', cardholderId: card.cardholderId })),
  'cardholders.reactivate': async (here) => {
    const { subject } = await onPerson(({ card }) => ({ name: 'cardholders.deactivate', cardholderId: card.cardholderId }))(here)
    await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'cardholders.deactivate', cardholderId: here.card.cardholderId } })
    await here.rig.sync()
    return { subject, command: { name: 'cardholders.reactivate', cardholderId: here.card.cardholderId } }
  },
  'limits.create': async (here) => ({ subject: limitsSubject({ kind: 'cardholder', id: here.personId }), command: { name: 'limits.create', scope: { kind: 'cardholder', id: here.card.cardholderId }, rules: RULES } }),
  'limits.update': onLimit((limitId) => ({ name: 'limits.update', limitId, rules: { amount: usd(99_900), categories: null, mode: 'decline' } })),
  'limits.remove': onLimit((limitId) => ({ name: 'limits.remove', limitId })),
  'limits.raise': onLimit((limitId) => ({ name: 'limits.raise', limitId, body: { amount: usd(900_000), until: TEST_NOW + 5 * 86_400_000, reason: 'A trade fair' } })),
  'limits.endRaise': async (here) => {
    const { subject, command } = await CASES['limits.raise'](here)
    await here.rig.ask({ connectionId: here.connectionId, subject, command })
    await here.rig.sync()
    return { subject, command: { name: 'limits.endRaise', limitId: 'limitId' in command ? command.limitId : '' } }
  },
  'controls.set': async (here) => ({ subject: limitsSubject({ kind: 'card', id: here.cardId }), command: { name: 'controls.set', scope: { kind: 'card', id: here.card.id }, rules: CONTROLS } }),
  'limitRequests.approve': onRequest((requestId) => ({ name: 'limitRequests.approve', requestId, body: { amount: usd(66_600), note: 'Fine' } })),
  'limitRequests.decline': onRequest((requestId) => ({ name: 'limitRequests.decline', requestId, body: { note: 'Not now' } })),
  'disputes.create': async (here) => {
    const { subject, transactionId } = await disputed(here)
    return { subject, command: { name: 'disputes.create', transactionId, body: { ...DRAFT, amount: usd(1) } } }
  },
  'disputes.update': onDispute((_here, disputeId) => ({ name: 'disputes.update', disputeId, body: { reason: 'duplicate', amount: usd(2), answers: { 'other-transaction': 'txn_1' } } })),
  'disputes.discard': onDispute((_here, disputeId) => ({ name: 'disputes.discard', disputeId })),
  'disputes.addEvidence': onDispute(async (here, disputeId) => ({ ...(await fileOf(here)), disputeId })),
  'disputes.removeEvidence': async (here) => {
    const { subject, command } = await CASES['disputes.addEvidence'](here)
    await here.rig.ask({ connectionId: here.connectionId, subject, command })
    await here.rig.sync()
    const [theirs] = here.sandbox.world.objects.all('dispute').filter(({ evidence }) => evidence.some(({ fileName }) => fileName === 'proof.pdf'))
    return { subject, command: { name: 'disputes.removeEvidence', disputeId: theirs!.id, evidenceId: theirs!.evidence[0]!.id } }
  },
  'disputes.submit': onDispute((_here, disputeId) => ({ name: 'disputes.submit', disputeId, after: [] })),
  'disputes.withdraw': onDispute((_here, disputeId) => ({ name: 'disputes.withdraw', disputeId }), 0),
  'disputes.respond': onDispute((_here, disputeId) => ({ name: 'disputes.respond', disputeId, body: { explanation: 'Not ours.' }, after: [] }), 18),
}

const newPerson = ({ rig }: Desk) => rig.write('test.person', async ({ db, now }) => (await db.insertInto('cardholders').values({ name: 'Ana Nova', match_name: 'ana nova', origin: 'person', created_at: now, import_id: null }).returning('id').executeTakeFirstOrThrow()).id)

const logged = ({ sandbox }: Continued, operation: string) => (sandbox.world.store.sql('SELECT key FROM commands WHERE operation = ?').all(operation) as { key: string }[]).length

describe.each(Object.entries(CASES))('%s', (name, prepare) => {
  test('shows while it waits what the issuer then has, and is answered', async () => {
    const here = await desk()
    const { subject, command } = await prepare(here)
    const before = logged(here, name)
    const id = await here.rig.ask({ connectionId: here.connectionId, subject, command })
    const while_ = await shown(here)
    await here.rig.sync()
    expect(await outcome(here, id)).toMatchObject({ state: 'confirmed', attempts: 1, error: null })
    expect(logged(here, name)).toBe(before + 1)
    // A decision brings its limit with it, which only the issuer makes.
    const after = await shown(here)
    expect(name === 'limitRequests.approve' ? after.slice(1) : after).toEqual(name === 'limitRequests.approve' ? while_.slice(1) : while_)
    expect(await waiting(here)).toEqual([])
    await sameAsIssuer(here)
  })

  test('is done once where its answer is lost: asked about by its key, and taken in', async () => {
    const here = await desk()
    const { subject, command } = await prepare(here)
    const before = logged(here, name)
    await here.sandbox.fault({ kind: 'reset', stage: 'after', operation: name, times: 1 })
    const id = await here.rig.ask({ connectionId: here.connectionId, subject, command })
    await expect(here.rig.sync()).rejects.toMatchObject({ code: 'issuer.unreachable' })
    expect(await outcome(here, id)).toMatchObject({ state: 'queued', attempts: 1 })
    here.time.wall += 60_000
    await here.rig.sync()
    expect(await outcome(here, id)).toMatchObject({ state: 'confirmed', attempts: 2 })
    expect(logged(here, name)).toBe(before + 1)
    await sameAsIssuer(here)
  })
})

/** Every object is here as the issuer has it, and every card and person as its own row. */
async function sameAsIssuer({ rig, sandbox, connectionId }: Continued): Promise<void> {
  const ids = await readIdMap(rig.store.read)
  for (const type of ['limit', 'controls', 'limitRequest', 'cardholder', 'card', 'dispute'] as const) {
    const rows = await rig.store.read.selectFrom('issuer_objects').select(['external_id', 'version']).where('type', '=', type).orderBy('external_id').execute()
    expect(rows.map((row) => `${row.external_id} ${row.version}`).toSorted()).toEqual(sandbox.world.objects.all(type).map((object) => `${object.id} ${object.version}`).toSorted())
  }
  const disputes = await rig.store.read.selectFrom('disputes').select('external_id').where('external_id', 'is not', null).execute()
  expect(disputes.map((row) => row.external_id).toSorted()).toEqual(sandbox.world.objects.all('dispute').map(({ id }) => id).toSorted())
  for (const { id } of sandbox.world.objects.all('card')) expect(ids.cardOf(connectionId, id)).toBeDefined()
  for (const { id } of sandbox.world.objects.all('cardholder')) expect(ids.personOf(connectionId, id)).toBeDefined()
}

/** The feed cannot be reached; what is sent can. */
const deaf = (connector: IssuerConnector): IssuerConnector => ({ ...connector, changes: () => Promise.reject(new AppError('issuer.unreachable', { reason: 'timeout' })) })

describe('what was answered', () => {
  const inviteAll = async (here: Desk) => {
    const { rig, connectionId, card } = here
    const personId = await newPerson(here)
    const subject = cardholderSubject(personId)
    const invite = await rig.ask({ connectionId, subject, command: { name: 'cardholders.invite', body: PERSON } })
    const order = await rig.ask({ connectionId, subject, command: { name: 'cards.order', cardholderId: { answerOf: invite }, body: { kind: 'physical', accountId: card.accountId } } })
    const limit = await rig.ask({ connectionId, subject, command: { name: 'limits.create', scope: { kind: 'card', id: { answerOf: order } }, rules: RULES } })
    const controls = await rig.ask({ connectionId, subject, command: { name: 'controls.set', scope: { kind: 'card', id: { answerOf: order } }, rules: CONTROLS } })
    const raise = await rig.ask({ connectionId, subject, command: { name: 'limits.raise', limitId: { answerOf: limit }, body: { amount: usd(900_000), until: TEST_NOW + 86_400_000, reason: null } } })
    return { personId, invite, order, limit, controls, raise }
  }

  test('is here at once, before the feed brings it: a person, their card, its limit and controls in one go', async () => {
    const here = await desk(deaf)
    const made = await inviteAll(here)
    expect((await readShownCardholders(here.rig.store.read)).at(-1)).toMatchObject({ key: `new:${made.invite}`, externalId: null, waitingFor: 'cardholders.invite', object: { firstName: 'Ana', status: 'invited' } })
    expect((await readIdMap(here.rig.store.read)).personOf(here.connectionId, `new:${made.invite}`)).toBe(made.personId)
    const limitsBefore = (await readShownLimits(here.rig.store.read)).length
    await expect(here.rig.sync()).rejects.toMatchObject({ code: 'issuer.unreachable' })
    expect(await states(here)).toEqual(['cardholders.invite', 'cards.order', 'limits.create', 'controls.set', 'limits.raise'].map((name) => `${name} confirmed`))

    const ids = await readIdMap(here.rig.store.read)
    const [person, card] = [(await outcome(here, made.invite)).answerId!, (await outcome(here, made.order)).answerId!]
    expect(ids.personRefs(made.personId)).toEqual([{ connectionId: here.connectionId, externalId: person }])
    expect(await here.rig.store.read.selectFrom('cards').select('cardholder_id').where('id', '=', ids.cardOf(here.connectionId, card)!).executeTakeFirst()).toEqual({ cardholder_id: made.personId })
    const limits = await readShownLimits(here.rig.store.read)
    expect(limits).toHaveLength(limitsBefore + 1)
    expect(limits.find(({ object }) => object.scope.id === card)).toMatchObject({ waitingFor: null, object: { amount: usd(123_400), raise: { amount: usd(900_000) } } })
    expect((await readShownControls(here.rig.store.read)).find(({ object }) => object.scope.id === card)).toMatchObject({ object: { blockedMccs: ['7995'] } })
    await sameAsIssuer(here)
  })

  test('to an invitation is the person of here, though the feed was faster', async () => {
    const here = await desk()
    // Somebody of that name is here already, so that the feed makes another person of the invited one.
    await here.rig.write('test.namesake', async ({ db, now }) => {
      const { id } = await db.insertInto('cardholders').values({ name: 'Ana Nova', match_name: 'ana nova', origin: 'person', created_at: now - 1, import_id: null }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('cardholder_links').values({ connection_id: here.connectionId, external_id: 'ch_namesake', cardholder_id: id, given_name: null }).execute()
    })
    const personId = await here.rig.write('test.person', async ({ db, now }) => (await db.insertInto('cardholders').values({ name: 'Ana Nova (2)', match_name: 'ana nova (2)', origin: 'person', created_at: now, import_id: null }).returning('id').executeTakeFirstOrThrow()).id)
    const subject = cardholderSubject(personId)
    await here.sandbox.fault({ kind: 'status', status: 500, stage: 'after', operation: 'cardholders.invite', times: 1 })
    const invite = await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'cardholders.invite', body: PERSON } })
    await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'cards.order', cardholderId: { answerOf: invite }, body: { kind: 'physical', accountId: here.card.accountId } } })
    await here.rig.sync()
    expect(await states(here)).toEqual(['cardholders.invite queued', 'cards.order queued'])
    const people = () => here.rig.store.read.selectFrom('cardholders').select('name').where('match_name', 'like', 'ana nova%').orderBy('name').execute().then((rows) => rows.map(({ name }) => name))
    expect(await people()).toHaveLength(3)
    here.time.wall += 60_000
    await here.rig.sync()
    expect(await states(here)).toEqual(['cardholders.invite confirmed', 'cards.order confirmed'])
    expect(await people()).toEqual(['Ana Nova', 'Ana Nova (2)'])
    const link = await here.rig.store.read.selectFrom('cardholder_links').select('cardholder_id').where('external_id', '=', (await outcome(here, invite)).answerId!).executeTakeFirst()
    expect(link).toEqual({ cardholder_id: personId })
    const cards = await here.rig.store.read.selectFrom('cards').select('status').where('cardholder_id', '=', personId).execute()
    expect(cards).toHaveLength(1)
  })

  test('by a refusal is nothing, for all that builds on it too, and only the first is told', async () => {
    const here = await desk()
    const taken = here.sandbox.world.objects.all('cardholder').find(({ email }) => email !== null)!
    const personId = await newPerson(here)
    const subject = cardholderSubject(personId)
    const invite = await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'cardholders.invite', body: { ...PERSON, email: taken.email!.toLowerCase() } } })
    const order = await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'cards.order', cardholderId: { answerOf: invite }, body: { kind: 'physical', accountId: here.card.accountId } } })
    const limit = await here.rig.ask({ connectionId: here.connectionId, subject, command: { name: 'limits.create', scope: { kind: 'card', id: { answerOf: order } }, rules: RULES } })
    await here.rig.sync()
    expect(await states(here)).toEqual(['cardholders.invite rejected', 'cards.order rejected', 'limits.create rejected'])
    expect(JSON.parse((await outcome(here, limit)).error!)).toMatchObject({ code: 'issuer.rejected', details: { code: 'depends-on-refused' } })
    expect([logged(here, 'cardholders.invite'), logged(here, 'cards.order'), logged(here, 'limits.create')]).toEqual([1, 0, 0])
    expect((await readIdMap(here.rig.store.read)).personRefs(personId)).toEqual([])
    expect(await here.rig.store.read.selectFrom('cardholders').select('id').where('id', '=', personId).execute()).toEqual([])
    expect(await here.rig.store.read.selectFrom('sync_notices').select(['kind', 'details']).execute().then((rows) => rows.map(({ kind, details }) => [kind, JSON.parse(details)]))).toMatchObject([
      ['change-rejected', { command: 'cardholders.invite', name: 'Ana Nova', code: 'unacceptable_value', reason: 'already-a-cardholder', field: 'email' }],
    ])
  })

  test('to a removal keeps a late page from bringing the limit back', async () => {
    const held: { stale: Awaited<ReturnType<IssuerConnector['changes']>> | undefined } = { stale: undefined }
    // Answers once more what it answered before the removal.
    const late = (connector: IssuerConnector): IssuerConnector => ({
      ...connector,
      changes: async (request) => {
        const { stale } = held
        held.stale = undefined
        if (stale?.modified) return { ...stale, page: { ...stale.page, nextCursor: request.cursor ?? stale.page.nextCursor, hasMore: false } }
        return connector.changes(request)
      },
    })
    const here = await desk(late)
    const { subject, command } = await CASES['limits.remove'](here)
    const limit = here.sandbox.world.objects.all('limit').find(({ amount }) => amount.amountMinor === RULES.amount.amountMinor)!
    held.stale = { modified: true, etag: null, page: { items: [{ type: 'limit', id: limit.id, version: limit.version, object: limit }], nextCursor: 'x', hasMore: false, remainingAtMost: 0 } }
    await here.rig.ask({ connectionId: here.connectionId, subject, command })
    await here.rig.sync()
    expect((await readShownLimits(here.rig.store.read)).filter(({ externalId }) => externalId === limit.id)).toEqual([])
    await here.rig.sync()
    await sameAsIssuer(here)
  })
})

test('one that is given up takes along what builds on it, and nothing else', async () => {
  const here = await desk()
  const { rig, connectionId, card } = here
  const personId = await newPerson(here)
  const subject = cardholderSubject(personId)
  const invite = await rig.ask({ connectionId, subject, command: { name: 'cardholders.invite', body: PERSON } })
  const order = await rig.ask({ connectionId, subject, command: { name: 'cards.order', cardholderId: { answerOf: invite }, body: { kind: 'physical', accountId: card.accountId } } })
  await rig.ask({ connectionId, subject, command: { name: 'limits.create', scope: { kind: 'card', id: { answerOf: order } }, rules: RULES } })
  await rig.ask({ connectionId, subject: cardSubject(here.cardId), command: { name: 'cards.replace', cardId: card.id, body: { reason: 'damaged' } } })
  await rig.write('sync.discard', (context) => discard(context, order))
  expect(await states(here)).toEqual(['cardholders.invite queued', 'cards.order discarded', 'limits.create rejected', 'cards.replace queued'])
  await rig.sync()
  expect(await states(here)).toEqual(['cardholders.invite confirmed', 'cards.order discarded', 'limits.create rejected', 'cards.replace confirmed'])
  expect((await readIdMap(rig.store.read)).personRefs(personId)).toHaveLength(1)
  expect(logged(here, 'cards.order') + logged(here, 'limits.create')).toBe(0)
})

test('what is taken back is the newest change, and only where it is of the kind that is meant', async () => {
  const here = await desk()
  const { rig, connectionId, card, cardId } = here
  const subject = cardSubject(cardId)
  const takesBack = (name: IssuerCommandName) => rig.write('test.takeBack', (context) => takeBack(context, connectionId, subject, [name]))
  await rig.ask({ connectionId, subject, command: { name: 'cards.freeze', cardId: card.id } })
  await rig.ask({ connectionId, subject, command: { name: 'cards.report', cardId: card.id, body: { reason: 'stolen', replace: false } } })
  expect(await takesBack('cards.freeze')).toBe(false)
  expect(await states(here)).toEqual(['cards.freeze queued', 'cards.report queued'])
  expect(await takesBack('cards.report')).toBe(true)
  expect(await takesBack('cards.freeze')).toBe(true)
  expect(await states(here)).toEqual(['cards.freeze discarded', 'cards.report discarded'])
})

test('a value that the issuer’s API would not take is refused here, and nothing is queued', async () => {
  const here = await desk()
  const order = { name: 'cards.order', cardholderId: here.card.cardholderId, body: { kind: 'virtual', accountId: here.card.accountId, purpose: ' ' } } as const
  await expectAppError(here.rig.ask({ connectionId: here.connectionId, subject: cardholderSubject(here.personId), command: order }), 'validation.failed', { field: 'purpose' })
  expect(await states(here)).toEqual([])
})

test('what is confirmed at the end of a run is pulled for in the same run', async () => {
  const asks: { late: (() => Promise<void>) | undefined } = { late: undefined }
  // Somebody approves while the feed is being read, so that it is sent after it.
  const here = await desk((connector) => ({
    ...connector,
    changes: async (request) => {
      const answer = await connector.changes(request)
      const { late } = asks
      asks.late = undefined
      await late?.()
      return answer
    },
  }))
  const { subject, command } = await CASES['limitRequests.approve'](here)
  asks.late = async () => void (await here.rig.ask({ connectionId: here.connectionId, subject, command }))
  await here.rig.sync()
  expect(await states(here)).toEqual(['limitRequests.approve confirmed'])
  // The limit came with the decision, and only the feed tells of it.
  expect((await readShownLimits(here.rig.store.read)).filter(({ object }) => object.amount.amountMinor === 66_600)).toHaveLength(1)
})
