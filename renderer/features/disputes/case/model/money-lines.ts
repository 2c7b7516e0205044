/** What a dispute does to what has to be paid. Only what the issuer says is told as a fact; the rest says that it is not known. */
import { isAtStake } from '#shared/domain/disputes/stages.ts'
import type { Money } from '#shared/domain/money.ts'
import type { DisputeDetail } from '#shared/rpc/contract/disputes.contract.ts'

export interface MoneyLine {
  readonly key: string
  readonly label: string
  readonly amount: Money
  /** "since 3 Dec", "due on 3 Dec". */
  readonly note: string | null
}

type Effect = Pick<DisputeDetail, 'stage' | 'amount' | 'won' | 'provisionalCredit' | 'account' | 'channel'>

export interface MoneyWords {
  readonly date: (day: string) => string
  readonly day: (at: number) => string
  readonly money: (money: Money) => string
}

export function caseLines({ amount, won, provisionalCredit }: Effect, { day }: Pick<MoneyWords, 'day'>): readonly MoneyLine[] {
  return [
    { key: 'amount', label: 'Disputed', amount, note: null },
    ...(provisionalCredit === null ? [] : [{ key: 'credit', label: 'Provisional credit', amount: provisionalCredit.amount, note: provisionalCredit.reversedAt === null ? `since ${day(provisionalCredit.at)}` : `taken back on ${day(provisionalCredit.reversedAt)}` }]),
    ...(won === null ? [] : [{ key: 'won', label: 'Won', amount: won, note: null }]),
  ]
}

export function accountLines({ account }: Pick<Effect, 'account'>, { date }: Pick<MoneyWords, 'date'>): readonly MoneyLine[] {
  if (account === null) return []
  const { disputedTotal, balance, minimumDue, dueOn } = account
  return [
    { key: 'disputed', label: 'In dispute in all', amount: disputedTotal, note: null },
    { key: 'balance', label: 'Balance', amount: balance, note: null },
    ...(minimumDue === null ? [] : [{ key: 'minimum', label: 'Minimum due', amount: minimumDue, note: dueOn === null ? null : `by ${date(dueOn)}` }]),
  ]
}

/** What it means for the next payment, in a sentence or two. */
export function effectText({ stage, account, provisionalCredit, channel, won, amount }: Effect, { money }: Pick<MoneyWords, 'money'>): string {
  if (stage === 'won') return 'The credit stays. Nothing is due for this charge.'
  if (stage === 'partly-won') return won === null ? 'Part of it stays credited; the rest is due with the next statement.' : `${money(won)} stays credited; ${money({ ...amount, minor: amount.minor - won.minor })} is due with the next statement.`
  if (!isAtStake(stage)) return 'The amount is due like any other charge.'
  if (stage === 'queued') return 'Until the issuer has it, the amount is due like any other charge.'
  if (channel === 'letter') return 'Nothing here knows what the issuer leaves out of the minimum due. Ask it, and pay everything that is not disputed.'
  const credit = provisionalCredit === null || provisionalCredit.reversedAt !== null ? '' : ' The credit can be taken back; do not count on it yet.'
  if (account === null) return `The issuer does not say what it leaves out of the minimum due. Pay everything that is not disputed.${credit}`
  return `What is in dispute is not part of what must be paid. Pay the rest as usual.${credit}`
}

/** "Autopay draws the statement balance. Look whether the disputed amount is in it before the next draw." */
export function autopayText({ account, stage }: Pick<Effect, 'account' | 'stage'>): string | null {
  const mode = account?.autopay ?? null
  if (mode === null || !isAtStake(stage)) return null
  switch (mode) {
    case 'minimum': return 'Autopay draws the minimum due, without what is in dispute.'
    case 'custom': return 'Autopay draws a fixed amount, whatever is in dispute.'
    case 'statement-balance': return 'Autopay draws the statement balance. Look whether the disputed amount is in it before the next draw.'
    default: return 'Autopay is on. Look whether it draws the disputed amount before the next draw.'
  }
}
