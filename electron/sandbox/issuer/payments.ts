/** Payments, scheduled and drawn, autopay, bank accounts. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { BankAccount, Payment, paymentsApi } from '#shared/gateway/resources/payments.ts'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { HandlersOf } from '../http/handlers.ts'
import { refreshAutopay } from './account-figures.ts'
import { raiseAlert } from './alerts.ts'
import { drawAmount } from './autopay-draw.ts'
import { ACCOUNT_BOOKING, book } from './ledger.ts'
import { pageOf } from './pages.ts'
import { notAllowed, unacceptable } from './refusals.ts'
import { CURRENCY, nowOf, todayOf, usd, type World } from './world.ts'

/** Five in the afternoon, the earliest that the law lets an issuer choose (DOMAIN.md 5.1). */
const CUTOFF_MINUTES = 17 * 60
const DAYS_AHEAD = 365
const BANKS = ['Harborside Savings Bank', 'First Meridian Bank', 'Granite State Credit Union', 'Lakeshore National'] as const
/** A bank account whose number ends like this gives every payment back: the way to see one returned. */
const RETURNING = '0000'

const newPayment = (world: World, fields: Pick<Payment, 'accountId' | 'bankAccountId' | 'amount' | 'choice' | 'on'>): Payment => {
  const payment = world.objects.put('payment', {
    ...fields, id: world.store.nextId('pay'), status: 'scheduled', cutoffAt: world.zone.at(fields.on as IsoDate, CUTOFF_MINUTES), transactionId: null, createdAt: nowOf(world), returnReason: null,
  })
  world.schedule.add(fields.on, 'draw', payment.id)
  return payment
}

export function schedulePayment(world: World, fields: Pick<Payment, 'accountId' | 'bankAccountId' | 'amount' | 'choice' | 'on'>): Payment {
  const { accountId, bankAccountId, amount, on } = fields
  if (!world.objects.find('account', accountId)) throw unacceptable('accountId', 'unknown')
  if (world.objects.find('bankAccount', bankAccountId)?.status !== 'verified') throw unacceptable('bankAccountId', 'unknown')
  if (amount.currency !== CURRENCY) throw unacceptable('amount', 'currency')
  const today = todayOf(world)
  if (on < today || (on === today && nowOf(world) > world.zone.at(today, CUTOFF_MINUTES))) throw unacceptable('on', 'too-early')
  if (on > addDays(today, DAYS_AHEAD)) throw unacceptable('on', 'too-late')
  return newPayment(world, fields)
}

/** The money moves, or comes back. */
export function draw(world: World, paymentId: string): void {
  const payment = world.objects.find('payment', paymentId)
  if (payment?.status !== 'scheduled') return
  const bank = world.objects.find('bankAccount', payment.bankAccountId)
  if (!bank || bank.lastFour === RETURNING) {
    world.objects.update('payment', payment.id, { status: 'returned', returnReason: bank ? 'insufficient-funds' : 'account-closed' })
    return
  }
  const { accountId, amount } = payment
  const transaction = book(world, { ...ACCOUNT_BOOKING, accountId, kind: 'payment', amount, descriptor: payment.choice === 'autopay' ? 'Autopay payment - thank you' : 'Payment received - thank you', paymentId })
  world.objects.update('payment', payment.id, { status: 'posted', transactionId: transaction.id })
  world.objects.update('account', accountId, { lastPayment: { amount, postedOn: transaction.postedOn } })
  raiseAlert(world, { kind: 'payment-posted', minor: amount.amountMinor, title: 'Payment posted', text: `Your payment to ${world.objects.get('account', accountId).name} was booked.`, subject: { type: 'payment', id: payment.id } })
}

/** On the day of the draw: as much as the rule says then. */
export function runAutopay(world: World, autopayId: string): void {
  const rule = world.objects.find('autopay', autopayId)
  if (!rule?.enabled || rule.bankAccountId === null) return
  const amount = drawAmount(rule, world.objects.get('account', rule.accountId))
  if (amount > 0) draw(world, newPayment(world, { accountId: rule.accountId, bankAccountId: rule.bankAccountId, amount: usd(amount), choice: 'autopay', on: todayOf(world) }).id)
}

export function paymentHandlers(world: World): HandlersOf<typeof paymentsApi> {
  const { objects } = world
  return {
    bankAccounts: () => ({ items: objects.all('bankAccount').filter(({ status }) => status !== 'removed') }),
    addBankAccount: ({ body }) => addBankAccount(world, body),
    removeBankAccount: ({ params }) => {
      const bank = objects.get('bankAccount', params.bankAccountId)
      if (objects.all('autopay').some((rule) => rule.enabled && rule.bankAccountId === bank.id)) throw notAllowed('used-by-autopay')
      if (objects.all('payment').some((payment) => payment.status === 'scheduled' && payment.bankAccountId === bank.id)) throw notAllowed('payment-scheduled')
      objects.update('bankAccount', bank.id, { status: 'removed' })
      return {}
    },
    list: ({ query }) => pageOf(world, 'payment', query, { account: query.accountId }),
    schedule: ({ body }) => schedulePayment(world, body),
    cancel: ({ params }) => {
      const payment = objects.get('payment', params.paymentId)
      if (payment.status !== 'scheduled') throw notAllowed('not-scheduled')
      if (nowOf(world) > payment.cutoffAt) throw new GatewayError('cutoff_passed')
      world.schedule.cancel(payment.id, 'draw')
      return objects.update('payment', payment.id, { status: 'cancelled' })
    },
    autopay: () => ({ items: [...objects.all('autopay')] }),
    setAutopay: ({ params, body }) => setAutopay(world, params.accountId, body),
  }
}

type AutopayRule = Parameters<HandlersOf<typeof paymentsApi>['setAutopay']>[0]['body']

function setAutopay(world: World, accountId: string, body: AutopayRule) {
  const account = world.objects.get('account', accountId)
  const rule = world.objects.all('autopay').find((candidate) => candidate.accountId === accountId)
  if (body.enabled && (body.bankAccountId === null || world.objects.find('bankAccount', body.bankAccountId)?.status !== 'verified')) throw unacceptable('bankAccountId', 'unknown')
  if (body.enabled && body.mode === 'custom' && body.customAmount === null) throw unacceptable('customAmount', 'missing')
  if (body.customAmount && body.customAmount.currency !== account.currency) throw unacceptable('customAmount', 'currency')
  const put = world.objects.put('autopay', { ...body, id: rule?.id ?? world.store.nextId('ap'), accountId, nextDraw: null })
  world.schedule.cancel(put.id, 'autopay')
  refreshAutopay(world, account)
  const fresh = world.objects.get('autopay', put.id)
  if (fresh.nextDraw) world.schedule.add(fresh.nextDraw.on, 'autopay', fresh.id)
  return fresh
}

type NewBankAccount = Parameters<HandlersOf<typeof paymentsApi>['addBankAccount']>[0]['body']

/** The numbers are looked at and let go: what is kept is the bank's name and four digits. */
function addBankAccount(world: World, { routingNumber, accountNumber, kind, nickname }: NewBankAccount): BankAccount {
  const weights = [3, 7, 1]
  const sum = [...routingNumber].reduce((total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0), 0)
  if (sum === 0 || sum % 10 !== 0) throw unacceptable('routingNumber', 'check-digit')
  return world.objects.put('bankAccount', { id: world.store.nextId('bank'), bankName: BANKS[Number(routingNumber.slice(4, 8)) % BANKS.length] ?? BANKS[0], kind, lastFour: accountNumber.slice(-4), nickname: nickname ?? null, status: 'verified' })
}
