import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useAsk } from '#renderer/lib/engine-hooks.ts'
import { toAppError } from '#renderer/lib/query-client.ts'
import { useEngine } from '#renderer/lib/services.tsx'
import type { AppError } from '#shared/rpc/errors.ts'
import type { ImportPreview, PreviewRow, RowChoice, RowStatus } from '#shared/rpc/contract/imports.contract.ts'
import { type RowsPage, withChoice } from './model/row-choices.ts'

export interface Choices {
  readonly choose: (rows: readonly PreviewRow[], choice: RowChoice) => void
  /** Every row of the status, seen or not. */
  readonly chooseAll: (status: RowStatus, choice: RowChoice) => void
  /** Sends an account that its file does not name into a stored one, or (null) a new one. */
  readonly setTarget: (accountIndex: number, accountId: number | null, newLabel?: string) => void
  readonly error: AppError | null
}

/** What a person decides about rows: shown at once, then as the engine took it (it refuses what makes no sense). */
export function useChoices({ previewId }: ImportPreview): Choices {
  const client = useQueryClient()
  const { call } = useEngine()
  const ask = useAsk()
  const [error, setError] = useState<AppError | null>(null)

  const take = useCallback(
    async (change: Promise<ImportPreview>) => {
      try {
        client.setQueryData(ask.imports.getPreview({ previewId }).queryKey, await change)
        setError(null)
      } catch (failure) {
        setError(toAppError(failure))
      }
      await client.invalidateQueries({ predicate: ({ queryKey }) => isRowsOf(queryKey, previewId) })
    },
    [client, ask, previewId],
  )
  const show = useCallback(
    (fits: (row: PreviewRow) => boolean, choice: RowChoice) => {
      client.setQueriesData<InfiniteData<RowsPage>>({ predicate: ({ queryKey }) => isRowsOf(queryKey, previewId) }, (data) => data && { ...data, pages: data.pages.map((page) => withChoice(page, fits, choice)) })
    },
    [client, previewId],
  )
  return useMemo(
    () => ({
      error,
      choose: (rows, choice) => {
        const wanted = new Set(rows.map((row) => row.row))
        show((row) => wanted.has(row.row), choice)
        void take(call.imports.choose({ previewId, choice, rows: [...wanted] }))
      },
      chooseAll: (status, choice) => {
        show((row) => row.status === status, choice)
        void take(call.imports.choose({ previewId, choice, rows: { status } }))
      },
      setTarget: (accountIndex, accountId, newLabel) => void take(call.imports.setTarget({ previewId, accountIndex, accountId, ...(newLabel === undefined ? {} : { newLabel }) })),
    }),
    [error, show, take, call, previewId],
  )
}

function isRowsOf(queryKey: readonly unknown[], previewId: string): boolean {
  const [feature, name, input] = queryKey
  return feature === 'imports' && name === 'previewRows' && typeof input === 'object' && input !== null && 'previewId' in input && input.previewId === previewId
}
