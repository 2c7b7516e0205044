/** Before and after of every target of a plan. */
import { planProblem } from '#shared/domain/limits/check-plan.ts'
import { TimeZones } from '#shared/domain/limits/time-zone.ts'
import type { LimitTerms } from '#shared/domain/limits/terms.ts'
import type { PlanEdit, PlanRow, SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readIdMap } from '../sync/shown/id-map.queries.ts'
import { readKnownLimits, rulesOf, termsOfRules } from './known-limits.queries.ts'
import { readKnownControls } from './limits.queries.ts'
import { planFor, termsAfter, type Planned, type PlannedLimit, type PlanWorld } from './plan.ts'
import { readReach, type Reach } from './reach.queries.ts'
import { targetsOf } from './targets.ts'
import { readUse, type Use, type UseAsked } from './use.queries.ts'

type Db = ReadDb | WriteDb

export interface PlannedEdit {
  readonly reach: Reach
  /** Everything that is set now. */
  readonly world: PlanWorld
  readonly rows: readonly Planned[]
}

/** Throws `validation.failed` (fields limits, controls), `not-found` (card, cardholder). */
export async function readPlan(db: Db, { targets, plan, mode }: PlanEdit): Promise<PlannedEdit> {
  await checkPlan(db, plan)
  const reach = await readReach(db)
  const world = { reach, limits: await readKnownLimits(db, reach), controls: await readKnownControls(db) }
  return { reach, world, rows: targetsOf(targets, reach, await readIdMap(db)).map((target) => planFor(target, { plan, mode }, world)) }
}

/** Throws `validation.failed` (fields limits, controls). */
export async function checkPlan(db: Db, plan: SpendingPlan): Promise<void> {
  const categories = await db.selectFrom('categories').select('key').where('built_in', '=', 1).execute()
  const problem = planProblem({ limits: plan.limits.map((rules) => termsOfRules(rules)), controls: plan.controls }, { zones: new TimeZones(), categories: new Set(categories.map(({ key }) => key)) })
  if (problem) throw new AppError('validation.failed', { field: problem.field, reason: problem.reason })
}

export async function readPreview(db: Db, now: number, edit: PlanEdit): Promise<PlanRow[]> {
  const { reach, rows } = await readPlan(db, edit)
  const asked = rows.flatMap(({ target, limits }) => limits.map((limit): UseAsked => ({ terms: termsCounted(limit), cardIds: target.cardIds })))
  const used = await readUse(db, asked, { reach, zones: new TimeZones(), now })
  let next = 0
  return rows.map((row) => planRow(row, row.limits.map(() => used[next++])))
}

/** What is counted: the limit as it will be, or as it was where it goes. */
function termsCounted(limit: PlannedLimit): LimitTerms {
  const terms = termsAfter(limit) ?? limit.known?.terms
  if (!terms) throw new RangeError('A planned limit is there before or after')
  return terms
}

function planRow({ target, limits, controls, refused }: Planned, used: readonly (Use | undefined)[]): PlanRow {
  return {
    target: target.scope, connectionId: target.connectionId, who: target.who, kept: target.kept, refused,
    limits: limits.map((limit, index) => {
      const { does, known, after } = limit
      const [use, terms] = [used[index], termsCounted(limit)]
      const before = known === null ? null : rulesOf(known.terms)
      return {
        does, key: known?.key ?? null, before, after,
        used: use === undefined ? null : { minor: use.minor, currency: terms.currency },
        isUnderUsed: (does === 'create' || does === 'change') && terms.interval !== 'per-charge' && use !== undefined && terms.minor < use.minor,
      }
    }),
    controls: controls === null ? null : { before: controls.known?.rules ?? null, after: controls.after, isChanged: controls.isChanged },
  }
}
