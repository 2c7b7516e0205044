import { uptime } from 'node:os'

/**
 * Milliseconds since the machine started, sleep included.
 *
 * The clock to give the vault as `monotonic`: unlike `performance.now()` it goes on across restarts of the app,
 * and setting the wall clock does not move it.
 */
export function machineUptimeMs(): number {
  return uptime() * 1_000
}
