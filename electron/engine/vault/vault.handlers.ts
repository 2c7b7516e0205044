import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { writeWhole } from '../exports/write-file.ts'
import type { EngineFiles } from '../files.ts'
import type { FeatureHandlers } from '../rpc/handlers.ts'
import type { Opening, SecurityEvent, VaultSession } from '../session.ts'
import type { VaultKeeper } from './vault-keeper.ts'

export interface VaultHandlerDeps {
  readonly keeper: VaultKeeper
  readonly session: VaultSession
  readonly emitUnlocked: () => void
  /** Ends this engine, as every lock does. */
  readonly lockNow: () => Promise<void>
  /** Of the files that a person chose to write. */
  readonly files: Pick<EngineFiles, 'writable'>
}

export function createVaultHandlers({ keeper, session, emitUnlocked, lockNow, files }: VaultHandlerDeps): FeatureHandlers<'vault'> {
  const status = async (): Promise<VaultStatus> => {
    const { exists, isClosed, ...facts } = await keeper.status()
    return { ...facts, state: session.unlocked ? 'unlocked' : !exists ? 'missing' : isClosed ? 'closed' : 'locked' }
  }
  const open = async (opening: Opening) => {
    await session.open(opening)
    emitUnlocked()
    return status()
  }
  const unlock = async (way: Parameters<VaultKeeper['unlock']>[0], by: 'passphrase' | 'pin') => {
    if (session.unlocked) return status()
    const { failedAttempts } = await keeper.status()
    return open({ key: await keeper.unlock(way), action: 'vault.unlock', details: { by, failedAttemptsBefore: failedAttempts } })
  }
  /** A wrong passphrase or PIN in an open vault stands in the trail. */
  const proven = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!session.unlocked) throw new AppError('vault.locked', {})
    try {
      return await work()
    } catch (error) {
      if (AppError.is(error, 'vault.wrong-passphrase') || AppError.is(error, 'vault.wrong-pin')) await session.record({ action: 'vault.proofRefused', details: { failedAttempts: error.details.failedAttempts } })
      throw error
    }
  }
  const done = async (action: SecurityEvent['action']) => {
    await session.record({ action, details: {} })
    emitUnlocked()
    return status()
  }

  return {
    status,
    ratePassphrase: (_context, input) => keeper.rate(input),
    create: async (_context, input) => open({ key: await keeper.create(input), action: 'vault.create', details: {}, businessName: input.businessName }),
    unlock: (_context, input) => unlock(input, 'passphrase'),
    unlockWithPin: (_context, input) => unlock(input, 'pin'),
    async confirmPresence(_context, input) {
      await proven(() => keeper.prove(input))
      // Only this one: where each call is to be confirmed, a passphrase that was given for something else lets no call through.
      await session.provePresence()
      return {}
    },
    async changePassphrase(_context, input) {
      await proven(() => keeper.changePassphrase(input))
      return done('vault.changePassphrase')
    },
    async setPin(_context, input) {
      await keeper.setPin(input)
      return done('vault.setPin')
    },
    async removePin() {
      await keeper.removePin()
      return done('vault.removePin')
    },
    newRecoveryKey: () => keeper.newRecoveryKey(),
    async saveRecoveryKey(_context, { target, text }) {
      if (!session.unlocked) throw new AppError('vault.locked', {})
      await writeWhole(files.writable(target), text)
      return {}
    },
    async confirmRecoveryKey(_context, input) {
      await keeper.confirmRecoveryKey(input)
      return done('vault.confirmRecoveryKey')
    },
    async recover(_context, input) {
      const key = await keeper.recover(input)
      if (!session.unlocked) return open({ key, action: 'vault.recover', details: {} })
      key.fill(0)
      return done('vault.recover')
    },
    async rekey({ progress }, input) {
      await session.rekey(await proven(() => keeper.beginRekey(input)), progress)
      await lockNow()
      return {}
    },
  }
}
