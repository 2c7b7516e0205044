/**
 * The sentence while it is written: parts that may still be empty, and what turns it into a plan and back.
 * Nothing here is ever changed in place.
 */
import type { ControlRules, LimitRules, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'

export type Interval = LimitRules['interval']

export interface LimitDraft extends Omit<LimitRules, 'amount' | 'categories'> {
  /** Names it while it is on the page. */
  readonly id: number
  /** Minor units; null while nothing usable is typed. */
  readonly minor: number | null
  readonly categories: readonly string[] | null
}

export interface Choice {
  /** `only`: these and nothing else. `not`: everything but these. */
  readonly kind: 'only' | 'not'
  readonly keys: readonly string[]
}

export interface ControlsDraft {
  readonly categories: Choice | null
  readonly mccs: readonly string[] | null
  readonly countries: Choice | null
  readonly online: boolean
  readonly inPerson: boolean
  readonly cashMachines: boolean
  /** The empty text: asked for, and not written yet. */
  readonly merchant: string | null
  readonly dates: { readonly from: string | null; readonly until: string | null } | null
}

export interface PlanDraft {
  readonly currency: string
  readonly limits: readonly LimitDraft[]
  /** null: as they are. */
  readonly controls: ControlsDraft | null
}

export type ControlPart = 'categories' | 'mccs' | 'countries' | 'merchant' | 'dates'

export const ANYWHERE: ControlsDraft = { categories: null, mccs: null, countries: null, online: true, inPerson: true, cashMachines: true, merchant: null, dates: null }

/** No rule at all. */
export const NO_CONTROLS: ControlRules = {
  allowedCategories: null, blockedCategories: [], blockedMccs: [], allowedCountries: null, blockedCountries: [],
  online: true, inPerson: true, cashMachines: true, merchantLock: null, validFrom: null, validUntil: null,
}

export function draftOf(plan: SpendingPlan, currency: string): PlanDraft {
  const limits = plan.limits.map(({ amount, ...rules }, index): LimitDraft => ({ ...rules, id: index + 1, minor: amount.minor }))
  return { currency: plan.limits[0]?.amount.currency ?? currency, limits, controls: plan.controls === null ? null : controlsDraft(plan.controls) }
}

export function controlsDraft(rules: ControlRules): ControlsDraft {
  return {
    categories: choiceOf(rules.allowedCategories, rules.blockedCategories),
    mccs: rules.blockedMccs.length === 0 ? null : rules.blockedMccs,
    countries: choiceOf(rules.allowedCountries, rules.blockedCountries),
    online: rules.online,
    inPerson: rules.inPerson,
    cashMachines: rules.cashMachines,
    merchant: rules.merchantLock,
    dates: rules.validFrom === null && rules.validUntil === null ? null : { from: rules.validFrom, until: rules.validUntil },
  }
}

function choiceOf(only: readonly string[] | null, not: readonly string[]): Choice | null {
  if (only !== null) return { kind: 'only', keys: only }
  return not.length === 0 ? null : { kind: 'not', keys: not }
}

/** The plan it says; null while an amount is missing. Whether it makes sense is `problemsOf`'s to say. */
export function planOf(draft: PlanDraft): SpendingPlan | null {
  const limits: LimitRules[] = []
  for (const { id: _id, minor, categories, ...rules } of draft.limits) {
    if (minor === null) return null
    limits.push({ ...rules, amount: { minor, currency: draft.currency }, categories: categories === null || categories.length === 0 ? null : [...categories] })
  }
  return { limits, controls: draft.controls === null ? null : controlRulesOf(draft.controls) }
}

export function controlRulesOf(draft: ControlsDraft): ControlRules {
  const keysOf = (choice: Choice | null, kind: Choice['kind']) => (choice?.kind === kind ? [...choice.keys] : null)
  const merchant = draft.merchant?.trim() ?? ''
  return {
    allowedCategories: keysOf(draft.categories, 'only'),
    blockedCategories: keysOf(draft.categories, 'not') ?? [],
    blockedMccs: [...(draft.mccs ?? [])],
    allowedCountries: keysOf(draft.countries, 'only'),
    blockedCountries: keysOf(draft.countries, 'not') ?? [],
    online: draft.online,
    inPerson: draft.inPerson,
    cashMachines: draft.cashMachines,
    merchantLock: merchant === '' ? null : merchant,
    validFrom: draft.dates?.from ?? null,
    validUntil: draft.dates?.until ?? null,
  }
}

/** The order in which a sentence reads best: what is offered first where it is not said yet. */
export const INTERVAL_ORDER: readonly Interval[] = ['month', 'per-charge', 'week', 'day', 'billing-cycle', 'quarter', 'year', 'total']

export interface NewLimit {
  readonly interval: Interval
  readonly timeZone: string
}

/** The new limit has no amount yet. */
export function addLimit(draft: PlanDraft, { interval, timeZone }: NewLimit): { readonly draft: PlanDraft; readonly id: number } {
  const id = draft.limits.reduce((highest, limit) => Math.max(highest, limit.id), 0) + 1
  const like = draft.limits[0]
  const added: LimitDraft = {
    id, minor: null, interval,
    window: windowFor(interval, 'calendar'),
    timeZone: like?.timeZone ?? timeZone,
    weekStartsOn: like?.weekStartsOn ?? 1,
    countsRefunds: like?.countsRefunds ?? false,
    categories: null,
    mode: 'decline',
  }
  return { draft: { ...draft, limits: [...draft.limits, added] }, id }
}

export function changeLimit(draft: PlanDraft, id: number, change: Partial<Omit<LimitDraft, 'id'>>): PlanDraft {
  return {
    ...draft,
    limits: draft.limits.map((limit) => {
      if (limit.id !== id) return limit
      const next = { ...limit, ...change }
      return { ...next, window: windowFor(next.interval, next.window) }
    }),
  }
}

export function removeLimit(draft: PlanDraft, id: number): PlanDraft {
  return { ...draft, limits: draft.limits.filter((limit) => limit.id !== id) }
}

export function changeControls(draft: PlanDraft, change: Partial<ControlsDraft>): PlanDraft {
  return { ...draft, controls: { ...(draft.controls ?? ANYWHERE), ...change } }
}

const EMPTY_PARTS: Readonly<{ [P in ControlPart]: NonNullable<ControlsDraft[P]> }> = {
  categories: { kind: 'not', keys: [] }, mccs: [], countries: { kind: 'only', keys: [] }, merchant: '', dates: { from: null, until: null },
}

export function addPart(draft: PlanDraft, part: ControlPart): PlanDraft {
  return changeControls(draft, { [part]: EMPTY_PARTS[part] })
}

export function missingParts(draft: PlanDraft): readonly ControlPart[] {
  const controls = draft.controls ?? ANYWHERE
  return (['categories', 'countries', 'merchant', 'dates', 'mccs'] as const).filter((part) => controls[part] === null)
}

/** A billing cycle counts by the cycle, whatever was chosen before; a charge and everything ever have no window to choose. */
export function windowFor(interval: Interval, window: LimitRules['window']): LimitRules['window'] {
  if (interval === 'billing-cycle') return 'billing-cycle'
  if (interval === 'per-charge' || interval === 'total') return 'calendar'
  return window === 'billing-cycle' && interval !== 'month' ? 'calendar' : window
}

/** Where there is more than one way to count an interval. */
export function windowChoices(interval: Interval): readonly LimitRules['window'][] {
  if (interval === 'per-charge' || interval === 'total' || interval === 'billing-cycle') return []
  return interval === 'month' ? ['calendar', 'billing-cycle', 'rolling'] : ['calendar', 'rolling']
}

/** Two limits of one key cannot stand beside each other. */
export function limitKeyOf({ interval, categories }: Pick<LimitDraft, 'interval' | 'categories'>): string {
  return `${interval} ${(categories ?? []).toSorted().join(',')}`
}
