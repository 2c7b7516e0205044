/** What is shown while changes wait. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cardholder } from '#shared/gateway/resources/cardholders.ts'
import type { Controls } from '#shared/gateway/resources/controls.ts'
import type { Limit } from '#shared/gateway/resources/limits.ts'
import type { LimitRequest } from '#shared/gateway/resources/limit-requests.ts'
import type { IssuerCommand, IssuerRef } from '#engine/issuers/command.ts'
import { foldCardholders, foldControls, foldLimits, foldRequests, type Waiting } from '#engine/sync/shown/fold.ts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const NOW = 1_000
const limitOf = (id: string, some: Partial<Limit> = {}): Limit => ({
  id, version: 1, scope: { kind: 'card', id: 'crd_1' }, amount: usd(100), interval: 'month', window: 'calendar', timeZone: 'UTC', weekStartsOn: 1, countsRefunds: false, countsPending: true, categories: null, mode: 'decline',
  raise: null, used: usd(7), resetsAt: 9, createdAt: 1, ...some,
})
const waitingOf = (outboxId: number, command: IssuerCommand): Waiting => ({ outboxId, connectionId: 2, createdAt: NOW, command })
const ours = <T>(...objects: T[]) => objects.map((object) => ({ connectionId: 2, object }))
const none: ReadonlyMap<number, string> = new Map()
const defaults = { timeZoneOf: () => 'America/Denver' }
const limits = (objects: readonly Limit[], waiting: readonly Waiting[], answers = none) => foldLimits({ objects: ours(...objects), waiting, answers }, defaults)

describe('a limit', () => {
  test('is shown with every change that waits, in the order in which it was made', () => {
    const [shown] = limits([limitOf('lim_1')], [
      waitingOf(1, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(200), mode: 'warn' } }),
      waitingOf(2, { name: 'limits.raise', limitId: 'lim_1', body: { amount: usd(900), until: 5_000, reason: 'Fair' } }),
      waitingOf(3, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(300) } }),
    ])
    expect(shown).toMatchObject({ key: 'issuer:2:lim_1', externalId: 'lim_1', waitingFor: 'limits.update', object: { amount: usd(300), mode: 'warn', interval: 'month', used: usd(7), raise: { amount: usd(900), until: 5_000 } } })
  })

  test('that is to be removed is left out, whatever else waits for it', () => {
    expect(limits([limitOf('lim_1'), limitOf('lim_2')], [waitingOf(1, { name: 'limits.remove', limitId: 'lim_1' }), waitingOf(2, { name: 'limits.endRaise', limitId: 'lim_1' })]).map(({ key }) => key)).toEqual(['issuer:2:lim_2'])
  })

  test('that is new has a key of its change, counts nothing yet, and can be changed before it exists', () => {
    const create = waitingOf(4, { name: 'limits.create', scope: { kind: 'card', id: 'crd_1' }, rules: { amount: usd(50), interval: 'billing-cycle', categories: ['dining'] } })
    const [shown] = limits([], [create, waitingOf(5, { name: 'limits.raise', limitId: { answerOf: 4 }, body: { amount: usd(80), until: 5_000, reason: null } })])
    expect(shown).toMatchObject({
      key: 'new:4', externalId: null, waitingFor: 'limits.raise',
      object: { id: 'new:4', version: 0, window: 'billing-cycle', timeZone: 'America/Denver', mode: 'decline', used: usd(0), resetsAt: null, createdAt: NOW, raise: { amount: usd(80) } },
    })
    expect(limits([], [create, waitingOf(5, { name: 'limits.remove', limitId: { answerOf: 4 } })])).toEqual([])
  })

  test('that the issuer has made by now is found under its own id', () => {
    const answers = new Map([[4, 'lim_9']])
    expect(limits([limitOf('lim_9')], [waitingOf(5, { name: 'limits.update', limitId: { answerOf: 4 }, rules: { amount: usd(75) } })], answers)).toMatchObject([{ key: 'issuer:2:lim_9', object: { amount: usd(75) } }])
  })

  test('on a card that the issuer has yet to make is no limit of anything yet', () => {
    const onNew = waitingOf(6, { name: 'limits.create', scope: { kind: 'card', id: { answerOf: 5 } }, rules: { amount: usd(50), interval: 'day', categories: null } })
    expect(limits([], [onNew])).toEqual([])
    expect(limits([], [onNew], new Map([[5, 'crd_7']]))).toMatchObject([{ object: { scope: { kind: 'card', id: 'crd_7' } } }])
  })

  test('of another connection under the same id is another limit', () => {
    const objects = [{ connectionId: 2, object: limitOf('lim_1') }, { connectionId: 3, object: limitOf('lim_1') }]
    const shown = foldLimits({ objects, waiting: [waitingOf(1, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(1) } })], answers: none }, defaults)
    expect(shown.map(({ key, object, waitingFor }) => [key, object.amount.amountMinor, waitingFor])).toEqual([['issuer:2:lim_1', 1, 'limits.update'], ['issuer:3:lim_1', 100, null]])
  })

  test('that the issuer has no more takes nothing of what waits for it', () => {
    expect(limits([], [waitingOf(1, { name: 'limits.update', limitId: 'lim_1', rules: { amount: usd(1) } })])).toEqual([])
  })
})

const RULES = { allowedCategories: null, blockedCategories: ['gambling'], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: false, merchantLock: null, validFrom: null, validUntil: null }

test('controls are one set for a card or person: replaced whole, or new', () => {
  const set = (outboxId: number, kind: 'card' | 'cardholder', online: boolean) => waitingOf(outboxId, { name: 'controls.set', scope: { kind, id: 'x' }, rules: { ...RULES, online } })
  const before: Controls = { ...RULES, id: 'ctl_1', version: 3, scope: { kind: 'card', id: 'x' }, merchantLock: 'ACME' }
  const shown = foldControls({ objects: ours(before), waiting: [set(1, 'card', false), set(2, 'cardholder', true), set(3, 'cardholder', false)], answers: none })
  expect(shown.map(({ key, object }) => [key, object.scope.kind, object.online, object.merchantLock])).toEqual([['issuer:2:ctl_1', 'card', false, null], ['new:2', 'cardholder', false, null]])
})

const holderOf = (id: string): Cardholder => ({ id, version: 1, firstName: 'Ana', lastName: 'Diaz', email: 'ana@example.com', phone: null, department: 'Sales', title: null, employeeNumber: null, status: 'active', joinedOn: '2026-01-01' })

test('people are shown with their new details, and invited ones before the issuer has them', () => {
  const waiting = [
    waitingOf(1, { name: 'cardholders.update', cardholderId: 'ch_1', body: { department: null, title: 'Lead' } }),
    waitingOf(2, { name: 'cardholders.deactivate', cardholderId: 'ch_1' }),
    waitingOf(3, { name: 'cardholders.invite', body: { firstName: 'Bo', lastName: 'Lund', email: null } }),
    waitingOf(4, { name: 'cardholders.update', cardholderId: { answerOf: 3 }, body: { phone: '+4712345678' } }),
  ]
  const shown = foldCardholders({ objects: ours(holderOf('ch_1')), waiting, answers: none }, { dayOf: () => '2026-11-24' })
  expect(shown).toMatchObject([
    { key: 'issuer:2:ch_1', waitingFor: 'cardholders.deactivate', object: { department: null, title: 'Lead', email: 'ana@example.com', status: 'inactive' } },
    { key: 'new:3', externalId: null, waitingFor: 'cardholders.update', object: { firstName: 'Bo', email: null, phone: '+4712345678', status: 'invited', joinedOn: '2026-11-24' } },
  ])
})

test('a decision on its way leaves the request pending', () => {
  const request = { id: 'req_1', version: 1, status: 'pending', decision: null, amount: usd(5) } as unknown as LimitRequest
  const shown = foldRequests({ objects: ours(request), waiting: [waitingOf(1, { name: 'limitRequests.approve', requestId: 'req_1', body: {} })], answers: none })
  expect(shown).toMatchObject([{ waitingFor: 'limitRequests.approve', object: { status: 'pending', decision: null } }])
})

/** What somebody may ask of up to four limits, two of which are there. `target` picks among those there are by then. */
const ask = fc.oneof(
  fc.record({ does: fc.constant('create' as const), amount: fc.integer({ min: 1, max: 999 }), scope: fc.constantFrom('crd_1', 'crd_2') }),
  fc.record({ does: fc.constantFrom('update', 'raise', 'end', 'remove'), target: fc.nat(9), amount: fc.integer({ min: 1, max: 999 }) }),
)

