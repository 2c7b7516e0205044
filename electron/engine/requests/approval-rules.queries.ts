/** Rules that approve small requests without asking: who, up to how much, how long, how often. */
import { AppError } from '#shared/rpc/errors.ts'
import type { InputOf } from '#shared/rpc/define.ts'
import type { ApprovalRule, requestsContract } from '#shared/rpc/contract/requests.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { personNames } from '../employees/employees.queries.ts'

export type NewRule = InputOf<typeof requestsContract.saveRule>

interface Row {
  readonly id: number
  readonly cardholders: string | null
  readonly minor: number
  readonly currency: string
  readonly mostDays: number | null
  readonly perMonth: number
  readonly isOn: 0 | 1
  readonly approved: number
}

/** In the order they were made. `monthFrom`: the instant at which this month began. */
export async function readRules(db: ReadDb | WriteDb, monthFrom: number): Promise<ApprovalRule[]> {
  const rows = await runSql<Row>(db, sqlText`
    SELECT r.id, r.cardholders, r.up_to_minor AS minor, r.currency, r.most_days AS mostDays, r.per_month AS perMonth, r.is_on AS isOn,
      (SELECT count(*) FROM rule_approvals a WHERE a.rule_id = r.id AND a.at >= ${monthFrom}) AS approved
    FROM approval_rules r ORDER BY r.id`)
  const names = await personNames(db)
  return rows.map((row) => ({
    id: row.id,
    // Who is gone is left out; a rule for people who all went is for nobody, not for everybody.
    people: idsOf(row)?.flatMap((id) => namedPerson(names, id)) ?? null,
    upTo: { minor: row.minor, currency: row.currency }, mostDays: row.mostDays, perMonth: row.perMonth, isOn: row.isOn === 1, approvedThisMonth: row.approved,
  }))
}

/** Returns its id. Throws `not-found` (kind rule, cardholder). */
export async function saveRule(db: WriteDb, { ruleId, cardholderIds, upTo, mostDays, perMonth, isOn }: NewRule, now: number): Promise<number> {
  const ids = cardholderIds === null ? null : [...new Set(cardholderIds)].toSorted((a, b) => a - b)
  const names = await personNames(db)
  if (ids?.some((id) => !names.has(id)) === true) throw new AppError('not-found', { kind: 'cardholder' })
  const values = { cardholders: ids === null ? null : JSON.stringify(ids), up_to_minor: upTo.minor, currency: upTo.currency, most_days: mostDays, per_month: perMonth, is_on: isOn ? 1 : 0 }
  if (ruleId === null) return (await db.insertInto('approval_rules').values({ ...values, created_at: now }).returning('id').executeTakeFirstOrThrow()).id
  const { numUpdatedRows } = await db.updateTable('approval_rules').set(values).where('id', '=', ruleId).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'rule' })
  return ruleId
}

/** Throws `not-found` (kind rule). What it approved stays approved. */
export async function deleteRule(db: WriteDb, ruleId: number): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('approval_rules').where('id', '=', ruleId).executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n) throw new AppError('not-found', { kind: 'rule' })
}

/** How often a rule approved for one person since an instant. */
export async function countApprovals(db: ReadDb | WriteDb, { ruleId, cardholderId, since }: { readonly ruleId: number; readonly cardholderId: number; readonly since: number }): Promise<number> {
  const [row] = await runSql<{ count: number }>(db, sqlText`SELECT count(*) AS count FROM rule_approvals WHERE rule_id = ${ruleId} AND cardholder_id = ${cardholderId} AND at >= ${since}`)
  return row?.count ?? 0
}

export interface RuleApproval {
  readonly connectionId: number
  readonly requestId: string
  readonly ruleId: number
  readonly cardholderId: number
  readonly at: number
}

export async function keepApproval(db: WriteDb, { connectionId, requestId, ruleId, cardholderId, at }: RuleApproval): Promise<void> {
  await db.insertInto('rule_approvals').values({ connection_id: connectionId, request_id: requestId, rule_id: ruleId, cardholder_id: cardholderId, at }).execute()
}

/** `<connection>:<request>` of everything that a rule approved. */
export async function readRuleApprovals(db: ReadDb | WriteDb): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('rule_approvals').select(['connection_id', 'request_id']).execute()
  return new Set(rows.map((row) => `${row.connection_id}:${row.request_id}`))
}

const idsOf = ({ cardholders }: Pick<Row, 'cardholders'>): readonly number[] | null => (cardholders === null ? null : (JSON.parse(cardholders) as number[]))

function namedPerson(names: ReadonlyMap<number, string>, id: number): readonly { readonly id: number; readonly name: string }[] {
  const name = names.get(id)
  return name === undefined ? [] : [{ id, name }]
}
