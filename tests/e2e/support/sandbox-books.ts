import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What the sandbox issuer did, by its own books, in the order in which it was asked. */
export function commandsOf(dataFolder: string): readonly string[] {
  return read(dataFolder, (books) => (books.prepare('SELECT operation FROM commands WHERE status = 200 ORDER BY received_at').all() as { operation: string }[]).map(({ operation }) => operation))
}

/** Every object of a type as the sandbox issuer has it now. */
export function objectsOf<T>(dataFolder: string, type: string): readonly T[] {
  return read(dataFolder, (books) => (books.prepare('SELECT body FROM objects WHERE type = ? AND body IS NOT NULL').all(type) as { body: string }[]).map(({ body }) => JSON.parse(body) as T))
}

function read<T>(dataFolder: string, work: (books: Database.Database) => T): T {
  const books = new Database(join(dataFolder, 'sandbox', 'sandbox-issuer.sqlite'), { readonly: true })
  try {
    return work(books)
  } finally {
    books.close()
  }
}
