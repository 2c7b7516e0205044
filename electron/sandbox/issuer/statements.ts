/** Closing a billing period, and reading closed ones. */
import { addDays, daysBetween, type IsoDate } from '#shared/domain/time.ts'
import type { Account, Product } from '#shared/gateway/resources/company.ts'
import type { Statement, statementsApi } from '#shared/gateway/resources/statements.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { lastStatement, refreshAccount, sumsOf, type Sums } from './account-figures.ts'
import { raiseAlert } from './alerts.ts'
import { drawAmount } from './autopay-draw.ts'
import { closeDayOf, cycleOf, dueOnOf } from './cycles.ts'
import { ACCOUNT_BOOKING, book } from './ledger.ts'
import { pageOfAll } from './pages.ts'
import { closeRewards } from './rewards-close.ts'
import { todayOf, nowOf, usd, type World } from './world.ts'

/** Days between a close and its due date; the day number follows from it and stays the same every month. */
const DUE_DAYS = 25
const LEAST_MINIMUM = 3_500
/** One per cent of the balance, on top of the period's fees and interest. */
const MINIMUM_BPS = 100

/** Closes the period that ends today: interest, sums, minimum, rewards, the next period. */
export function closeStatement(world: World, accountId: string): Statement {
  const account = world.objects.get('account', accountId)
  const product = world.objects.get('product', account.productId)
  const closedOn = todayOf(world)
  bookInterest(world, account, product, closedOn)
  const sums = sumsOf(world, accountId, account.cycleOpenedOn, closedOn)
  const { purchases, fees, interest, payments, credits } = figures(sums)
  const newBalance = account.statementBalance.amountMinor + purchases + fees + interest - payments - credits
  const minimumDue = minimumOf(product, newBalance, fees + interest)
  const dueOn = dueOnOf(closedOn, dueDayOf(account))
  const rewards = closeRewards(world, account, closedOn)
  const next = cycleOf(addDays(closedOn, 1), closeDayOf(account.nextCloseOn))
  const statement = world.objects.put('statement', {
    id: world.store.nextId('stm'), accountId, openedOn: account.cycleOpenedOn, closedOn, dueOn, previousBalance: account.statementBalance,
    payments: usd(payments), credits: usd(credits), purchases: usd(purchases), fees: usd(fees), interest: usd(interest), newBalance: usd(newBalance),
    minimumDue: usd(minimumDue), creditLimit: account.creditLimit, lines: sums.count, rewardsEarned: rewards.earned, rewardsBalance: rewards.balance, autopay: null, issuedAt: nowOf(world),
  })
  rewards.attach(statement.id)
  world.objects.update('account', accountId, { statementBalance: usd(newBalance), dueOn, cycleOpenedOn: next.openedOn, nextCloseOn: next.closedOn })
  refreshAccount(world, accountId)
  const finished = withAutopay(world, statement)
  raiseAlert(world, { kind: 'statement-ready', title: 'Your statement is ready', text: `${account.name}: statement of ${closedOn}, due ${dueOn}.`, subject: { type: 'statement', id: statement.id } })
  return finished
}

/** What autopay will draw for it is printed on a statement, and scheduled. */
function withAutopay(world: World, statement: Statement): Statement {
  const rule = world.objects.all('autopay').find(({ accountId }) => accountId === statement.accountId)
  const account = world.objects.get('account', statement.accountId)
  if (!rule?.enabled) return statement
  const on = addDays(statement.dueOn as IsoDate, -rule.daysBeforeDue)
  world.schedule.add(on, 'autopay', rule.id)
  const amount = drawAmount(rule, account)
  return amount <= 0 ? statement : world.objects.update('statement', statement.id, { autopay: { amount: usd(amount), on } })
}

/** Signed sums to the magnitudes of a statement. */
function figures({ byKind }: Sums): { readonly purchases: number; readonly fees: number; readonly interest: number; readonly payments: number; readonly credits: number } {
  const of = (...kinds: readonly string[]) => kinds.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0)
  return { purchases: 0 - of('charge', 'cash'), fees: 0 - of('fee'), interest: 0 - of('interest'), payments: of('payment'), credits: of('refund', 'credit') }
}

/** On what was carried over the due date of the last statement. */
function bookInterest(world: World, account: Account, product: Product, closedOn: IsoDate): void {
  if (product.annualRateBps === null) return
  const last = lastStatement(world, account.id)
  if (!last) return
  const paid = sumsOf(world, account.id, account.cycleOpenedOn, closedOn).byKind['payment'] ?? 0
  const carried = last.newBalance.amountMinor - paid
  if (carried <= 0) return
  const days = daysBetween(account.cycleOpenedOn as IsoDate, closedOn) + 1
  const interest = Math.round((carried * product.annualRateBps * days) / (10_000 * 365))
  if (interest > 0) book(world, { ...ACCOUNT_BOOKING, accountId: account.id, kind: 'interest', amount: usd(-interest), descriptor: 'Interest charge on purchases' })
}

function minimumOf(product: Product, newBalance: number, costs: number): number {
  if (newBalance <= 0) return 0
  if (product.kind === 'charge') return newBalance
  return Math.min(newBalance, Math.max(LEAST_MINIMUM, Math.round((newBalance * MINIMUM_BPS) / 10_000) + costs))
}

function dueDayOf(account: Account): number {
  const close = account.nextCloseOn as IsoDate
  const day = Number(addDays(close, DUE_DAYS).slice(8))
  // A day number that every month has, and that always leaves the days to pay.
  return account.dueOn === null ? Math.min(day, 28) : Number(account.dueOn.slice(8))
}

export function statementHandlers(world: World): HandlersOf<typeof statementsApi> {
  const { objects } = world
  return {
    list: ({ query }) => pageOfAll(objects.all('statement').filter(({ accountId }) => query.accountId === undefined || accountId === query.accountId).toReversed(), query),
    get: ({ params }) => objects.get('statement', params.statementId),
    lines: ({ params, query }) => {
      const { accountId, openedOn, closedOn } = objects.get('statement', params.statementId)
      const limit = query.limit ?? 100
      const [day = '', seq = '0'] = query.cursor?.split(':') ?? []
      const found = objects.ofAccountDays('transaction', { account: accountId, from: openedOn, to: closedOn, after: [day, Number(seq) || 0], limit: limit + 1 })
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        items: page.map((line) => ({
          transactionId: line.id, cardId: line.cardId, postedOn: line.postedOn, transactedOn: world.zone.dayOf(line.transactedAt), kind: line.kind, description: line.descriptor, amount: line.amount,
        })),
        nextCursor: found.length > limit && last ? `${last.postedOn}:${last.version}` : null,
      }
    },
  }
}
