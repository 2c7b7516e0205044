/** What a plan would do to each target: which limits it makes, changes, removes and keeps. Pure. */
import { limitIdentity } from '#shared/domain/limits/check-plan.ts'
import type { ControlRules, LimitRules, PlanEdit, PlanRow } from '#shared/rpc/contract/limits.contract.ts'
import { rulesOf, termsOfRules, type KnownLimit } from './known-limits.queries.ts'
import type { KnownControls } from './limits.queries.ts'
import type { Reach } from './reach.queries.ts'
import type { Target } from './targets.ts'

export interface PlannedLimit {
  readonly does: PlanRow['limits'][number]['does']
  readonly known: KnownLimit | null
  readonly after: LimitRules | null
}

export interface PlannedControls {
  readonly known: KnownControls | null
  readonly after: ControlRules
  readonly isChanged: boolean
}

export interface Planned {
  readonly target: Target
  readonly limits: readonly PlannedLimit[]
  readonly controls: PlannedControls | null
  readonly refused: PlanRow['refused']
}

export interface PlanWorld {
  readonly reach: Reach
  readonly limits: readonly KnownLimit[]
  readonly controls: readonly KnownControls[]
}

export function planFor(target: Target, { plan, mode }: Omit<PlanEdit, 'targets'>, world: PlanWorld): Planned {
  const refused = refusalOf(target, plan, mode, world)
  if (refused !== null) return { target, limits: [], controls: null, refused }
  const controls = plan.controls === null || !target.takesControls ? null : plannedControls(target, plan.controls, world)
  const limits = plannedLimits(target, plan.limits, mode, world)
  const changes = limits.some(({ does }) => does !== 'keep') || controls?.isChanged === true
  return changes ? { target, limits, controls, refused: null } : { target, limits: [], controls: null, refused: 'nothing-changes' }
}

function refusalOf({ isClosed, cardIds, externalId, takesControls }: Target, { limits, controls }: PlanEdit['plan'], mode: PlanEdit['mode'], { reach }: PlanWorld): PlanRow['refused'] {
  if (isClosed) return 'closed'
  if (cardIds.length === 0 && externalId === null) return 'no-card'
  const currency = limits[0]?.amount.currency
  if (currency !== undefined && cardIds.length > 0 && !cardIds.some((card) => reach.cards.get(card)?.currency === currency)) return 'currency'
  return limits.length === 0 && controls !== null && !takesControls && mode === 'merge' ? 'no-controls-here' : null
}

function plannedLimits(target: Target, rules: readonly LimitRules[], mode: PlanEdit['mode'], { reach, limits }: PlanWorld): readonly PlannedLimit[] {
  const current = limits.filter((limit) => limit.kept === target.kept && limit.connectionId === target.connectionId && isOf(target, limit, reach))
  const left = new Set(current)
  const planned = rules.map((given): PlannedLimit => {
    const after: LimitRules = target.kept === 'here' ? { ...given, mode: 'warn' } : given
    const known = [...left].find(({ terms }) => limitIdentity(terms) === limitIdentity(after))
    if (!known) return { does: 'create', known: null, after }
    left.delete(known)
    return isSame(rulesOf(known.terms), after) ? { does: 'keep', known, after: rulesOf(known.terms) } : { does: 'change', known, after }
  })
  const others = [...left].map((known): PlannedLimit => (mode === 'replace' ? { does: 'remove', known, after: null } : { does: 'keep', known, after: rulesOf(known.terms) }))
  return [...planned, ...others]
}

function isOf({ scope }: Target, limit: KnownLimit, reach: Reach): boolean {
  return limit.scope.kind === scope.kind && (scope.kind === 'card' ? reach.currentOf(limit.scope.id) === scope.id : limit.scope.id === scope.id)
}

function plannedControls(target: Target, after: ControlRules, { controls, reach }: PlanWorld): PlannedControls {
  const { scope, connectionId } = target
  const known = controls.find((set) => set.connectionId === connectionId && set.scope.kind === scope.kind && (scope.kind === 'card' ? reach.currentOf(set.scope.id) === scope.id : set.scope.id === scope.id)) ?? null
  return { known, after, isChanged: JSON.stringify(sorted(known?.rules ?? NO_CONTROLS)) !== JSON.stringify(sorted(after)) }
}

/** What holds where nobody set any. */
export const NO_CONTROLS: ControlRules = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [], online: true, inPerson: true, cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
}

const sorted = (rules: ControlRules): ControlRules => ({
  allowedCategories: rules.allowedCategories?.toSorted() ?? null, blockedCategories: rules.blockedCategories.toSorted(), blockedMccs: rules.blockedMccs.toSorted(), allowedCountries: rules.allowedCountries?.toSorted() ?? null,
  blockedCountries: rules.blockedCountries.toSorted(), online: rules.online, inPerson: rules.inPerson, cashMachines: rules.cashMachines, merchantLock: rules.merchantLock, validFrom: rules.validFrom, validUntil: rules.validUntil,
})

/** The same rules, whatever is said of what they do not use. */
function isSame(a: LimitRules, b: LimitRules): boolean {
  return JSON.stringify(essence(a)) === JSON.stringify(essence(b))
}

function essence({ amount, interval, window, timeZone, weekStartsOn, countsRefunds, categories, mode }: LimitRules): unknown {
  const common = { minor: amount.minor, currency: amount.currency, interval, mode, categories: categories?.toSorted() ?? null }
  if (interval === 'per-charge') return common
  if (interval === 'total') return { ...common, countsRefunds }
  const isCalendar = window === 'calendar' && interval !== 'billing-cycle'
  return { ...common, countsRefunds, window, ...(isCalendar ? { timeZone } : {}), ...(isCalendar && interval === 'week' ? { weekStartsOn } : {}) }
}

/** What an issuer's limit says of pending charges stays as it is. */
export const termsAfter = ({ known, after }: PlannedLimit) => (after === null ? null : termsOfRules(after, known?.terms.countsPending ?? true))
