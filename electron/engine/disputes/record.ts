/** What came of a letter, as a person records it. */
import { dayHere } from '#shared/domain/day-here.ts'
import type { DisputeStage } from '#shared/domain/disputes/names.ts'
import { mayRecord, movesFrom } from '#shared/domain/disputes/stages.ts'
import type { Money } from '#shared/domain/money.ts'
import { parseIsoDate, type IsoDate } from '#shared/domain/time.ts'
import type { ParsedInputOf } from '#shared/rpc/define.ts'
import type { DisputeDetail, disputesContract } from '#shared/rpc/contract/disputes.contract.ts'
import type { CommandContext } from '../rpc/handlers.ts'
import { readCase, type Case } from './cases.queries.ts'
import { readDetail } from './details.queries.ts'
import { invalid } from './drafts.ts'
import { insertStep, setSent, type Step } from './stored.queries.ts'

/** Throws `not-found` (kind dispute), `validation.failed`: `state`, `stage`, `on` (no day, after today, before the step before), `won`. */
export async function recordStep(context: CommandContext, { disputeId, stage, on, note, won }: ParsedInputOf<(typeof disputesContract)['record']>): Promise<DisputeDetail> {
  const { db, now, audit, changed } = context
  const one = await readCase(db, now, disputeId)
  const { stored, standing, steps } = one
  if (stored.discardedAt !== null || !mayRecord(standing.stage, stored.channel)) throw invalid('state', 'Nothing can be recorded for it.')
  if (!movesFrom(standing.stage, stored.channel).includes(stage)) throw invalid('stage', 'This cannot follow.')
  const at = noonHere(dayOf(on, steps.at(-1), one, now))
  mustFit(won, stage, stored.amount)
  await insertStep(db, { disputeId, stage, at, note, wonMinor: won?.minor ?? null })
  if (stage === 'submitted') await setSent(db, disputeId, at)
  audit({ disputeId, stage })
  changed('disputes', 'transactions')
  return readDetail(db, now, disputeId)
}

function dayOf(on: string, last: Step | undefined, { stored: { charge } }: Case, now: number): IsoDate {
  const day = parseIsoDate(on)
  if (day === undefined || day > dayHere(now)) throw invalid('on', 'This day has not come yet.')
  if (last === undefined && day < charge.on) throw invalid('on', 'This is before the charge.')
  if (last !== undefined && day < dayHere(last.at)) throw invalid('on', 'This is before the step before it.')
  return day
}

function mustFit(won: Money | null, stage: DisputeStage, { minor, currency }: Money): void {
  if (stage !== 'partly-won') {
    if (won !== null) throw invalid('won', 'Only what was won in part has an amount of its own.')
    return
  }
  if (won === null || won.currency !== currency || won.minor >= minor) throw invalid('won', 'This is less than the amount that was disputed.')
}

/** The middle of a day on this computer: the same day wherever it is read nearby. */
function noonHere(day: IsoDate): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12).getTime()
}
