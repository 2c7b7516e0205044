/**
 * What would have been declined, warned of or let through if the plan had held: everything that happened is played again in the order of time.
 *
 * Only the plan's own limits and controls are asked; what another one declined, which stays, would be declined again. What was spent before the period counts in windows that reach into it, but is not judged.
 */
import type { ReplayScope } from '#shared/domain/limits/replay.ts'
import { DAY_MS, TimeZones } from '#shared/domain/limits/time-zone.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { limitsContract, WhatIf } from '#shared/rpc/contract/limits.contract.ts'
import { Pace } from '../pace.ts'
import type { TaskContext } from '../rpc/handlers.ts'
import { termsOfRules } from './known-limits.queries.ts'
import type { Planned, PlanWorld } from './plan.ts'
import { readPlan } from './preview.queries.ts'
import { readCategoryKeys } from './use.queries.ts'
import { WhatIfRun, type Bound } from './what-if-run.ts'
import { countCharges, readCurrencies, readMerchants } from './what-if-rows.queries.ts'

type WhatIfInput = ParsedInputOf<(typeof limitsContract)['whatIf']>

/** Throws `validation.failed` (fields limits, controls), `not-found` (card, cardholder), `task.cancelled`. */
export async function runWhatIf({ db, now, signal, progress }: Pick<TaskContext, 'db' | 'now' | 'signal' | 'progress'>, { days, ...edit }: WhatIfInput): Promise<WhatIf> {
  const { rows, world } = await readPlan(db, edit)
  const { reach } = world
  const { plan } = edit
  const bound = rows.flatMap((row) => boundBy(row, plan))
  const cardIds = [...new Set(bound.flatMap(({ scope }) => scope.cards))]
  const from = now - days * DAY_MS
  const limits = plan.limits.map((rules) => termsOfRules(rules))
  const total = await countCharges(db, cardIds, new Date(from).toISOString().slice(0, 7))
  const run = new WhatIfRun({
    db, reach, limits, staying: stayingOf(rows, world), from, until: now, zones: new TimeZones(), pace: new Pace(signal), keys: await readCategoryKeys(db), currencies: await readCurrencies(db, cardIds, limits[0]?.currency),
    needsPlace: needsPlace(plan.controls), withMerchant: plan.controls !== null && plan.controls.merchantLock !== null,
    onRead: (done) => progress({ done: Math.min(done, total), total, label: 'Charges replayed' }),
  })
  for (const group of groupsOf(bound)) await run.replay(group)
  progress({ done: total, total, label: 'Charges replayed' })
  return run.tally.toOutput(from, now, await readMerchants(db, run.tally.unnamed))
}

/** Issuers' ids of what the plan neither changes nor removes. */
function stayingOf(rows: readonly Planned[], { limits, controls }: PlanWorld): ReadonlySet<string> {
  const touched = new Set<unknown>(rows.flatMap((row) => [...row.limits.filter(({ does }) => does !== 'keep').map(({ known }) => known), ...(row.controls?.isChanged === true ? [row.controls.known] : [])]))
  return new Set([...limits, ...controls].flatMap((known) => (touched.has(known) || !('shown' in known) || known.shown.externalId === null ? [] : [known.shown.externalId])))
}

/** Whether anything is asked that only an authorization says. */
const needsPlace = (controls: WhatIfInput['plan']['controls']): boolean =>
  controls !== null && (!controls.online || !controls.inPerson || controls.allowedCountries !== null || controls.blockedCountries.length > 0)

function boundBy({ target, refused }: Planned, plan: WhatIfInput['plan']): readonly Bound[] {
  if (refused !== null && refused !== 'nothing-changes') return []
  const isHere = target.kept === 'here'
  const limits = plan.limits.map((rules) => termsOfRules(isHere ? { ...rules, mode: 'warn' } : rules))
  const scope: ReplayScope = { cards: target.cardIds, limits, controls: target.takesControls ? plan.controls : null }
  return [{ scope, connectionId: target.connectionId, declines: !isHere }]
}

/** Targets that share a card are replayed together, all others apart. */
function groupsOf(bound: readonly Bound[]): readonly (readonly Bound[])[] {
  const groups = new Set<Bound[]>()
  const groupOf = new Map<number, Bound[]>()
  for (const one of bound) {
    const met = [...new Set(one.scope.cards.map((card) => groupOf.get(card)))].filter((group) => group !== undefined)
    const merged = [...met.flat(), one]
    for (const group of met) groups.delete(group)
    groups.add(merged)
    for (const { scope } of merged) for (const card of scope.cards) groupOf.set(card, merged)
  }
  return [...groups]
}
