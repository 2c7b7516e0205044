import type { Kysely } from 'kysely'

/**
 * One step of the schema, frozen in time: it imports nothing of the app, so that history cannot change when the app does.
 *
 * Versions go up in tens. Forward only: an older app refuses a newer database instead of downgrading it.
 */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly up: (db: Kysely<unknown>, now: number) => Promise<void>
}
