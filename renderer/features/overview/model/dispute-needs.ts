/** What of disputes waits for a person. */
import type { Money } from '#shared/domain/money.ts'
import type { Overview } from '#shared/rpc/contract/reports.contract.ts'

export type DisputeNeed = Extract<Overview['needs'][number], { readonly disputeId: number }>

export interface NeedWords {
  readonly text: string
  readonly detail: string
  readonly action: string
  readonly tone?: 'danger' | undefined
}

export interface DisputeNeedWords {
  readonly money: (money: Money) => string
  /** "today", "tomorrow", "on Thursday", "on 24 Nov", "since 3 Nov". */
  readonly due: (day: string) => string
}

export function disputeNeed(need: DisputeNeed, today: string, { money, due }: DisputeNeedWords): NeedWords {
  const what = `${money({ minor: Math.abs(need.amountMinor), currency: need.currency })} at ${need.merchant}`
  switch (need.kind) {
    case 'dispute-draft': {
      const isOver = need.sendBy < today
      return {
        text: isOver ? `The last day to dispute ${what} has passed` : `The last day to dispute ${what} is ${due(need.sendBy)}`,
        detail: isOver ? 'It was drafted and not sent. See what can still be done.' : 'It is drafted and not sent yet.',
        action: isOver ? 'See what is left' : 'Finish it', tone: isOver ? 'danger' : undefined,
      }
    }
    case 'dispute-answer':
      return { text: `The merchant contests the dispute of ${what}`, detail: need.until === null ? 'Your answer is waited for.' : `Your answer is due ${due(need.until)}. Without one it is decided on what is there.`, action: 'Read and answer' }
    case 'dispute-refused':
      return { text: `The dispute of ${what} was not taken`, detail: 'It is a draft again, with the reason.', action: 'Put it right', tone: 'danger' }
  }
}
