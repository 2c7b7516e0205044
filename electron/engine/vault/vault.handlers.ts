import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { writeWhole } from '../exports/write-file.ts'
import type { EngineFiles } from '../files.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import type { VaultSession } from '../session.ts'
import type { VaultKeeper } from './vault-keeper.ts'

export interface VaultHandlerDeps {
  readonly keeper: VaultKeeper
  readonly session: VaultSession
  readonly emitUnlocked: () => void
  /** Of the files that a person chose to write. */
  readonly files: Pick<EngineFiles, 'writable'>
}

export function createVaultHandlers({ keeper, session, emitUnlocked, files }: VaultHandlerDeps): FeatureHandlers<'vault'> {
  const status = async (): Promise<VaultStatus> => {
    const { exists, ...facts } = await keeper.status()
    return { ...facts, state: session.unlocked ? 'unlocked' : exists ? 'locked' : 'missing' }
  }
  return {
    status,
    ratePassphrase: (_context, input) => keeper.rate(input),
    async create(_context, input) {
      const key = await keeper.create(input)
      await session.open({ key, action: 'vault.create', details: {}, businessName: input.businessName })
      emitUnlocked()
      return status()
    },
    async unlock(_context, input) {
      if (session.unlocked) return status()
      const { failedAttempts } = await keeper.status()
      await session.open({ key: await keeper.unlock(input), action: 'vault.unlock', details: { failedAttemptsBefore: failedAttempts } })
      emitUnlocked()
      return status()
    },
    async saveRecoveryKey(_context, { target, text }) {
      if (!session.unlocked) throw new AppError('vault.locked', {})
      await writeWhole(files.writable(target), text)
      return {}
    },
  }
}
