import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { draftHref, readCompanions } from '#renderer/features/disputes/draft/model/address.ts'
import { evidenceLines, fileName, fileProblem, fileText } from '#renderer/features/disputes/draft/model/evidence.ts'
import { answered, saveInput, unsentAfter, type DraftChange, type SaveInput } from '#renderer/features/disputes/draft/model/fields.ts'
import { createKeeper, PAUSE_MS } from '#renderer/features/disputes/draft/model/keeper.ts'
import { fieldId, missingItems, openItems, openText } from '#renderer/features/disputes/draft/model/missing.ts'
import { nearestCharges } from '#renderer/features/disputes/draft/model/nearest-charges.ts'
import { refusedText } from '#renderer/features/disputes/draft/model/refusal.ts'
import { answerLines, differenceOf } from '#renderer/features/disputes/draft/model/summary.ts'
import { evidenceFor } from '#shared/domain/disputes/catalogue.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { DisputeDetail, DisputeEvidence } from '#shared/rpc/contract/disputes.contract.ts'

const draft = { id: 4, amount: { minor: 41_210, currency: 'USD' } }

describe('keeping a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** An engine that answers when told to. */
  function rig() {
    const saves: { readonly input: SaveInput; readonly answer: (error?: AppError) => Promise<void> }[] = []
    const told: { isUnsent: boolean; error: AppError | null } = { isUnsent: false, error: null }
    const keeper = createKeeper({
      draft,
      save: (input) =>
        new Promise((resolve, reject) => {
          saves.push({
            input,
            answer: async (error) => {
              if (error) reject(error)
              else resolve({ id: draft.id } as DisputeDetail)
              await vi.advanceTimersByTimeAsync(0)
            },
          })
        }),
      onSaved: () => undefined,
      onUnsent: (isUnsent) => void (told.isUnsent = isUnsent),
      onError: (error) => void (told.error = error),
      toError: (caught) => caught as AppError,
    })
    return { keeper, saves, told }
  }

  it('waits for a pause in typing, and for none where something is chosen', async () => {
    const { keeper, saves } = rig()
    keeper.take({ explanation: 'It' }, 'typed')
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1)
    keeper.take({ explanation: 'It never' }, 'typed')
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1)
    expect(saves).toHaveLength(0)
    keeper.take({ reason: 'goods-not-received' })
    expect(saves.map(({ input }) => input)).toEqual([{ disputeId: 4, reason: 'goods-not-received', explanation: 'It never' }])
  })

  it('sends one save at a time, and what came meanwhile with the next', async () => {
    const { keeper, saves, told } = rig()
    keeper.take({ explanation: 'one', reason: 'fraud' })
    keeper.take({ explanation: 'two' })
    expect(saves).toHaveLength(1)
    await saves[0]?.answer()
    expect(saves.map(({ input }) => input)).toEqual([{ disputeId: 4, explanation: 'one', reason: 'fraud' }, { disputeId: 4, explanation: 'two' }])
    expect(told.isUnsent).toBe(true)
    await saves[1]?.answer()
    expect(told).toEqual({ isUnsent: false, error: null })
    expect(saves).toHaveLength(2)
  })

  it('keeps what could not be kept: it goes again with the next change, and by itself where that can help', async () => {
    const { keeper, saves, told } = rig()
    keeper.take({ explanation: 'one' })
    await saves[0]?.answer(new AppError('engine.unavailable', {}))
    expect(told.error?.code).toBe('engine.unavailable')
    expect(told.isUnsent).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saves[1]?.input).toEqual({ disputeId: 4, explanation: 'one' })
    await saves[1]?.answer(new AppError('validation.failed', { field: 'amount', reason: 'x' }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(saves).toHaveLength(2)
    keeper.take({ reason: 'fraud' })
    expect(saves[2]?.input).toEqual({ disputeId: 4, explanation: 'one', reason: 'fraud' })
    await saves[2]?.answer()
    expect(told).toEqual({ isUnsent: false, error: null })
  })

  it('an amount that cannot be read is not sent, and keeps nothing else from being kept', async () => {
    const { keeper, saves, told } = rig()
    keeper.take({ amountMinor: null }, 'typed')
    expect(await keeper.flush()).toBe(true)
    expect(saves).toHaveLength(0)
    keeper.take({ explanation: 'one' })
    expect(saves[0]?.input).toEqual({ disputeId: 4, explanation: 'one' })
    await saves[0]?.answer()
    expect(told.isUnsent).toBe(false)
  })

  it('whatever is written in whatever order, the engine ends with the last of each field', async () => {
    const change = fc.oneof(fc.record({ explanation: fc.constantFrom('a', 'b', 'c') }), fc.record({ amountMinor: fc.constantFrom(1, 2, null) }), fc.record({ reason: fc.constantFrom('fraud', 'duplicate') }))
    const step = fc.oneof(fc.record({ change, how: fc.constantFrom('typed', undefined) }), fc.constantFrom('answer', 'fail', 'pause'))
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { keeper, saves } = rig()
      let kept: DraftChange = {}
      let answeredCount = 0
      const answer = async (isOk: boolean) => {
        const next = saves[answeredCount]
        if (next === undefined) return
        answeredCount += 1
        if (isOk) kept = { ...kept, ...changeOf(next.input) }
        await next.answer(isOk ? undefined : new AppError('validation.failed', { field: 'x', reason: 'x' }))
      }
      let written: DraftChange = {}
      for (const one of steps) {
        if (one === 'answer' || one === 'fail') await answer(one === 'answer')
        else if (one === 'pause') await vi.advanceTimersByTimeAsync(PAUSE_MS)
        else {
          const part = one.change as DraftChange
          // An amount that became unreadable takes the readable one before it along, if that was not kept yet.
          const { amountMinor: _amount, ...rest } = part
          written = { ...written, ...rest }
          keeper.take(part, one.how as 'typed' | undefined)
        }
      }
      void keeper.flush()
      while (answeredCount < saves.length) await answer(true)
      void keeper.flush()
      while (answeredCount < saves.length) await answer(true)
      expect(kept).toEqual(written)
    }), { numRuns: 100 })
  })
})

