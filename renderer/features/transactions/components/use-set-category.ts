import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { previousCategories } from '../model/selection.ts'

interface Change {
  readonly rows: readonly TransactionRow[]
  readonly categoryId: number
  readonly wholeMerchant: boolean
}

export interface SetCategory {
  /** Resolves to the function that takes it back. */
  readonly setCategory: (change: Change) => Promise<() => Promise<void>>
  readonly isRunning: boolean
}

export function useSetCategory(): SetCategory {
  const command = useEngineCommand((call) => call.transactions.setCategory)
  const setCategory = async ({ rows, categoryId, wholeMerchant }: Change) => {
    await command.run({ ids: rows.map((row) => row.id), categoryId, wholeMerchant })
    return async () => {
      for (const before of previousCategories(rows)) await command.run({ ids: [...before.ids], categoryId: before.categoryId, wholeMerchant })
    }
  }
  return { setCategory, isRunning: command.isRunning }
}
