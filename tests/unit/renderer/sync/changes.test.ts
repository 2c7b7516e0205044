import { describe, expect, it } from 'vitest'
import { actionLabel, changeGroup, changeReason, changeState, changeTitle, groupChanges, visibleActions } from '#renderer/features/sync/model/change-words.ts'
import { actOf, discardWords } from '#renderer/features/sync/model/command-words.ts'
import { refusalText } from '#renderer/lib/refusal-words.ts'
import { createFormats } from '#renderer/lib/formats.ts'
import { pairOf } from '#renderer/features/sync/model/pair.ts'
import { doneText, standingOf } from '#renderer/features/cards/model/standing.ts'
import { changeOf } from './rows.ts'

const formats = createFormats('en-US', new Date(2026, 10, 24))
const ana = { id: 5, name: 'Ana Diaz' }
const title = (some: Parameters<typeof changeOf>[0]) => changeTitle(changeOf(some), formats)
const full = { code: 'db.disk-full', details: {} }

describe('changes on their way', () => {
  it('stand by what they need, in the order a person cares', () => {
    const items = [
      changeOf({ id: 1, state: 'confirmed', updatedAt: 5 }), changeOf({ id: 2, state: 'queued' }), changeOf({ id: 3, state: 'needs-attention', actions: ['retry', 'discard'] }),
      changeOf({ id: 4, state: 'discarded', updatedAt: 9 }), changeOf({ id: 5, state: 'sending' }), changeOf({ id: 6, state: 'rejected', actions: ['dismiss'] }), changeOf({ id: 7, state: 'rejected', updatedAt: 1 }),
    ]
    expect(groupChanges(items).map(({ group, changes }) => [group, changes.map((item) => item.id)])).toEqual([['needs-you', [3, 6]], ['waiting', [2, 5]], ['settled', [4, 1, 7]]])
    expect(groupChanges([])).toEqual([])
  })

  it('say how they stand', () => {
    expect(changeState(changeOf(), false)).toBe('Waiting to be sent')
    expect(changeState(changeOf({ attempts: 1 }), false)).toBe('Waiting, tried once')
    expect(changeState(changeOf({ attempts: 4 }), false)).toBe('Waiting, tried 4 times')
    expect(changeState(changeOf({ attempts: 4 }), true)).toBe('Not sent yet: offline')
    expect(changeState(changeOf({ state: 'confirmed' }), true)).toBe('Confirmed by the issuer')
  })

  it('say why, and that the issuer’s value is back where it said no', () => {
    expect(changeReason(changeOf({ state: 'rejected', error: full }))).toMatch(/^The disk is full\..*The card shows again what the issuer says\.$/)
    expect(changeReason(changeOf({ state: 'rejected', error: { code: 'issuer.rejected', details: { code: 'not_allowed', reason: 'card-closed', field: null } } }))).toBe('The card is closed there. The card shows again what the issuer says.')
    expect(changeReason(changeOf({ state: 'needs-attention', error: full }))).toContain('Free some space')
    expect(changeReason(changeOf({ state: 'queued', attempts: 1, error: full }))).toBe('The disk is full.')
    expect(changeReason(changeOf({ state: 'queued', attempts: 1, error: { code: 'issuer.unreachable', details: { reason: 'refused' } } }))).toBeNull()
    expect(changeReason(changeOf({ state: 'confirmed', error: full }))).toBeNull()
    expect(changeReason(changeOf())).toBeNull()
  })

  it('survive an error that this version has no words for', () => {
    expect(changeReason(changeOf({ state: 'rejected', error: { code: 'issuer.from-the-future', details: {} } }))).toContain('It did not go through')
    expect(changeReason(changeOf({ state: 'rejected', error: { code: 'toString', details: {} } }))).toContain('It did not go through')
  })

  it('offer what the engine allows and nothing else, the way on last', () => {
    expect(visibleActions({ actions: ['retry', 'discard'] })).toEqual(['discard', 'retry'])
    expect(visibleActions({ actions: ['dismiss'] })).toEqual(['dismiss'])
    expect(visibleActions({ actions: [] })).toEqual([])
    expect([actionLabel('retry', { attempts: 0 }), actionLabel('retry', { attempts: 2 })]).toEqual(['Send now', 'Try again'])
  })

  it('name the card, or that it is gone', () => {
    expect(title({})).toBe('Freeze Visa ·· 4242')
    expect(title({ command: 'cards.unfreeze', card: null })).toBe('Unfreeze a card that is gone')
  })

  it('name a dispute by its merchant, as what is done here and as what the issuer did not do', () => {
    const facts = { disputeId: 4, merchant: 'Lamb & Lantern', minor: 9_000, currency: 'USD', fileName: 'slip.jpg' }
    expect(title({ command: 'disputes.submit', facts })).toBe('Send the dispute of $90.00 at Lamb & Lantern')
    expect(title({ command: 'disputes.addEvidence', facts: { merchant: 'Lamb & Lantern', fileName: 'slip.jpg' } })).toBe('Add “slip.jpg” to the dispute at Lamb & Lantern')
    expect(title({ command: 'disputes.respond', facts: {} })).toBe('Answer the merchant in the dispute')
    expect(actOf('disputes.submit', changeOf({ facts }), formats)).toBe('accept the dispute of $90.00 at Lamb & Lantern')
    const { meaning, confirm } = discardWords(changeOf({ command: 'disputes.create', facts }))
    expect([confirm, meaning]).toEqual(['Do not send it', 'It was not sent and will not be. The dispute stays a draft here, and its last day runs on. What was asked for along with it is not sent either.'])
  })

  it('say what is asked, with the amounts', () => {
    const monthly = { minor: 200_000, currency: 'USD', interval: 'month' }
    expect(title({ command: 'limits.create', facts: monthly })).toBe('Set a limit of $2,000.00 a month on Visa ·· 4242')
    expect(title({ command: 'limits.create', card: null, person: ana, facts: { ...monthly, onNewCard: true } })).toBe('Set a limit of $2,000.00 a month on the new card of Ana Diaz')
    expect(title({ command: 'limits.update', card: null, person: ana, facts: { interval: 'day' } })).toBe('Change the limit of Ana Diaz')
    expect(title({ command: 'limits.raise', facts: { ...monthly, until: new Date(2026, 10, 30, 18).getTime() } })).toBe('Raise the limit of Visa ·· 4242 to $2,000.00 a month until 30 Nov, 18:00')
    expect(title({ command: 'cards.order', card: null, person: ana, facts: { form: 'virtual', label: 'Ads' } })).toBe('Make a virtual card “Ads” for Ana Diaz')
    expect(title({ command: 'cards.report', facts: { reason: 'stolen', replace: true } })).toBe('Report Visa ·· 4242 stolen')
    expect(title({ command: 'limitRequests.approve', card: null, person: ana, facts: { minor: 50_000, currency: 'USD', until: null } })).toBe('Approve $500.00 for Ana Diaz')
  })

  it('name who was to be invited, though a refused invitation leaves nobody here', () => {
    expect(title({ command: 'cardholders.invite', card: null, facts: { name: 'Ana Diaz' } })).toBe('Invite Ana Diaz')
    expect(title({ command: 'cards.order', card: null, facts: { form: 'physical', label: null, name: 'Ana Diaz' } })).toBe('Order a card for Ana Diaz')
  })

  it('tell what was not sent from what the issuer refused', () => {
    const error = { code: 'issuer.rejected', details: { code: 'depends-on-refused', reason: 'depends-on-refused', field: null } }
    const item = changeOf({ command: 'cards.order', state: 'rejected', error })
    expect(changeState(item, false)).toBe('Not sent')
    expect(changeReason(item)).toBe('What it builds on was refused or given up, so it was not sent. No card was made.')
  })

  it('say the same reason of two fields in two ways', () => {
    expect(refusalText({ code: 'unacceptable_value', reason: 'in-the-past', field: 'until' })).toBe('The time is over by now.')
    expect(refusalText({ code: 'unacceptable_value', reason: 'in-the-past', field: 'validUntil' })).toBe('The last day is over by now.')
    expect(refusalText({ code: 'unacceptable_value', reason: 'from-the-future', field: 'until' })).toBe('It does not accept that.')
  })

  it('say before giving one up what the card will be', () => {
    expect(discardWords(changeOf())).toEqual({ title: 'Give up this freeze', confirm: 'Do not freeze', meaning: 'It was not sent and will not be. Visa ·· 4242 shows again what Northwind last said of it. It can be used as long as the issuer has it active.' })
    expect(discardWords(changeOf({ command: 'cards.unfreeze', state: 'needs-attention' })).meaning).toMatch(/^It will not be sent again\..*stays frozen/)
    expect(discardWords(changeOf({ command: 'cardholders.invite', card: null, person: ana })).meaning).toBe('It was not sent and will not be. Nobody is invited. What was asked for along with it is not sent either.')
    expect(discardWords(changeOf({ command: 'cards.report' })).meaning).toContain('It is not closed')
  })

  it('have a group for every state', () => {
    expect((['queued', 'sending', 'confirmed', 'rejected', 'needs-attention', 'discarded'] as const).map((state) => changeGroup({ state, actions: ['dismiss'] }))).toEqual(['waiting', 'waiting', 'settled', 'needs-you', 'needs-you', 'settled'])
  })
})

