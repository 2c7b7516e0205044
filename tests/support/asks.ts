/** What a person may ask an issuer for, as the handlers would queue it: for histories, where it is chosen by chance. */
import type { IssuerCommand, IssuerCommandOf, IssuerRef } from '#engine/issuers/command.ts'
import { enqueue } from '#engine/sync/outbox.ts'
import { readIdMap } from '#engine/sync/shown/id-map.queries.ts'
import { readShownCardholders, readShownLimits } from '#engine/sync/shown/shown.queries.ts'
import type { ShownLimit } from '#engine/sync/shown/shown.ts'
import { cardholderSubject, cardSubject, limitsSubject } from '#engine/sync/subjects.ts'
import { TEST_NOW } from './store.ts'
import { askAboutDispute } from './dispute-asks.ts'
import type { SyncRig } from './sync-rig.ts'

export const ASKS = ['limit', 'change-limit', 'raise-limit', 'remove-limit', 'controls', 'report', 'order', 'invite', 'invite-twice', 'dispute', 'withdraw-dispute'] as const

export interface Ask {
  readonly what: (typeof ASKS)[number]
  /** Picks among the cards or limits that there are. */
  readonly which: number
  /** Another one with every ask: of it invited people get their names. */
  readonly people: number
}

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const rulesOf = (which: number): IssuerCommandOf<'limits.create'>['rules'] => ({ amount: usd(10_000 + which), interval: which % 2 === 0 ? 'day' : 'month', categories: which % 3 === 0 ? ['dining'] : null })
const CONTROLS: IssuerCommandOf<'controls.set'>['rules'] = {
  allowedCategories: null, blockedCategories: ['gambling'], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: null,
}

/** Outbox ids of what was asked; none where there is nothing to ask it about. */
export async function askFor(rig: SyncRig, ask: Ask): Promise<readonly number[]> {
  const { connection_id: connectionId } = await rig.store.read.selectFrom('gateway_connections').select('connection_id').executeTakeFirstOrThrow()
  const one = async (subject: string, command: IssuerCommand) => [await rig.ask({ connectionId, subject, command })]
  if (ask.what === 'dispute' || ask.what === 'withdraw-dispute') return askAboutDispute(rig, ask)
  if (ask.what === 'invite' || ask.what === 'invite-twice') return invite(rig, connectionId, ask)
  if (ask.what === 'change-limit' || ask.what === 'raise-limit' || ask.what === 'remove-limit') {
    const target = await limitOf(rig, ask.which)
    return target ? one(target.subject, onLimit(ask, target.limitId)) : []
  }
  const card = await cardOf(rig, ask.which)
  if (!card) return []
  const scope = { kind: 'card', id: card.externalId } as const
  if (ask.what === 'limit') return one(limitsSubject({ kind: 'card', id: card.id }), { name: 'limits.create', scope, rules: rulesOf(ask.which) })
  if (ask.what === 'controls') return one(limitsSubject({ kind: 'card', id: card.id }), { name: 'controls.set', scope, rules: { ...CONTROLS, online: ask.which % 2 === 0 } })
  if (ask.what === 'report') return one(cardSubject(card.id), { name: 'cards.report', cardId: card.externalId, body: { reason: 'lost', replace: ask.which % 2 === 0 } })
  return card.holderId === null || card.holder === undefined ? [] : one(cardholderSubject(card.holderId), { name: 'cards.order', cardholderId: card.holder, body: { kind: 'physical', accountId: card.accountId } })
}

function onLimit({ what, which }: Ask, limitId: IssuerRef): IssuerCommand {
  if (what === 'change-limit') return { name: 'limits.update', limitId, rules: { amount: usd(20_000 + which) } }
  if (what === 'remove-limit') return { name: 'limits.remove', limitId }
  return { name: 'limits.raise', limitId, body: { amount: usd(900_000 + which), until: TEST_NOW + 200 * 86_400_000, reason: null } }
}

