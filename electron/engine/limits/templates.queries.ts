/** Plans with a name, to be used again. */
import type { Selectable } from 'kysely'
import { matchName } from '#shared/domain/match-name.ts'
import { spendingPlan, type LimitTemplate, type SpendingPlan } from '#shared/rpc/contract/limits.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import type { LimitTemplatesTable } from '../db/tables/limits.table.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'

export async function listTemplates(db: ReadDb): Promise<LimitTemplate[]> {
  return (await db.selectFrom('limit_templates').selectAll().orderBy('match_name').execute()).map(templateOf)
}

/** Throws `validation.failed` (field name) for a name that is taken or says nothing, `not-found` (kind template). */
export async function saveTemplate(db: WriteDb, { templateId, name, plan }: { readonly templateId: number | null; readonly name: string; readonly plan: SpendingPlan }, now: number): Promise<LimitTemplate> {
  const match = matchName(name)
  if (match === '') throw new AppError('validation.failed', { field: 'name', reason: 'A name has at least one letter or digit.' })
  const taken = await db.selectFrom('limit_templates').select('id').where('match_name', '=', match).executeTakeFirst()
  if (taken && taken.id !== templateId) throw new AppError('validation.failed', { field: 'name', reason: 'There is a template of this name already.' })
  const values = { name, match_name: match, plan: JSON.stringify(plan), updated_at: now }
  const row =
    templateId === null
      ? await db.insertInto('limit_templates').values({ ...values, created_at: now }).returningAll().executeTakeFirst()
      : await db.updateTable('limit_templates').set(values).where('id', '=', templateId).returningAll().executeTakeFirst()
  if (!row) throw new AppError('not-found', { kind: 'template' })
  return templateOf(row)
}

/** Throws `not-found` (kind template). */
export async function deleteTemplate(db: WriteDb, templateId: number): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('limit_templates').where('id', '=', templateId).executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n) throw new AppError('not-found', { kind: 'template' })
}

function templateOf({ id, name, plan, updated_at: updatedAt }: Selectable<LimitTemplatesTable>): LimitTemplate {
  return { id, name, plan: spendingPlan.parse(JSON.parse(plan)), updatedAt }
}
