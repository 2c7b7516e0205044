/**
 * A dispute after it is sent: acknowledged with a provisional credit, answered by the merchant or not, decided.
 *
 * How it ends is written in the explanation, as in the test modes of real issuers: `winning_evidence`, `losing_evidence`, `partly_evidence`. Without
 * such a word the case's number decides, three of five for the cardholder.
 */
import { addDays } from '#shared/domain/time.ts'
import { createHash } from 'node:crypto'
import { GatewayError } from '#shared/gateway/errors.ts'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import { raiseAlert } from './alerts.ts'
import { missingFrom, freeTransaction } from './dispute-drafts.ts'
import { ACCOUNT_BOOKING, book } from './ledger.ts'
import { plainPdf } from './plain-pdf.ts'
import { notAllowed } from './refusals.ts'
import { nowOf, todayOf, usd, type World } from './world.ts'

const ACKNOWLEDGE_DAYS = 1
const MERCHANT_DAYS = 15
const RESPOND_DAYS = 10
const DECIDE_DAYS = 20

type Outcome = 'won' | 'partly-won' | 'lost'
type Status = Extract<Dispute['status'], 'submitted' | 'acknowledged' | 'merchant-response' | 'pre-arbitration' | 'won' | 'partly-won' | 'lost' | 'withdrawn' | 'expired'>

export function outcomeOf({ id, explanation }: Pick<Dispute, 'id' | 'explanation'>): Outcome {
  if (explanation.includes('winning_evidence')) return 'won'
  if (explanation.includes('losing_evidence')) return 'lost'
  if (explanation.includes('partly_evidence')) return 'partly-won'
  const roll = (createHash('sha256').update(id).digest()[0] ?? 0) % 20
  return roll < 12 ? 'won' : roll < 15 ? 'partly-won' : 'lost'
}

interface Step {
  readonly status: Status
  readonly by: 'you' | 'merchant' | 'issuer'
  readonly note: string
}

function move(world: World, dispute: Dispute, { status, by, note }: Step, change: Partial<Dispute> = {}): Dispute {
  const at = nowOf(world)
  world.dirtyAccounts.add(dispute.accountId)
  const moved = world.objects.put('dispute', { ...dispute, status, timeline: [...dispute.timeline, { at, by, status, note }], ...change })
  if (by !== 'you') raiseAlert(world, { kind: 'dispute-news', cardId: dispute.cardId, title: 'News on your dispute', text: note, subject: { type: 'dispute', id: dispute.id } })
  return moved
}

export function submit(world: World, dispute: Dispute): Dispute {
  if (dispute.status !== 'draft') throw notAllowed('already-submitted')
  const today = todayOf(world)
  if (today > dispute.submitBy) throw new GatewayError('dispute_deadline_passed')
  const missing = missingFrom(dispute)
  if (missing.length > 0) throw new GatewayError('dispute_incomplete', { missing: [...missing] })
  const until = addDays(today, ACKNOWLEDGE_DAYS)
  world.schedule.add(until, 'dispute', dispute.id)
  return move(world, dispute, { status: 'submitted', by: 'you', note: 'Submitted' }, { submittedAt: nowOf(world), nextStep: { by: 'issuer', what: 'acknowledge', until } })
}

/** The next thing that happens by itself. */
export function stepDispute(world: World, disputeId: string): void {
  const dispute = world.objects.find('dispute', disputeId)
  if (dispute?.status === 'submitted') acknowledge(world, dispute)
  else if (dispute?.status === 'acknowledged') afterMerchantsTime(world, dispute)
  else if (dispute?.status === 'merchant-response') decide(world, dispute, 'lost')
  else if (dispute?.status === 'pre-arbitration') decide(world, dispute, outcomeOf(dispute))
}

function acknowledge(world: World, dispute: Dispute): void {
  const { accountId, cardId, amount } = dispute
  const cardholderId = world.objects.get('card', cardId).cardholderId
  const credit = book(world, { ...ACCOUNT_BOOKING, accountId, cardId, cardholderId, kind: 'credit', amount, descriptor: `Provisional credit, dispute ${dispute.id}` })
  const until = addDays(todayOf(world), MERCHANT_DAYS)
  world.schedule.add(until, 'dispute', dispute.id)
  move(world, dispute, { status: 'acknowledged', by: 'issuer', note: 'Received; the amount is credited for the time being' }, {
    provisionalCredit: { amount, transactionId: credit.id, at: nowOf(world), reversedAt: null }, nextStep: { by: 'merchant', what: 'respond', until },
  })
}