test('as changes are confirmed one after the other, what is shown stays as it is', () => {
  fc.assert(
    fc.property(fc.array(ask, { maxLength: 12 }), (asks) => {
      // Refs by what the change was made about; ids are given by the issuer in the order of the changes.
      const refs: IssuerRef[] = ['lim_a', 'lim_b']
      const waiting = asks.map((one, index) => {
        const outboxId = index + 1
        if (one.does === 'create') {
          refs.push({ answerOf: outboxId })
          return waitingOf(outboxId, { name: 'limits.create', scope: { kind: 'card', id: one.scope }, rules: { amount: usd(one.amount), interval: 'day', window: 'rolling', timeZone: 'UTC', weekStartsOn: 0, countsRefunds: true, categories: null, mode: 'warn' } })
        }
        const limitId = refs[one.target % refs.length] ?? 'lim_a'
        if (one.does === 'update') return waitingOf(outboxId, { name: 'limits.update', limitId, rules: { amount: usd(one.amount) } })
        if (one.does === 'raise') return waitingOf(outboxId, { name: 'limits.raise', limitId, body: { amount: usd(one.amount), until: 5_000, reason: null } })
        return waitingOf(outboxId, { name: one.does === 'end' ? 'limits.endRaise' : 'limits.remove', limitId })
      })

      const issuer = new Map([['lim_a', limitOf('lim_a')], ['lim_b', limitOf('lim_b')]])
      const answers = new Map<number, string>()
      const shown = (from: number) => limits([...issuer.values()], waiting.slice(from), answers).map(({ object: { scope, amount, interval, window, mode, raise } }) => JSON.stringify({ scope, amount, interval, window, mode, raise })).toSorted()
      const first = shown(0)
      for (const [index, { outboxId, command }] of waiting.entries()) {
        answerLikeAnIssuer(issuer, answers, outboxId, command)
        expect(shown(index + 1)).toEqual(first)
      }
    }),
  )
})

/** In its own words: it does what it is asked with an object it has, and nothing with one that is gone. */
function answerLikeAnIssuer(issuer: Map<string, Limit>, answers: Map<number, string>, outboxId: number, command: IssuerCommand): void {
  if (command.name === 'limits.create' && typeof command.scope.id === 'string') {
    const { amount, categories } = command.rules
    const id = `lim_${outboxId}`
    issuer.set(id, limitOf(id, { scope: { kind: 'card', id: command.scope.id }, amount, categories, interval: 'day', window: 'rolling', mode: 'warn', weekStartsOn: 0, countsRefunds: true, used: usd(0) }))
    answers.set(outboxId, id)
    return
  }
  if (!('limitId' in command)) return
  const id = typeof command.limitId === 'string' ? command.limitId : (answers.get(command.limitId.answerOf) ?? '')
  const limit = issuer.get(id)
  if (!limit) return
  if (command.name === 'limits.remove') issuer.delete(id)
  else if (command.name === 'limits.update') issuer.set(id, { ...limit, amount: command.rules.amount ?? limit.amount })
  else issuer.set(id, { ...limit, raise: command.name === 'limits.raise' ? command.body : null })
}
