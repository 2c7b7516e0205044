/** What autopay will draw, and when (DOMAIN.md 5.2): the rule's amount, less what was paid since the close, at most the balance. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Account } from '#shared/gateway/resources/company.ts'
import type { Autopay } from '#shared/gateway/resources/payments.ts'
import { usd } from './world.ts'

export function drawAmount(rule: Pick<Autopay, 'mode' | 'customAmount'>, account: Account): number {
  const balance = Math.max(0, account.currentBalance.amountMinor)
  const remaining = account.remainingStatementBalance.amountMinor
  const minimum = account.minimumDue.amountMinor
  // A custom amount below the minimum is raised to it, never above what is left of the statement.
  const wanted = rule.mode === 'minimum' ? minimum : rule.mode === 'custom' ? Math.min(Math.max(rule.customAmount?.amountMinor ?? 0, minimum), remaining) : remaining
  return Math.min(wanted, balance)
}

export function nextDraw(rule: Autopay, account: Account, today: IsoDate): Autopay['nextDraw'] {
  if (!rule.enabled || account.dueOn === null) return null
  const on = addDays(account.dueOn as IsoDate, -rule.daysBeforeDue)
  const amount = drawAmount(rule, account)
  return on < today || amount <= 0 ? null : { on, amount: usd(amount) }
}
