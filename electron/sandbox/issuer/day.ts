/** Living through time: what merchants ask, hour by hour, and what the issuer does at the end of each day. */
import { addDays, type IsoDate } from '#shared/domain/time.ts'
import type { Scheduled } from '../store/schedule.ts'
import { refreshAccount } from './account-figures.ts'
import { raiseAlert } from './alerts.ts'
import { authorize, release, type Charge, type PostingPlan } from './authorize.ts'
import { expireDrafts, stepDispute } from './dispute-course.ts'
import { settleFigures } from './figures.ts'
import { refreshLimits } from './limit-usage.ts'
import { endRaise } from './limits.ts'
import { draw, runAutopay } from './payments.ts'
import { post, refund, type RefundPlan } from './posting.ts'
import { carryOutProductChanges } from './product-change.ts'
import { closeStatement } from './statements.ts'
import { todayOf, type World } from './world.ts'

/** Something planned for an instant. */
export interface Event {
  readonly at: number
  readonly run: (world: World) => void
}

/** What the made-up company does on a day, in order of time. The same day always plans the same. */
export type PlanDay = (world: World, day: IsoDate) => readonly Event[]

const LIVED = 'lived-until'

export function livedUntil(world: World): number {
  return Number(world.store.setting(LIVED) ?? world.clocks.worldNow())
}

export function setLivedUntil(world: World, instant: number): void {
  world.store.setSetting(LIVED, String(instant))
}

/** Brings the world from where it was last up to an instant. Each day is one write. */
export function liveUntil(world: World, plan: PlanDay, until: number): void {
  let from = livedUntil(world)
  while (from < until) {
    const day = world.zone.dayOf(from + 1)
    const end = world.zone.endOf(day)
    const to = Math.min(end, until)
    const after = from
    world.store.write(() => {
      for (const event of plan(world, day)) if (event.at > after && event.at <= to) world.clocks.during(event.at, () => event.run(world))
      if (to === end) world.clocks.during(end, () => endOfDay(world))
      setLivedUntil(world, to)
    })
    from = to
  }
}

export function attempt(world: World, charge: Charge) {
  const authorization = authorize(world, charge)
  alertOnCharge(world, charge, authorization.decline !== null)
  return authorization
}

function alertOnCharge(world: World, { card, minor, merchant, channel, foreign }: Charge, declined: boolean): void {
  const base = { cardId: card.id, minor, subject: null, text: `${merchant.name}, card ending ${card.lastDigits}` }
  if (declined) return raiseAlert(world, { ...base, kind: 'decline', title: 'A charge was declined' })
  raiseAlert(world, { ...base, kind: 'charge-over', title: 'A large charge' })
  if (foreign) raiseAlert(world, { ...base, kind: 'foreign-charge', title: 'A charge abroad' })
  if (channel === 'online') raiseAlert(world, { ...base, kind: 'online-charge', title: 'An online charge' })
}

function endOfDay(world: World): void {
  const today = todayOf(world)
  runTasks(world)
  settleFigures(world)
  for (const account of world.objects.all('account')) {
    if (account.nextCloseOn === today) {
      closeStatement(world, account.id)
      carryOutProductChanges(world, account.id)
    } else if (account.dueOn !== null) warnOfDue(world, account.id, today)
  }
  expireDrafts(world)
  if (!world.quiet.now) refreshWindows(world, today)
}

/** Everything that is due by the end of today. */
export function runTasks(world: World): void {
  world.schedule.take(todayOf(world), (task) => perform(world, task))
}

type Perform = (world: World, ref: string, payload: unknown) => void

/** What a scheduled task does, by its kind. */
const TASKS: Readonly<Record<string, Perform>> = {
  post: (world, ref, payload) => post(world, ref, payload as PostingPlan),
  reverse: (world, ref) => release(world, ref, 'reversed'),
  expire: (world, ref) => release(world, ref, 'expired'),
  refund: (world, ref, payload) => refund(world, ref, payload as RefundPlan),
  draw: (world, ref) => draw(world, ref),
  autopay: (world, ref) => {
    refreshAccount(world, world.objects.get('autopay', ref).accountId)
    runAutopay(world, ref)
  },
  dispute: (world, ref) => stepDispute(world, ref),
  'end-raise': (world, ref) => endRaise(world, ref),
  'forget-authorization': (world, ref) => {
    if (world.objects.find('authorization', ref)) world.objects.remove('authorization', ref)
  },
  ship: (world, ref) => ship(world, ref, 'shipped'),
  deliver: (world, ref) => ship(world, ref, 'delivered'),
}

function perform(world: World, { kind, ref, payload }: Scheduled): void {
  const task = TASKS[kind]
  if (!task) throw new Error(`Nothing to do for ${kind}`)
  task(world, ref, payload)
}

function ship(world: World, cardId: string, status: 'shipped' | 'delivered'): void {
  const card = world.objects.find('card', cardId)
  if (card?.shipping && card.status === 'inactive') world.objects.put('card', { ...card, shipping: { ...card.shipping, status, carrier: 'Sandbox Post' } })
}

const WARN_DAYS = 5

function warnOfDue(world: World, accountId: string, today: IsoDate): void {
  const account = world.objects.get('account', accountId)
  if (account.dueOn === null || account.minimumDue.amountMinor === 0) return
  const left = account.dueOn === addDays(today, WARN_DAYS) ? WARN_DAYS : account.dueOn === addDays(today, 1) ? 1 : undefined
  if (left !== undefined) raiseAlert(world, { kind: 'payment-due', level: left, title: 'A payment is due', text: `${account.name}: due ${account.dueOn}.`, subject: { type: 'account', id: accountId } })
}

/** At midnight windows start anew: counts that change with it go into the feed the first day. */
function refreshWindows(world: World, today: IsoDate): void {
  const tomorrow = world.zone.startOf(addDays(today, 1))
  world.clocks.during(tomorrow, () => refreshLimits(world, world.objects.all('limit')))
  for (const offer of world.objects.all('offer')) {
    if (offer.endsOn <= today && (offer.status === 'available' || offer.status === 'enrolled')) world.objects.put('offer', { ...offer, status: 'expired' })
  }
}
