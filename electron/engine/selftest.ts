/**
 * The engine without its database: the program that proves Electron's own way of running it (utilityProcess, a port handed to each window, a
 * working thread) on an Electron whose Node-API is too old for the SQLite addon.
 *
 * Transport, front, contract, vault keeper, events and the way between the threads are the product's own. The vault opens to a key that opens
 * nothing, so that calls which need data answer `vault.locked` for ever.
 */
import { AppError } from '#shared/rpc/errors.ts'
import { runFront } from './front/run-front.ts'

runFront({
  program: import.meta.url,
  openReading: async () => {
    throw new AppError('vault.locked', {})
  },
})
