/**
 * The engine without its database: the program that proves Electron's own way of running it (utilityProcess, a port
 * handed to each window) on an Electron whose Node-API is too old for the SQLite addon.
 *
 * Transport, serving, contract, vault keeper and events are the product's own. Its vault opens to a key that opens
 * nothing, so that calls which need data answer `vault.locked` for ever.
 */
import { contract } from '#shared/rpc/contract/index.ts'
import type { CallDefinition } from '#shared/rpc/define.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { EngineServer } from './rpc/serve.ts'
import { createTransport } from './transport/index.ts'
import { machineUptimeMs } from './vault/machine-clock.ts'
import { createVaultKeeper, type VaultKeeper } from './vault/vault-keeper.ts'

type Handler = (input: unknown) => Promise<unknown>

function createSelftestRouter(keeper: VaultKeeper, changed: () => void) {
  let unlocked = false
  const status = async () => {
    const { exists, ...facts } = await keeper.status()
    return { ...facts, state: unlocked ? 'unlocked' : exists ? 'locked' : 'missing' }
  }
  const opened = async (key: Promise<Buffer>) => {
    const bytes = await key
    bytes.fill(0)
    unlocked = true
    changed()
    return status()
  }
  const { vault } = contract
  const handlers: Readonly<Record<string, Handler>> = {
    status,
    ratePassphrase: (input) => keeper.rate(vault.ratePassphrase.input.parse(input)),
    create: (input) => opened(keeper.create(vault.create.input.parse(input))),
    unlock: (input) => opened(keeper.unlock(vault.unlock.input.parse(input))),
  }

  return {
    async call(name: string, input: unknown): Promise<unknown> {
      const [feature = '', call = ''] = name.split('.')
      const definition = definitionOf(feature, call)
      if (!definition) throw new AppError('rpc.unknown-call', { name: name.slice(0, 80) })
      const parsed = definition.input.safeParse(input)
      if (!parsed.success) throw new AppError('rpc.invalid-input', { issues: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`) })
      const handler = feature === 'vault' ? handlers[call] : undefined
      if (!handler) throw new AppError('vault.locked', {})
      return definition.output.parse(await handler(parsed.data))
    },
  }
}

function definitionOf(feature: string, call: string): CallDefinition | undefined {
  const features: Readonly<Record<string, Readonly<Record<string, CallDefinition>>>> = contract
  return Object.hasOwn(features, feature) && Object.hasOwn(features[feature] ?? {}, call) ? features[feature]?.[call] : undefined
}

const folder = process.env['CARDKEEP_VAULT_DIR']
if (!folder) throw new Error('CARDKEEP_VAULT_DIR is not set')

const transport = createTransport()
const keeper = createVaultKeeper({ folder, host: transport.host, now: Date.now, monotonic: machineUptimeMs })
const server = new EngineServer(createSelftestRouter(keeper, () => server.emit({ t: 'event', name: 'changed', payload: { topics: ['vault'] } })))

transport.start({
  onAttach: (wire) => server.attach(wire),
  onGrant: () => {},
  onShutdown: () => process.exit(0),
})