/** A limit that is shown, under the subject of all changes of its card or person. One on its way is named by the change that makes it. */
async function limitOf(rig: SyncRig, which: number): Promise<{ readonly subject: string; readonly limitId: IssuerRef } | undefined> {
  const limits = await readShownLimits(rig.store.read)
  const limit = limits[limits.length - 1 - (which % Math.max(1, limits.length))]
  if (!limit) return undefined
  const subject = limit.externalId === null ? await subjectOfNew(rig, limit) : await subjectOfOld(rig, limit)
  return subject === undefined ? undefined : { subject, limitId: limit.externalId ?? { answerOf: outboxIdOf(limit) } }
}

const outboxIdOf = ({ key }: ShownLimit): number => Number(key.slice('new:'.length))

async function subjectOfNew(rig: SyncRig, limit: ShownLimit): Promise<string | undefined> {
  return (await rig.store.read.selectFrom('outbox').select('subject').where('id', '=', outboxIdOf(limit)).executeTakeFirst())?.subject
}

async function subjectOfOld(rig: SyncRig, { connectionId, object: { scope } }: ShownLimit): Promise<string | undefined> {
  const ids = await readIdMap(rig.store.read)
  const id = scope.kind === 'card' ? ids.cardOf(connectionId, scope.id) : ids.personOf(connectionId, scope.id)
  return id === undefined ? undefined : limitsSubject({ kind: scope.kind, id })
}

async function cardOf(rig: SyncRig, which: number) {
  const cards = await rig.store.read
    .selectFrom('cards')
    .innerJoin('accounts', 'accounts.id', 'cards.account_id')
    .leftJoin('cardholder_links', 'cardholder_links.cardholder_id', 'cards.cardholder_id')
    .select(['cards.id', 'cards.external_key as externalId', 'cards.cardholder_id as holderId', 'accounts.external_key as accountId', 'cardholder_links.external_id as holder'])
    .where('cards.status', 'in', ['active', 'frozen'])
    .where('cards.stands_for_account', '=', 0)
    .orderBy('cards.external_key')
    .execute()
  const found = cards[which % Math.max(1, cards.length)]
  return found && { ...found, holder: found.holder ?? undefined }
}

/** Person, card, limit and controls in one go. Twice: with an address that somebody has already, so that all of it is refused. */
async function invite(rig: SyncRig, connectionId: number, { what, which, people }: Ask): Promise<readonly number[]> {
  const account = await rig.store.read.selectFrom('accounts').select('external_key').where('connection_id', '=', connectionId).orderBy('external_key').executeTakeFirstOrThrow()
  const taken = (await readShownCardholders(rig.store.read)).find(({ object }) => object.email !== null)?.object.email
  const email = what === 'invite-twice' && taken !== undefined && taken !== null ? taken.toLowerCase() : `nova.${people}@example.com`
  const name = `Nova Number${String.fromCharCode(65 + (people % 26), 65 + Math.floor(people / 26))}`
  return rig.write('test.invite', async (context) => {
    const person = await context.db.insertInto('cardholders').values({ name, match_name: name.toLowerCase(), origin: 'person', created_at: context.now, import_id: null }).returning('id').executeTakeFirstOrThrow()
    const subject = cardholderSubject(person.id)
    const [firstName = '', lastName = ''] = name.split(' ')
    const ask = (command: IssuerCommand) => enqueue(context, { connectionId, subject, command })
    const invited = await ask({ name: 'cardholders.invite', body: { firstName, lastName, email } })
    const ordered = await ask({ name: 'cards.order', cardholderId: { answerOf: invited }, body: { kind: 'physical', accountId: account.external_key } })
    const limited = await ask({ name: 'limits.create', scope: { kind: 'card', id: { answerOf: ordered } }, rules: rulesOf(which) })
    return [invited, ordered, limited, await ask({ name: 'controls.set', scope: { kind: 'card', id: { answerOf: ordered } }, rules: CONTROLS })]
  })
}
