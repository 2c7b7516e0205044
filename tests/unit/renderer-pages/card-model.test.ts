import { describe, expect, it } from 'vitest'
import { activationRefusal, digitsWanted, readActivation } from '#renderer/features/cards/model/activate-entry.ts'
import { checklistLines, checklistProgress } from '#renderer/features/cards/model/checklist.ts'
import { cancelAct, doneText, productAct, replaceAct, reportAct } from '#renderer/features/cards/model/final-acts.ts'
import { closedText, historyState, historyText, shippingText } from '#renderer/features/cards/model/history.ts'
import { accountChoices, EMPTY_ORDER, isHeldUp, knownPeople, orderInput, orderProblems, orderTitle, virtualSentence, waitingOrdersText, type OrderEntry, type OrderPlace } from '#renderer/features/cards/model/order-entry.ts'
import { fieldProblem } from '#renderer/lib/field-problem.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { cardOf } from './cards.ts'

const card = cardOf({ cardholder: { id: 7, name: 'Dana Reyes' }, form: 'physical' })
const valueOf = (act: { readonly lines: readonly { readonly label: string; readonly value: string }[] }, label: string) => act.lines.find((line) => line.label === label)?.value

describe('an act that ends a number', () => {
  it('says in its button what it does', () => {
    expect(reportAct(card, { reason: 'stolen', replace: true }, false).confirm).toBe('Report stolen and order a new card')
    expect(reportAct(card, { reason: 'lost', replace: false }, false).confirm).toBe('Report lost and close it')
    expect(cancelAct(card, false).confirm).toBe('Cancel this card for good')
  })

  it('names the card and whose it is', () => {
    for (const act of [reportAct(card, { reason: 'lost', replace: true }, false), replaceAct(card, false), cancelAct(card, false)]) expect(valueOf(act, 'Card')).toBe('Visa ·· 4242, Dana Reyes')
  })

  it('does not promise that a number is closed while the issuer cannot be told', () => {
    const offline = valueOf(reportAct(card, { reason: 'stolen', replace: true }, true), 'This number')
    expect(offline).toContain('Until then it works on')
    expect(valueOf(reportAct(card, { reason: 'stolen', replace: true }, false), 'This number')).toContain('at once')
  })

  it('says that a virtual card’s new number works at once, and that without a new card nothing goes on', () => {
    expect(valueOf(replaceAct({ ...card, form: 'virtual' }, false), 'New card')).toContain('works at once')
    expect(valueOf(replaceAct(card, false), 'New card')).toContain('post')
    const alone = reportAct(card, { reason: 'lost', replace: false }, false)
    expect([valueOf(alone, 'New card'), valueOf(alone, 'Continues')]).toEqual(['None', undefined])
  })

  it('tells when another product begins', () => {
    const act = productAct(card, 'Business Gold', { name: 'Tidewater', isCharge: true }, '3 Dec', '$95.00 a year')
    expect([valueOf(act, 'From'), valueOf(act, 'Until then'), act.confirm]).toEqual(['3 Dec', 'Business Gold', 'Change to Tidewater'])
    expect(doneText('report', 'Visa ·· 4242', true)).toBe('Reported: Visa ·· 4242. It is sent as soon as the issuer can be reached.')
  })
})

describe('activating', () => {
  const known = { brand: 'visa', lastDigits: '4242', expiry: { month: 4, year: 2030 } } as const

  it('takes what is printed on the card', () => {
    expect(readActivation({ lastDigits: '4242', expiry: '04/30' }, known)).toEqual({ input: { lastDigits: '4242', expiryMonth: 4, expiryYear: 2030 } })
    expect([digitsWanted(known), digitsWanted({ brand: 'amex', lastDigits: '71008' }), digitsWanted({ brand: 'amex', lastDigits: null })]).toEqual([4, 5, 5])
  })

  it('says in each field what is wrong', () => {
    expect(readActivation({ lastDigits: '42', expiry: '' }, known)).toEqual({ problems: { lastDigits: 'The last four digits on the card.', expiry: 'Month and year, as printed: 04/30.' } })
    expect(readActivation({ lastDigits: '9931', expiry: '05/30' }, known)).toEqual({ problems: { lastDigits: 'This card ends in 4242. Is it another one?', expiry: 'That is not the date of this card.' } })
  })

  it('puts what the engine finds wrong beside its field', () => {
    const refused = fieldProblem(new AppError('validation.failed', { field: 'expiry', reason: 'This is not the date on this card.' }))
    expect(refused).toEqual({ field: 'expiry', text: 'This is not the date on this card.' })
    expect([activationRefusal('expiryMonth'), activationRefusal('lastDigits'), activationRefusal('status')]).toEqual(['expiry', 'lastDigits', null])
    expect(fieldProblem(new AppError('db.disk-full', {}))).toBeNull()
  })
})

