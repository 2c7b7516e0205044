/** One line of `npm run bench -- --json FILE`. `ratio` relates `value` to `baseline`, measured in the same run. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number
  readonly ratio: number
  /** In words, e.g. ">= 10 times the speed of ofx-js". */
  readonly target: string
  readonly ok: boolean
}