function afterMerchantsTime(world: World, dispute: Dispute): void {
  if (outcomeOf(dispute) === 'won') return decide(world, dispute, 'won')
  const until = addDays(todayOf(world), RESPOND_DAYS)
  world.schedule.add(until, 'dispute', dispute.id)
  const text = 'The order was fulfilled as agreed. Please find our proof of delivery attached.'
  const file = plainPdf(['Proof of delivery (sandbox)', `Case ${dispute.id}`, text])
  const id = world.store.nextId('evd')
  world.store.addFile(id, dispute.id, 'application/pdf', file)
  const evidence = { id, kind: 'merchant-answer', fileName: 'proof-of-delivery.pdf', contentType: 'application/pdf', bytes: file.byteLength, sha256: createHash('sha256').update(file).digest('hex'), by: 'merchant' as const, addedAt: nowOf(world) }
  move(world, dispute, { status: 'merchant-response', by: 'merchant', note: 'The merchant contests the dispute' }, {
    merchantResponse: { at: nowOf(world), text }, evidence: [...dispute.evidence, evidence], nextStep: { by: 'you', what: 'respond', until },
  })
}

export function respond(world: World, dispute: Dispute, explanation: string): Dispute {
  if (dispute.status !== 'merchant-response') throw notAllowed('nothing-to-answer')
  const until = addDays(todayOf(world), DECIDE_DAYS)
  world.schedule.cancel(dispute.id, 'dispute')
  world.schedule.add(until, 'dispute', dispute.id)
  const full = `${dispute.explanation}\n\n${explanation}`.slice(0, 4_000)
  return move(world, dispute, { status: 'pre-arbitration', by: 'you', note: 'Answered the merchant' }, { explanation: full, nextStep: { by: 'issuer', what: 'decide', until } })
}

function decide(world: World, dispute: Dispute, outcome: Outcome): void {
  const won = outcome === 'won' ? dispute.amount.amountMinor : outcome === 'lost' ? 0 : Math.round(dispute.amount.amountMinor / 2)
  const provisionalCredit = takeBack(world, dispute, dispute.amount.amountMinor - won)
  const note = outcome === 'won' ? 'Decided for you; the credit stays' : outcome === 'lost' ? 'Decided for the merchant; the credit is taken back' : 'Decided in part; half of the credit stays'
  move(world, dispute, { status: outcome, by: 'issuer', note }, { wonAmount: usd(won), nextStep: null, provisionalCredit, lossReason: outcome === 'won' ? null : 'delivered' })
}

/** Takes back so much of the provisional credit. */
function takeBack(world: World, dispute: Dispute, minor: number): Dispute['provisionalCredit'] {
  const { provisionalCredit, accountId, cardId } = dispute
  if (!provisionalCredit || minor === 0) return provisionalCredit
  const cardholderId = world.objects.get('card', cardId).cardholderId
  book(world, { ...ACCOUNT_BOOKING, accountId, cardId, cardholderId, kind: 'credit', amount: usd(-minor), descriptor: `Provisional credit taken back, dispute ${dispute.id}` })
  return { ...provisionalCredit, reversedAt: nowOf(world) }
}

const WITHDRAWABLE: ReadonlySet<string> = new Set(['submitted', 'acknowledged', 'merchant-response', 'pre-arbitration'])

export function withdraw(world: World, dispute: Dispute): Dispute {
  if (!WITHDRAWABLE.has(dispute.status)) throw notAllowed('not-open')
  world.schedule.cancel(dispute.id, 'dispute')
  freeTransaction(world, dispute)
  return move(world, dispute, { status: 'withdrawn', by: 'you', note: 'Withdrawn' }, { nextStep: null, provisionalCredit: takeBack(world, dispute, dispute.amount.amountMinor) })
}

/** Drafts whose time has run out. */
export function expireDrafts(world: World): void {
  const today = todayOf(world)
  for (const dispute of world.objects.all('dispute')) {
    if (dispute.status === 'draft' && dispute.submitBy < today) move(world, dispute, { status: 'expired', by: 'issuer', note: 'Not submitted in time' }, { nextStep: null })
  }
}