describe('ordering', () => {
  const places: readonly OrderPlace[] = [
    { connectionId: 1, connectionName: 'Sandbox', accountId: 10, label: 'Tidewater ·· 1001', product: 'Tidewater', currency: 'USD', virtual: true, cardholderIds: [7] },
    { connectionId: 2, connectionName: 'Other bank', accountId: 20, label: 'Finch ·· 2002', product: 'Finch', currency: 'EUR', virtual: false, cardholderIds: [8] },
  ]
  const entry: OrderEntry = { ...EMPTY_ORDER, form: 'virtual', accountId: 10, cardholderId: 7, purpose: ' Website hosting ', merchantLock: ' ', total: { value: 12_000, kind: 'filled' } }

  it('asks for exactly what was filled in', () => {
    expect(orderInput(entry, places)).toEqual({
      accountId: 10, cardholderId: 7,
      order: { form: 'virtual', nickname: null, purpose: 'Website hosting', merchantLock: null, totalLimit: { minor: 12_000, currency: 'USD' }, validUntil: null, singleUse: false },
    })
    expect(orderInput({ ...entry, form: 'physical', nickname: 'Spare' }, places)).toEqual({ accountId: 10, cardholderId: 7, order: { form: 'physical', nickname: 'Spare' } })
  })

  it('says what is missing, and sends nothing until it is there', () => {
    expect(Object.keys(orderProblems({ ...EMPTY_ORDER, form: 'virtual' }, places))).toEqual(['accountId', 'cardholderId', 'purpose'])
    expect(orderProblems({ ...entry, cardholderId: 8 }, places).cardholderId).toContain('does not know this person')
    expect(orderProblems({ ...entry, accountId: 20, cardholderId: 8 }, places).accountId).toBe('Finch has no virtual cards.')
    expect(orderInput({ ...entry, purpose: '' }, places)).toBeNull()
    // An amount that the field calls wrong must not be sent as “no amount”.
    const wrong: OrderEntry = { ...entry, total: { value: null, kind: 'problem' } }
    expect([isHeldUp(wrong), orderInput(wrong, places)]).toEqual([true, null])
  })

  it('offers accounts with their connection, and the people that the issuer knows', () => {
    expect(accountChoices(places, 'virtual').map(({ label, disabled }) => [label, disabled])).toEqual([['Tidewater ·· 1001, Sandbox', false], ['Finch ·· 2002, Other bank (no virtual cards)', true]])
    expect([knownPeople(places, undefined), knownPeople(places, places[0])]).toEqual([[7, 8], [7]])
  })

  it('reads as a sentence', () => {
    expect(virtualSentence({ ...entry, merchantLock: 'Hetzner', until: { value: '2026-12-31', kind: 'filled' }, singleUse: true }, (minor) => `$${minor}`, (day) => day)).toBe(
      'It can be used once at merchants named like “Hetzner”, up to $12000 in all, until 2026-12-31. It works as soon as the issuer has made it.',
    )
    const order = { outboxId: 1, person: { id: 7, name: 'Dana Reyes' }, form: 'virtual', label: 'Hosting', createdAt: 0 } as const
    expect(orderTitle(order)).toBe('Virtual card “Hosting” for Dana Reyes')
    expect(waitingOrdersText([order], true)).toBe('1 card ordered, sent as soon as the issuer can be reached')
  })
})

describe('what happened to a card', () => {
  it('is told in words, with how the issuer took it', () => {
    const report = { action: 'cards.report', facts: { reason: 'stolen', replace: true, state: 'queued' } }
    expect([historyText(report), historyState(report)]).toEqual(['Reported stolen, with a new card', 'not sent yet'])
    const refused = { action: 'cards.report', facts: { reason: 'card-closed', replace: true, state: 'rejected' } }
    // The issuer's reason is why it said no, not what happened to the card.
    expect([historyText(refused), historyState(refused)]).toEqual(['Reported, with a new card', 'refused by the issuer: card closed'])
    expect(historyState({ facts: { state: 'confirmed' } })).toBeNull()
    expect(historyText({ action: 'cards.freeze', facts: { tookBack: 4 } })).toContain('taken back')
    expect(historyText({ action: 'cards.freeze', facts: { state: 'confirmed' } })).toBe('Frozen')
    expect(historyText({ action: 'something.new', facts: {} })).toBe('something.new')
  })

  it('says why a number is closed, and where a new card is', () => {
    expect([closedText('stolen'), closedText(null), closedText('new-word')]).toEqual(['Closed: reported stolen', 'Closed', 'Closed: new word'])
    expect(shippingText({ status: 'shipped', expectedOn: '2026-11-29', carrier: 'Parcel Post' }, '29 Nov')).toBe('On its way with Parcel Post, expected 29 Nov')
    expect(shippingText({ status: 'delivered', expectedOn: '2026-11-29', carrier: null }, '29 Nov')).toBe('Delivered')
  })
})

describe('the checklist of a new card', () => {
  it('offers what there is to do, and claims nothing that was only put aside', () => {
    const steps = [
      { step: 'activate', isDone: false, canTick: true },
      { step: 'holder', isDone: true, canTick: false },
      { step: 'wallet', isDone: true, canTick: true },
      { step: 'autopay', isDone: true, canTick: true },
    ] as const
    expect(checklistLines(steps).map(({ action, done }) => [action, done])).toEqual([
      ['activate', 'Put aside: activate it'], [null, 'Has a cardholder'], ['tick', 'In a phone’s wallet'], [null, 'Put aside: let its account be paid by itself'],
    ])
    expect(checklistProgress(steps)).toBe('3 of 4 done')
  })
})
