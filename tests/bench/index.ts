/** `npm run bench [-- --json FILE] [-- --only NAME]`: what the product promises, each as a ratio to a baseline in the same run. */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { BenchRow } from './bench-row.ts'

type Bench = () => Promise<readonly BenchRow[]>

// The quick ones first. Each is loaded when its turn comes, so that one does not run in the memory of another.
const BENCHES: readonly (readonly [name: string, load: () => Promise<Bench>])[] = [
  ['parse', async () => (await import('./parse-ofx.ts')).benchParseOfx],
  ['import', async () => (await import('./import.ts')).benchImport],
  ['window', async () => (await import('./window.ts')).benchWindow],
  ['sync', async () => (await import('./sync.ts')).benchSync],
  ['limits', async () => (await import('./limits.ts')).benchLimits],
  ['million', async () => (await import('./million.ts')).benchMillion],
]

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
const rows: BenchRow[] = []
let failed = false
for (const [name, load] of BENCHES) {
  if (values.only !== undefined && values.only !== name) continue
  console.log(`${name} …`)
  try {
    rows.push(...(await (await load())()))
  } catch (error) {
    failed = true
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
printTable(rows)
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`)
// A target that is missed is a figure to look at, not a failure; a benchmark that could not run is one.
process.exitCode = failed ? 1 : 0

function printTable(measured: readonly BenchRow[]): void {
  const lines = [
    ['', 'what', 'value', 'baseline', 'ratio', 'target'],
    ...measured.map(({ ok, name, value, unit, baseline, ratio, target }) => [ok ? 'ok' : 'MISSED', name, `${figure(value)} ${unit}`, `${figure(baseline)} ${unit}`, figure(ratio), target]),
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of lines) console.log(line.map((cell, column) => (column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd())
}

function figure(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value)
}
