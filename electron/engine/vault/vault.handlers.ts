import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import type { EngineSession } from '../session.ts'
import { writeSettings } from '../settings/settings.queries.ts'
import type { VaultKeeper } from './vault-keeper.ts'

export interface VaultHandlerDeps {
  readonly keeper: VaultKeeper
  readonly session: EngineSession
  readonly emitUnlocked: () => void
}

export function createVaultHandlers({ keeper, session, emitUnlocked }: VaultHandlerDeps): FeatureHandlers<'vault'> {
  const status = async (): Promise<VaultStatus> => {
    const { exists, ...facts } = await keeper.status()
    return { ...facts, state: session.unlocked ? 'unlocked' : exists ? 'locked' : 'missing' }
  }
  return {
    status,
    ratePassphrase: (_context, input) => keeper.rate(input),
    async create(_context, input) {
      const key = await keeper.create(input)
      await session.open(key, 'vault.create', {})
      await session.store.transaction((db) => writeSettings(db, { businessName: input.businessName }))
      emitUnlocked()
      return status()
    },
    async unlock(_context, input) {
      if (session.unlocked) return status()
      const { failedAttempts } = await keeper.status()
      await session.open(await keeper.unlock(input), 'vault.unlock', { failedAttemptsBefore: failedAttempts })
      emitUnlocked()
      return status()
    },
  }
}
