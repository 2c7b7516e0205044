/** Times in milliseconds, and what of them is told. */

/** Middle one of the sorted times. */
export function median(times: readonly number[]): number {
  return quantile(times, 0.5)
}

/** Nineteen of twenty are no longer. */
export function p95(times: readonly number[]): number {
  return quantile(times, 0.95)
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Seconds of processor time of this process, all threads. */
export function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

export interface Pair {
  readonly ours: readonly number[]
  readonly baseline: readonly number[]
}

/**
 * Times two ways of doing the same in turns, so that whatever else the machine does meets both alike. Which goes first changes
 * with every round. The first rounds only warm up.
 */
export async function inTurns(rounds: number, ours: (round: number) => unknown, baseline: (round: number) => unknown, warmUp = 0): Promise<Pair> {
  const times = { ours: [] as number[], baseline: [] as number[] }
  for (let round = -warmUp; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'baseline'] as const) : (['baseline', 'ours'] as const)
    for (const which of order) {
      const start = performance.now()
      await (which === 'ours' ? ours : baseline)(round + warmUp)
      if (round >= 0) times[which].push(performance.now() - start)
    }
  }
  return times
}
