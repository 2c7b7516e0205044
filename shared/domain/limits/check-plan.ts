/** What a plan of limits and controls contradicts itself in, before anybody is asked. */
import type { ControlTerms, LimitTerms } from './terms.ts'
import type { TimeZones } from './time-zone.ts'

export interface PlanProblem {
  readonly field: 'limits' | 'controls'
  readonly reason: string
}

export interface CheckedPlan {
  readonly limits: readonly Pick<LimitTerms, 'interval' | 'categories' | 'currency' | 'timeZone'>[]
  readonly controls: ControlTerms | null
}

export interface PlanFacts {
  readonly zones: TimeZones
  /** Keys of the categories that codes fall into. */
  readonly categories: ReadonlySet<string>
}

/** Two limits with the same text are the same limit with other amounts. */
export const limitIdentity = ({ interval, categories }: Pick<LimitTerms, 'interval' | 'categories'>): string => `${interval} ${categories?.toSorted().join(' ') ?? '*'}`

/** The first thing that is wrong. */
export function planProblem({ limits, controls }: CheckedPlan, facts: PlanFacts): PlanProblem | undefined {
  return limitsProblem(limits, facts) ?? (controls === null ? undefined : controlsProblem(controls, facts))
}

function limitsProblem(limits: CheckedPlan['limits'], { zones, categories }: PlanFacts): PlanProblem | undefined {
  const problem = (reason: string): PlanProblem => ({ field: 'limits', reason })
  const unknownZone = limits.find(({ timeZone }) => zones.find(timeZone) === undefined)
  if (unknownZone) return problem(`“${unknownZone.timeZone}” is not a time zone.`)
  const unknown = limits.flatMap((limit) => limit.categories ?? []).find((key) => !categories.has(key))
  if (unknown !== undefined) return problem(`“${unknown}” is not a category that merchant codes fall into.`)
  if (new Set(limits.map(({ currency }) => currency)).size > 1) return problem('All limits of a plan are in one currency.')
  const seen = new Set<string>()
  for (const limit of limits) {
    const identity = limitIdentity({ ...limit, categories: limit.categories === null ? null : [...new Set(limit.categories)] })
    if (seen.has(identity)) return problem('There are two limits of the same length for the same categories. Keep one of them.')
    seen.add(identity)
  }
  return undefined
}

function controlsProblem(controls: ControlTerms, { categories }: PlanFacts): PlanProblem | undefined {
  const problem = (reason: string): PlanProblem => ({ field: 'controls', reason })
  const { allowedCategories, blockedCategories, allowedCountries, blockedCountries, validFrom, validUntil } = controls
  if (allowedCategories !== null && blockedCategories.length > 0) return problem('Categories are either the only ones allowed or the ones blocked, not both.')
  if (allowedCountries !== null && blockedCountries.length > 0) return problem('Countries are either the only ones allowed or the ones blocked, not both.')
  const unknown = [...(allowedCategories ?? []), ...blockedCategories].find((key) => !categories.has(key))
  if (unknown !== undefined) return problem(`“${unknown}” is not a category that merchant codes fall into.`)
  for (const date of [validFrom, validUntil]) if (date !== null && !isDay(date)) return problem(`${date} is not a day of the calendar.`)
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) return problem('The last day is before the first.')
  return undefined
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
