/** Groups of cards: a person's own, and the people of each department. */
import { AppError } from '#shared/rpc/errors.ts'
import { matchName } from '#shared/domain/match-name.ts'
import type { CardGroup } from '#shared/rpc/contract/cards.contract.ts'
import { runSql, sqlText } from '../db/sql-text.ts'
import type { ReadDb, WriteDb } from '../db/store.ts'
import { readPeopleAtIssuers } from '../employees/issuer-people.queries.ts'

type Db = ReadDb | WriteDb

/** Own ones first, each kind by name. */
export async function readGroups(db: Db): Promise<CardGroup[]> {
  return [...(await readOwn(db)), ...(await readDepartments(db))]
}

async function readOwn(db: Db): Promise<readonly CardGroup[]> {
  const rows = await runSql<{ id: number; name: string; cardId: number | null }>(db, sqlText`
    SELECT g.id, g.name, m.card_id AS cardId FROM card_groups g LEFT JOIN card_group_members m ON m.group_id = g.id ORDER BY g.match_name, g.id, m.card_id`)
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, of]) => ({ key: `own:${id}`, groupId: id, name: of[0]?.name ?? '', kind: 'own', cardIds: of.flatMap(({ cardId }) => cardId ?? []) }))
}

/** As the issuers have them, whatever the spelling; with every card that its people hold, of statement files too. */
async function readDepartments(db: Db): Promise<readonly CardGroup[]> {
  const held = Map.groupBy(
    await db.selectFrom('cards').select(['id', 'cardholder_id']).where('cardholder_id', 'is not', null).where('stands_for_account', '=', 0).orderBy('id').execute(),
    (card) => card.cardholder_id,
  )
  const departments = new Map<string, { readonly name: string; readonly cardIds: Set<number> }>()
  for (const { personId, object } of await readPeopleAtIssuers(db)) {
    const match = matchName(object.department ?? '')
    if (object.department === null || match === '') continue
    const department = departments.get(match) ?? { name: object.department, cardIds: new Set() }
    for (const { id } of held.get(personId) ?? []) department.cardIds.add(id)
    departments.set(match, department)
  }
  return [...departments]
    .filter(([, { cardIds }]) => cardIds.size > 0)
    .map(([match, { name, cardIds }]): CardGroup => ({ key: `department:${match}`, groupId: null, name, kind: 'department', cardIds: [...cardIds].toSorted((a, b) => a - b) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Returns the group's id. Throws `validation.failed` (field name), `not-found` (group, card). */
export async function saveGroup(db: WriteDb, { groupId, name, cardIds }: { readonly groupId: number | null; readonly name: string; readonly cardIds: readonly number[] }, now: number): Promise<number> {
  const match = matchName(name)
  if (match === '') throw new AppError('validation.failed', { field: 'name', reason: 'A name needs a letter or a digit.' })
  const taken = await db.selectFrom('card_groups').select('id').where('match_name', '=', match).executeTakeFirst()
  if (taken !== undefined && taken.id !== groupId) throw new AppError('validation.failed', { field: 'name', reason: 'There is a group of this name already.' })
  const members = [...new Set(cardIds)]
  const known = await db.selectFrom('cards').select('id').where('id', 'in', members).where('stands_for_account', '=', 0).execute()
  if (known.length !== members.length) throw new AppError('not-found', { kind: 'card' })
  const id = groupId === null ? await insertGroup(db, name, match, now) : await renameGroup(db, groupId, name, match)
  await db.deleteFrom('card_group_members').where('group_id', '=', id).execute()
  await db.insertInto('card_group_members').values(members.map((cardId) => ({ group_id: id, card_id: cardId }))).execute()
  return id
}

/** Throws `not-found` (kind group). */
export async function deleteGroup(db: WriteDb, id: number): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('card_groups').where('id', '=', id).executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n) throw new AppError('not-found', { kind: 'group' })
}

async function insertGroup(db: WriteDb, name: string, match: string, now: number): Promise<number> {
  return (await db.insertInto('card_groups').values({ name, match_name: match, created_at: now }).returning('id').executeTakeFirstOrThrow()).id
}

async function renameGroup(db: WriteDb, id: number, name: string, match: string): Promise<number> {
  const { numUpdatedRows } = await db.updateTable('card_groups').set({ name, match_name: match }).where('id', '=', id).executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new AppError('not-found', { kind: 'group' })
  return id
}
