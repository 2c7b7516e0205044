/**
 * The engine program: all data, all rules, no Electron.
 *
 * Started by main as a utilityProcess, or as a forked Node where the Electron at hand is too old for its SQLite.
 * Environment: CARDKEEP_VAULT_DIR (required), CARDKEEP_CHECK_OUTPUTS=1 to check every output against the contract.
 */
import { createEngine } from './engine.ts'
import { createTransport } from './transport/index.ts'
import { machineUptimeMs } from './vault/machine-clock.ts'

const folder = process.env['CARDKEEP_VAULT_DIR']
if (!folder) throw new Error('CARDKEEP_VAULT_DIR is not set')

const transport = createTransport()
const engine = createEngine({
  folder,
  host: transport.host,
  now: Date.now,
  monotonic: machineUptimeMs,
  checkOutputs: process.env['CARDKEEP_CHECK_OUTPUTS'] === '1',
  log: (line) => process.stderr.write(`engine: ${line}\n`),
})

transport.start({
  onAttach: (wire) => engine.server.attach(wire),
  onGrant: (file) => engine.files.grant(file),
  onShutdown: () => void engine.close().finally(() => process.exit(0)),
})
