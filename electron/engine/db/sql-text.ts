/**
 * SQL written by hand and put together from pieces: for what Kysely's builder cannot say (which index to walk, the text index,
 * JSON lists), and for the statements that are made anew with every keystroke and scroll. Kysely's own `sql` makes a tree and
 * compiles it, which costs a tenth of what SQLite takes for a whole page.
 *
 * The same safety holds: whatever is not a piece becomes a parameter.
 */
import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from './database.ts'
import { ReadingKysely } from './reading-kysely.ts'

export interface SqlText {
  readonly text: string
  readonly values: readonly SqlValue[]
}

export type SqlValue = string | number | null

/** A piece of SQL: a piece inside it stays SQL, anything else is a parameter. */
export function sqlText(strings: TemplateStringsArray, ...parts: readonly (SqlText | SqlValue)[]): SqlText {
  let text = strings[0] ?? ''
  const values: SqlValue[] = []
  for (const [index, part] of parts.entries()) {
    if (part !== null && typeof part === 'object') {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[index + 1] ?? ''
  }
  return { text, values }
}

/** The pieces one after another with `separator` between them. */
export function joinSql(pieces: readonly SqlText[], separator: string): SqlText {
  return { text: pieces.map((piece) => piece.text).join(separator), values: pieces.flatMap((piece) => piece.values) }
}

export async function runSql<Row>(db: Kysely<Database>, { text, values }: SqlText): Promise<Row[]> {
  if (db instanceof ReadingKysely) return db.select<Row>(text, values)
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}

/** Runs a change; how many rows of the table itself it touched. */
export async function changeSql(db: Kysely<Database>, { text, values }: SqlText): Promise<number> {
  return Number((await db.executeQuery(CompiledQuery.raw(text, [...values]))).numAffectedRows ?? 0n)
}