const changeOf = ({ reason, explanation }: SaveInput): DraftChange => ({ ...(reason === undefined ? {} : { reason }), ...(explanation === undefined ? {} : { explanation }) })

describe('what is kept of a draft', () => {
  it('is only what was written, in the charge’s currency', () => {
    expect(saveInput(draft, {})).toBeNull()
    expect(saveInput(draft, { amountMinor: null })).toBeNull()
    expect(saveInput({ ...draft, amount: { minor: 1, currency: 'JPY' } }, { amountMinor: 900, answers: { 'expected-on': '2026-11-02', 'policy-shown': false } })).toEqual({
      disputeId: 4, amount: { minor: 900, currency: 'JPY' }, answers: [{ key: 'expected-on', value: '2026-11-02' }, { key: 'policy-shown', value: false }],
    })
  })

  it('a No and a zero are answers, nothing is none', () => {
    expect(answered({}, 'a', false)).toEqual({ a: false })
    expect(answered({}, 'a', 0)).toEqual({ a: 0 })
    expect(answered({ a: 'x', b: 'y' }, 'a', '')).toEqual({ b: 'y' })
    expect(answered({ a: 'x' }, 'a', null)).toEqual({})
    expect(unsentAfter({ explanation: 'new', reason: 'fraud' }, { explanation: 'old', reason: 'fraud' })).toEqual({ explanation: 'new' })
  })
})

const fileOf = (some: Partial<DisputeEvidence>): DisputeEvidence => ({ id: 1, kind: 'receipt', fileName: 'a.pdf', contentType: 'application/pdf', bytes: 1_500_000, pages: 2, by: 'you', addedAt: 1, isHere: true, isUnsent: true, ...some })

describe('files of a draft', () => {
  it('the checklist names what is needed first, keeps files of another reason in sight, and ends with anything else', () => {
    const files = [fileOf({ id: 1 }), fileOf({ id: 2, kind: 'photo' }), fileOf({ id: 3, kind: 'merchant-answer', by: 'merchant' }), fileOf({ id: 4, kind: 'other' })]
    const lines = evidenceLines(evidenceFor('incorrect-amount', null), files)
    expect(lines.map(({ kind, required, files: own }) => [kind, required, own.map(({ id }) => id)])).toEqual([['receipt', true, [1]], ['photo', false, [2]], ['other', false, [4]]])
    expect(lines[1]?.label).toBe('Photo')
  })

  it('what cannot be one is said before it is read', () => {
    expect(fileProblem({ name: 'a.png', size: 0, type: 'image/png' })).toBe('empty')
    expect(fileProblem({ name: 'a.png', size: 10_485_761, type: 'image/png' })).toBe('too-large')
    expect(fileProblem({ name: 'a.png', size: 10_485_760, type: 'image/png' })).toBeNull()
    expect(fileProblem({ name: 'IMG.HEIC', size: 1, type: '' })).toBeNull()
    expect(fileProblem({ name: 'terms.docx', size: 1, type: 'application/msword' })).toBe('not-a-kind')
  })

  it('has a name that can be kept, its ending with it', () => {
    expect(fileName('image.png', '2026-11-24')).toBe('Pasted 2026-11-24.png')
    const long = fileName(`${'n'.repeat(300)}.jpeg`, '2026-11-24')
    expect(long).toHaveLength(120)
    expect(long.endsWith('.jpeg')).toBe(true)
    expect(fileText(fileOf({}), String)).toBe('PDF, 2 pages, 1.4 MB')
    expect(fileText(fileOf({ contentType: 'image/heic', pages: null, bytes: 900 }), String)).toBe('HEIC picture, 900 B')
  })
})

