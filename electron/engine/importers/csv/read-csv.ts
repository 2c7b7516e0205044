import type { ParsedFile, ReadOptions } from '../parsed-statement.ts'
import type { TextFile } from '../ofx/read-ofx.ts'
import { refuse } from '../problems.ts'
export function* readCsv(file: TextFile, _options: ReadOptions): Generator<number, ParsedFile> {
  yield 0
  return refuse(file.name, 'csv-unknown-layout', 1, 'x')
}
