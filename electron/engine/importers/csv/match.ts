/** Which layout a CSV file has, and where its rows begin. */
import { scrubText } from '#shared/domain/card-number.ts'
import type { CsvLayout, Role } from './layout.ts'
import { headerName } from './layout.ts'
import type { CsvRecord } from './reader.ts'

export interface LayoutMatch {
  readonly layout: CsvLayout
  /** Index of each role's column. */
  readonly roles: ReadonlyMap<Role, number>
  /** Names of the columns as written, for the raw fields; '' where a column has none. */
  readonly names: readonly string[]
  /** Records before the first row of data. */
  readonly skip: number
  /** Columns of the header that have a name; cells beyond them must be empty. */
  readonly width: number
}

/** Preambles of up to 11 lines exist; a header that comes later is not a header. */
export const HEADER_WINDOW = 40

/** The first layout whose header stands among the first records, else the first whose rows look right without one. */
export function matchLayout(records: readonly CsvRecord[], layouts: readonly CsvLayout[]): LayoutMatch | null {
  for (const [index, record] of records.slice(0, HEADER_WINDOW).entries()) {
    const header = record.cells.map(headerName)
    const layout = header.some((name) => name !== '') ? layouts.find((each) => fitsHeader(each, header)) : undefined
    if (layout) return withHeader(layout, record, header, index + 1)
  }
  return matchHeaderless(records, layouts)
}

function fitsHeader(layout: CsvLayout, header: readonly string[]): boolean {
  if (layout.signature.length === 0) return false
  if (!layout.signature.every((name) => header.includes(name))) return false
  if (layout.without?.some((name) => header.includes(name)) === true) return false
  return layout.exact !== true || header.every((name) => name === '' || layout.signature.includes(name))
}

function withHeader(layout: CsvLayout, record: CsvRecord, header: readonly string[], skip: number): LayoutMatch {
  const roles = new Map<Role, number>()
  for (const [role, names] of entriesOf(layout.columns)) {
    const index = names.map((name) => header.indexOf(name)).find((position) => position !== -1)
    if (index !== undefined) roles.set(role, index)
  }
  return { layout, roles, names: record.cells.map((cell) => scrubText(cell.replace(/[\s\p{Cc}]+/gu, ' ').trim())), skip, width: header.findLastIndex((name) => name !== '') + 1 }
}

function entriesOf(columns: CsvLayout['columns']): readonly [Role, readonly string[]][] {
  return Object.entries(columns).filter((entry): entry is [Role, readonly string[]] => entry[1] !== undefined)
}

const PROOF_ROWS = 5

function matchHeaderless(records: readonly CsvRecord[], layouts: readonly CsvLayout[]): LayoutMatch | null {
  const rows = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).slice(0, PROOF_ROWS)
  if (rows.length === 0) return null
  for (const layout of layouts) {
    const { headerless } = layout
    if (!headerless || !rows.every(({ cells }) => headerless.fits(cells.map((cell) => cell.trim())))) continue
    const roles = new Map<Role, number>()
    for (const [index, role] of headerless.roles.entries()) if (role !== null) roles.set(role, index)
    return { layout, roles, names: headerless.roles.map((_, index) => `Column ${index + 1}`), skip: 0, width: headerless.roles.length }
  }
  return null
}

export interface HeaderGuess {
  /** Empty where no record looks like a header: data is never quoted as if it were one. */
  readonly names: readonly string[]
  /** Records of the most frequent number of columns: how much of a table the file is. */
  readonly rows: number
}

/** The record that probably names the columns of a file of no known layout: the first of words only. */
export function likelyHeader(records: readonly CsvRecord[]): HeaderGuess {
  const tables = Map.groupBy(records.filter(({ cells }) => widthOf(cells) > 1), ({ cells }) => widthOf(cells))
  const header = records.find(({ cells }) => widthOf(cells) > 1 && !cells.some((cell) => /\d{2}/.test(cell)))
  return { names: header?.cells.map((cell) => cell.trim()) ?? [], rows: Math.max(0, ...[...tables.values()].map(({ length }) => length)) }
}

function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}
