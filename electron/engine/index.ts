/**
 * The engine program: all data, all rules, no Electron.
 *
 * Started by main as a utilityProcess, or as a forked Node where the Electron at hand is too old for its SQLite. This file is its front, the
 * thread that main and the windows talk to; `index-thread.ts` is the thread that works.
 * Environment: CARDKEEP_VAULT_DIR (required), CARDKEEP_CHECK_OUTPUTS=1 to check every output against the contract.
 */
import { runFront } from './front/run-front.ts'

runFront({
  program: import.meta.url,
  openReading: async (options) => (await import('./front/reading.ts')).openReading(options),
})
