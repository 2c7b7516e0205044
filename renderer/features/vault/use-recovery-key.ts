/** A recovery key from its making to the proof that there is a copy. It is in no cache: it goes when its screen goes. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Contract } from '#shared/rpc/contract/index.ts'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import type { OutputOf } from '#shared/rpc/define.ts'
import type { AppError } from '#shared/rpc/errors.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import { VAULT_STATUS_KEY } from './vault-status.ts'

export type NewRecoveryKey = OutputOf<Contract['vault']['newRecoveryKey']>

export interface Making {
  readonly made: NewRecoveryKey | null
  readonly isRunning: boolean
  readonly error: AppError | null
  /** Each time another key. */
  readonly make: () => void
  /** It goes from the screen, and with it from this window. */
  readonly drop: () => void
}

export function useNewRecoveryKey(): Making {
  const { call } = useEngine()
  const [made, setMade] = useState<NewRecoveryKey | null>(null)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const make = useCallback(() => {
    setError(null)
    setRunning(true)
    call.vault
      .newRecoveryKey({})
      .then(setMade, (failure: unknown) => setError(toAppError(failure)))
      .finally(() => setRunning(false))
  }, [call])
  return { made, isRunning, error, make, drop: () => setMade(null) }
}

export interface Confirming {
  readonly run: (groups: readonly [string, string]) => Promise<void>
  readonly isRunning: boolean
  readonly error: AppError | null
  readonly reset: () => void
}

export function useConfirmRecoveryKey(onDone: (status: VaultStatus) => void): Confirming {
  const { call } = useEngine()
  const client = useQueryClient()
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const run = async ([first, second]: readonly [string, string]) => {
    setRunning(true)
    setError(null)
    try {
      const status = await call.vault.confirmRecoveryKey({ groups: [first, second] })
      client.setQueryData(VAULT_STATUS_KEY, status)
      onDone(status)
    } catch (failure) {
      setError(toAppError(failure))
    } finally {
      setRunning(false)
    }
  }
  return { run, isRunning, error, reset: () => setError(null) }
}
