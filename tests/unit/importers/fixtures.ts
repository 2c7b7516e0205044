/** The hand-made statement files, read as the app reads them. */
import { readFileSync, readdirSync } from 'node:fs'
import { keyedFingerprint } from '#engine/importers/fingerprint.ts'
import type { ParsedAccount, ParsedFile, ParsedTransaction, ReadOptions } from '#engine/importers/parsed-statement.ts'
import { readStatementFile } from '#engine/importers/read-statement.ts'

const FOLDER = new URL('../../fixtures/statements/', import.meta.url)
export const OPTIONS: ReadOptions = { fingerprint: keyedFingerprint(Buffer.alloc(32, 7)) }

export function fixtureNames(folder: 'ofx' | 'csv' | 'malformed'): readonly string[] {
  return readdirSync(new URL(`${folder}/`, FOLDER)).map((name) => `${folder}/${name}`).sort()
}

export function fixtureBytes(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER))
}

export function readFixture(name: string, options: Partial<ReadOptions> = {}): ParsedFile {
  return readStatementFile({ name, bytes: fixtureBytes(name) }, { ...OPTIONS, ...options })
}

/** A text as a file of that name. */
export function readText(text: string, name = 'statement.ofx', options: Partial<ReadOptions> = {}): ParsedFile {
  return readStatementFile({ name, bytes: Buffer.from(text, 'utf8') }, { ...OPTIONS, ...options })
}

export function onlyAccount(file: ParsedFile): ParsedAccount {
  const [account] = file.accounts
  if (file.accounts.length !== 1 || !account) throw new Error(`${file.name} has ${file.accounts.length} accounts: ${JSON.stringify(file.problems)}`)
  return account
}

export function rowsOf(file: ParsedFile): readonly ParsedTransaction[] {
  return file.accounts.flatMap(({ transactions }) => transactions)
}

/** One account in a line: "card American Express ··71002 USD: 3 posted, 0 pending, -13860 from 2026-02-20 to 2026-02-27". */
export function summary(account: ParsedAccount): string {
  const posted = account.transactions.filter(({ pending }) => !pending)
  const days = posted.map(({ postedOn }) => postedOn).sort()
  const sum = posted.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return `${account.kind} ${account.label} ${account.currency}: ${posted.length} posted, ${account.transactions.length - posted.length} pending, ${sum} from ${days[0] ?? '-'} to ${days.at(-1) ?? '-'}`
}