describe('what a draft still needs', () => {
  it('is named as it is asked, by its step, and can be gone to', () => {
    const form = { reason: 'duplicate', questions: [{ key: 'tracking_number', kind: 'text', choices: [], required: true }], evidence: [] } as const
    expect(missingItems(['other-transaction', 'tracking_number', 'explanation', 'evidence:receipt'], 'duplicate', form)).toEqual([
      { key: 'other-transaction', text: 'Other transaction', step: 'happened' },
      { key: 'tracking_number', text: 'Tracking number', step: 'happened' },
      { key: 'explanation', text: 'What happened, in your own words', step: 'happened' },
      { key: 'evidence:receipt', text: 'Receipt', step: 'have' },
    ])
    expect(missingItems(['other-transaction'], 'duplicate', null)[0]?.text).toBe('Which charge is the right one?')
    expect(fieldId('evidence:receipt')).toBe('dispute-evidence-receipt')
  })

  it('what is wrong stops it like what is missing; what is only unusual does not', () => {
    const contradictions = [{ key: 'received-on', rule: 'not-happened-yet' }, { key: 'expected-on', rule: 'expected-before-charge' }, { key: 'x', rule: 'a-rule-of-later' }]
    const open = openItems({ missingKeys: ['explanation'], contradictions, form: null }, 'goods-damaged')
    expect(open.map(({ key }) => key)).toEqual(['explanation', 'received-on'])
    expect(openText(open)).toBe('1 thing is missing, 1 has to be corrected')
    expect(openText(open.slice(1))).toBe('1 thing has to be corrected')
    expect(openText(openItems({ missingKeys: ['a', 'b'], contradictions: [], form: null }, 'fraud'))).toBe('2 things are missing')
    expect(openText([])).toBe('Nothing is missing')
  })
})

describe('the summary', () => {
  const words = { money: ({ minor, currency }: { readonly minor: number; readonly currency: string }) => `${minor} ${currency}`, dateLong: (day: string) => `day ${day}`, charge: () => null }

  it('says what this reason asks, and nothing that another one asked', () => {
    const answers = { 'right-amount': 0, 'expected-on': '2026-11-01', 'paid-by': 'cash', 'other-transaction': 12 }
    expect(answerLines('incorrect-amount', null, answers, 'JPY', words).map(({ value }) => value)).toEqual(['0 JPY'])
    expect(answerLines('paid-by-other-means', null, { 'paid-by': 'cash', 'other-transaction': 'Check 12' }, 'USD', words).map(({ value }) => value)).toEqual(['In cash', 'Check 12'])
    expect(answerLines('duplicate', null, answers, 'USD', words).map(({ value }) => value)).toEqual(['Another charge'])
    expect(answerLines('fraud', null, { 'card-in-possession': false }, 'USD', words)).toEqual([{ key: 'card-in-possession', label: 'Was the card with its holder when this was charged?', value: 'No' }])
  })

  it('offers the difference where the reason is about one, and there is one', () => {
    const charged = { minor: 5_000, currency: 'USD' }
    expect(differenceOf('incorrect-amount', { 'right-amount': 3_000 }, charged)).toBe(2_000)
    expect(differenceOf('cash-not-dispensed', { 'received-amount': 0 }, charged)).toBe(5_000)
    expect(differenceOf('incorrect-amount', { 'right-amount': 5_000 }, charged)).toBeNull()
    expect(differenceOf('duplicate', { 'right-amount': 3_000 }, charged)).toBeNull()
    expect(differenceOf('incorrect-amount', {}, charged)).toBeNull()
  })
})

describe('beginning', () => {
  it('what is begun together stays together in the address', () => {
    expect(draftHref([])).toBeNull()
    expect(draftHref([4])).toBe('/dispute?id=4')
    expect(draftHref([4, 5, 6])).toBe('/dispute?id=4&with=5,6')
    expect(readCompanions('id=4&with=5,6')).toEqual([5, 6])
    expect(readCompanions('id=4&with=5,x,-1')).toEqual([5])
    expect(readCompanions('id=4')).toEqual([])
  })

  it('says what of a selection cannot be disputed', () => {
    const of = (...refusals: readonly (Parameters<typeof refusedText>[0][number]['refusal'])[]) => refusedText(refusals.map((refusal) => ({ refusal })))
    expect(of(null, null)).toBeNull()
    expect(of('pending', null)).toBe('1 is pending')
    expect(of('pending', 'refund', 'pending', 'already-disputed')).toBe('2 are pending, 1 is a refund and 1 is disputed already')
  })

  it('the copy of a charge is most likely the same amount near it, never itself', () => {
    const charge = { transactionId: 1, merchant: 'Lamb', on: '2026-11-10', amount: { minor: 4_000, currency: 'USD' }, cardId: 1, cardName: 'Visa', holderName: null }
    const row = (id: number, postedOn: string, amountMinor: number, currency = 'USD') => ({ id, postedOn, amountMinor, currency })
    const rows = [row(1, '2026-11-10', -4_000), row(2, '2026-11-09', -3_000), row(3, '2026-10-01', -4_000), row(4, '2026-11-12', -4_000), row(5, '2026-11-10', -4_000, 'EUR')]
    expect(nearestCharges(rows, charge).map(({ id }) => id)).toEqual([4, 3, 5, 2])
  })
})