describe('what was read', () => {
  const notices = [{ id: 8, facts: { outboxId: 3 } }, { id: 9, facts: {} }]
  const changes = [changeOf({ id: 3, state: 'rejected', actions: ['dismiss'] }), changeOf({ id: 4, state: 'needs-attention', actions: ['retry'] })]
  const ids = (read: Parameters<typeof pairOf>[0]) => {
    const { notice, change } = pairOf(read, notices, changes)
    return [notice?.id, change?.id]
  }

  it('is put aside once: the refused change with its notice, whichever was dismissed', () => {
    expect(ids({ outboxId: 3 })).toEqual([8, 3])
    expect(ids({ notice: { id: 8, facts: { outboxId: 3 } } })).toEqual([8, 3])
  })

  it('takes nothing along that belongs to something else or still needs a person', () => {
    expect(ids({ notice: { id: 9, facts: {} } })).toEqual([9, undefined])
    expect(ids({ notice: { id: 7, facts: { outboxId: 4 } } })).toEqual([7, undefined])
  })
})

describe('how a card stands', () => {
  const online = { isOffline: false, change: undefined }
  const card = { status: 'active', can: { freeze: true, unfreeze: false }, waitingFor: null } as const

  it('offers what the connection can do now', () => {
    expect(standingOf(card, online)).toMatchObject({ word: 'Active', verb: 'freeze', note: null })
    expect(standingOf({ status: 'frozen', can: { freeze: false, unfreeze: true }, waitingFor: null }, online)).toMatchObject({ word: 'Frozen', verb: 'unfreeze', note: null })
  })

  it('says why where nothing can be done, and nothing where the state says it', () => {
    const none = { freeze: false, unfreeze: false }
    expect(standingOf({ status: 'frozen', can: none, waitingFor: null }, online)).toMatchObject({ verb: null, note: { kind: 'why', text: 'Only its issuer can unfreeze it' } })
    expect(standingOf({ status: 'active', can: none, waitingFor: null }, online).note?.text).toContain('not let it be frozen')
    expect((['closed', 'inactive'] as const).map((status) => standingOf({ status, can: none, waitingFor: null }, online).note)).toEqual([null, null])
  })

  it('marks what the issuer does not know yet', () => {
    const waiting = { ...card, status: 'frozen', can: { freeze: false, unfreeze: true }, waitingFor: 'freeze' } as const
    expect(standingOf(waiting, online).note).toEqual({ kind: 'waiting', text: 'Waiting to be sent' })
    expect(standingOf(waiting, { ...online, isOffline: true }).note).toEqual({ kind: 'waiting', text: 'Not sent yet: offline' })
    expect(standingOf(waiting, { isOffline: true, change: { state: 'needs-attention' } }).note).toEqual({ kind: 'needs-you', text: 'The freeze needs you' })
  })

  it('does not let one believe that the issuer knows, while it cannot be reached', () => {
    expect(doneText('freeze', 'Visa ·· 4242', false)).toBe('Frozen: Visa ·· 4242')
    expect(doneText('freeze', 'Visa ·· 4242', true)).toContain('sent as soon as')
  })
})
