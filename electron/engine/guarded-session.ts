/** What an open vault does for whoever keeps its key, besides being opened. */
import { AppError } from '#shared/rpc/errors.ts'
import type { Presence } from './rpc/presence.ts'
import type { WriteAs } from './rpc/transaction.ts'
import type { VaultSession } from './session.ts'

type Guarded = Omit<VaultSession, 'unlocked' | 'open'>

export interface GuardedDeps {
  readonly presence: Presence
  readonly write: WriteAs
  /** The keys are wiped afterwards. */
  readonly rekey: Guarded['rekey']
}

export function guardedSession({ presence, write, rekey }: GuardedDeps): Guarded {
  return {
    record: ({ action, details }) => write(action, async ({ audit }) => audit(details)),
    async provePresence() {
      presence.prove('asking')
    },
    insistOnPresence: () => presence.insist(),
    async rekey(rekeying, onProgress) {
      try {
        await rekey(rekeying, onProgress)
      } finally {
        rekeying.key.fill(0)
        rekeying.nextKey.fill(0)
      }
    },
  }
}

const refuse = async (): Promise<never> => {
  throw new AppError('vault.locked', {})
}

/** Of a thread that has no vault. */
export const lockedSession: Guarded & Pick<VaultSession, 'unlocked'> = { unlocked: false, record: refuse, provePresence: refuse, insistOnPresence: refuse, rekey: refuse }
