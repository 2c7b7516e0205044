import type { Generated } from 'kysely'

export interface CardGroupsTable {
  id: Generated<number>
  name: string
  match_name: string
  created_at: number
}

export interface CardGroupMembersTable {
  group_id: number
  card_id: number
}

/** Steps of a new card's checklist that a person ticked or put aside. */
export interface CardStepsTable {
  card_id: number
  step: string
  done_at: number
}
